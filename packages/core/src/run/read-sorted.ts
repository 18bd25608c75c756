import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {ImportOptions} from '../config/import-options.js'
import {defaultNamespace} from '../stage/default-namespace.js'
import {Naming} from '../stage/naming.js'
import {Notices} from '../stage/notices.js'
import {readExport} from '../stage/read-export.js'
import {Tallies} from '../stage/tallies.js'
import {Scratch} from '../store/scratch.js'
import type {ExportToRead, RunContext} from './run.js'

/** An export read into a scratch file in the system's temporary folder, for work that sends nothing. */
export interface SortedExport {
  scratch: Scratch
  naming: Naming
  tallies: Tallies
  notices: Notices
  /** Messages that could not be read. */
  unread: number
}

/** Reads an export, hands it to `work` sorted and without duplicates, and removes all traces. */
export async function withSortedExport<T>(
  from: ExportToRead,
  options: ImportOptions,
  context: RunContext,
  work: (sorted: SortedExport) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'everport-'))
  const scratch = new Scratch(folder, 'export')
  try {
    const reading = {tallies: new Tallies(), notices: new Notices(), unread: 0}
    await readExport(from, options, scratch, reading, context)
    context.signal.throwIfAborted()
    scratch.seal()
    for (const {conversation, count} of scratch.removeDuplicates())
      reading.tallies.add(conversation, 'skipped', 'duplicate', count)
    const naming = new Naming(scratch, from.source.id, options.namespace ?? defaultNamespace(from), options)
    return await work({...reading, scratch, naming})
  } finally {
    scratch.discard()
    rmSync(folder, {recursive: true, force: true})
  }
}
