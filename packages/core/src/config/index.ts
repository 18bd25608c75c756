export * from './import-options.js'
export * from './instant.js'
