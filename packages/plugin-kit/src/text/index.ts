/** How reports look to a person. */
export * from './columns.js'
export * from './figures.js'
export * from './next-text.js'
export * from './paint.js'
export * from './paragraphs.js'
export * from './run-text.js'
export * from './shell-word.js'
