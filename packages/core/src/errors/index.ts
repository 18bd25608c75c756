export * from './codes.js'
export * from './everport-error.js'
export * from './exit-codes.js'
