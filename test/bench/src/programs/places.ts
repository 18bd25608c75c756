import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

/** Compiled, this file lies two folders below the bench: in dist/programs as in src/programs. */
export const BENCH = fileURLToPath(new URL('../..', import.meta.url))
export const ROOT = join(BENCH, '..', '..')
export const EVERPORT = join(ROOT, 'packages', 'cli', 'bin', 'run.js')
export const PEERS = join(BENCH, 'peers')

/** Where made exports and installed peers are kept. */
export const CACHE = process.env.EVERPORT_BENCH_CACHE ?? join(tmpdir(), 'everport-bench')
