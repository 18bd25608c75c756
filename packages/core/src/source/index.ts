export * from './define-source.js'
export * from './source.js'
