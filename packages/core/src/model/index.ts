export * from './everos.js'
export * from './everos-id.js'
export * from './record.js'
