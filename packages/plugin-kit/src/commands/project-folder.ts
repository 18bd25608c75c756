import {existsSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {shellWord} from '../text/shell-word.js'

const MARKS = ['package.json', '.git']

/** The nearest folder upwards that looks like a project; `from` itself when there is none. */
export function projectFolder(from: string, exists: (path: string) => boolean = existsSync): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (MARKS.some((mark) => exists(join(folder, mark)))) return folder
    if (folder === dirname(folder)) return resolve(from)
  }
}

/** Where the state file of this project is, unless `--state-dir` says. */
export function stateFolder(given: string | undefined, from: string = process.cwd()): string {
  return given === undefined ? join(projectFolder(from), '.everport') : resolve(from, given)
}

/** ` --state-dir DIR` where that is not what a command finds by itself: for the commands that reports propose. */
export function stateDirFlag(stateDir: string, from: string = process.cwd()): string {
  return stateDir === stateFolder(undefined, from) ? '' : ` --state-dir ${shellWord(stateDir)}`
}
