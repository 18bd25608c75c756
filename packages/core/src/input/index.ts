export type {InputFile, InputTree, RefusedEntry} from './input-tree.js'
