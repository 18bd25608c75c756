/** The work behind the commands. Heavy: loaded when a command runs, never to show help. */
export * from './open-export.js'
export * from './run-convert.js'
export * from './run-import.js'
export * from './run-inspect.js'
export type {Terminal} from './terminal.js'
