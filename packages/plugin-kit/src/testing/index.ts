export * from './read-all.js'
