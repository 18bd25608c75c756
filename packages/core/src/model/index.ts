export * from './everos.js'
export * from './everos-id.js'
export * from './hash53.js'
export * from './record.js'
