export * from './events.js'
export * from './report.js'
export * from './run.js'
