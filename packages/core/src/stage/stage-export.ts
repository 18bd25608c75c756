import type {ImportOptions} from '../config/import-options.js'
import type {ExportToRead, RunContext} from '../run/run.js'
import type {StoredRun} from '../store/runs.js'
import {Scratch} from '../store/scratch.js'
import type {Store} from '../store/store.js'
import type {SliceLimits} from '../target/slice-limits.js'
import {merge} from './merge.js'
import type {MergeNames} from './merging.js'
import {Naming} from './naming.js'
import {Notices} from './notices.js'
import {readExport} from './read-export.js'
import {Tallies} from './tallies.js'

/**
 * Reads an export once and leaves ordered, deduplicated, sliced messages in the state file; the export is not needed again.
 * @returns false when it was interrupted: then nothing of the run is left.
 */
export async function stageExport(
  run: StoredRun,
  from: ExportToRead,
  options: ImportOptions,
  limits: SliceLimits,
  store: Store,
  context: RunContext,
): Promise<boolean> {
  const scratch = new Scratch(store.folder, `r${run.id}`)
  const reading = {tallies: new Tallies(), notices: new Notices(), unread: 0}
  try {
    await readExport(from, options, scratch, reading, context)
    scratch.seal()
    if (context.signal.aborted) return false
    const naming = new Naming(scratch, run.source, options.namespace ?? defaultNamespace(from), options)
    const merged = await merge(run.id, scratch, store, exportNames(run, naming, store), reading, limits, context)
    store.runs.setStaged(run.id, {
      ...merged,
      conversations: scratch.conversationCount(),
      people: scratch.speakerCount(),
      unread: reading.unread,
      notices: reading.notices.grouped(),
    })
    return true
  } catch (error) {
    if (context.signal.aborted) return false
    throw error
  } finally {
    scratch.discard()
  }
}

function exportNames(run: StoredRun, naming: Naming, store: Store): MergeNames {
  return {
    sender: (person) => naming.sender(person),
    role: (row, sender) => naming.role(row, sender),
    stored(c) {
      const key = naming.ledgerKey(c)
      const owner = naming.owner(c)
      const known = store.conversations.find(run.destination, run.source, key)
      return store.conversations.save({
        destination: run.destination,
        source: run.source,
        key,
        target: known?.target ?? naming.conversationTarget(c),
        kind: known?.kind ?? (owner === undefined ? 'group' : 'personal'),
        owner: known?.owner ?? owner ?? '',
        name: naming.conversationName(c),
        topic: c.topic ?? '',
      })
    },
  }
}

/** The export's own name without its ending, so that importing a renamed copy of a local-id export shows another namespace in the plan. */
export function defaultNamespace({tree}: ExportToRead): string {
  const name = tree.name.replace(/\.(zip|json|csv|tsv|txt|gz|html?)$/i, '').replace(/[^A-Za-z0-9_.+-]+/g, '-')
  return name.replace(/^[-.]+|[-.]+$/g, '').slice(0, 64) || 'export'
}
