import type {Described} from '@everport/plugin-kit/text'
import type {InstalledSource} from './collect-sources.js'

/** What reports need to know of a source. Of one that is not installed any more: its id. */
export function describeSource(id: string, installed: readonly InstalledSource[]): Described {
  return installed.find(({source}) => source.id === id)?.source ?? {name: id, skips: {}}
}
