/** The door for command classes: light, since every command module of a plugin without a manifest is loaded on every run. */

export * from '../flags/index.js'
export {BaseCommand} from './base-command.js'
export {stateFolder} from './project-folder.js'
export {PATH_ARG, type SourceCommands, sourceCommands} from './source-commands.js'
export {SOURCE_EVENT, sourceHook} from './source-hook.js'
