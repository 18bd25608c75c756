import {homedir} from 'node:os'
import {join} from 'node:path'

/** Where virtual environments and the tokenizer stay between runs: `EVERPORT_REAL_CACHE`, else in the user's cache folder. */
export function cacheFolder() {
  const {EVERPORT_REAL_CACHE: own, XDG_CACHE_HOME: shared} = process.env
  return own || join(shared || join(homedir(), '.cache'), 'everport', 'real-server')
}
