/** The door for command classes: light, since every command module of a plugin without a manifest is loaded on every run. */

export * from '../flags/index.js'
export {BaseCommand} from './base-command.js'
export {projectFolder, stateFolder} from './project-folder.js'
export type {Configuration} from './read-configuration.js'
export {PATH_ARG, type SourceCommands, sourceCommands} from './source-commands.js'
export {SOURCE_EVENT, sourceHook} from './source-hook.js'
