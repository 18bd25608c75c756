import type {InputTree, SourceContext} from '@everport/plugin-kit'
import type {ChannelFilter} from './channel-filter.js'
import type {Senders} from './json/sender.js'
import type {Names} from './markup.js'
import type {Options} from './options.js'
import type {People} from './people.js'
import type {RecentMap} from './recent-map.js'

/** What the readers of all formats share during one reading. */
export interface Reading {
  tree: InputTree
  options: Options
  context: SourceContext
  filter: ChannelFilter
  people: People
  senders: Senders
  /** Roles seen so far, id to name. */
  roles: RecentMap<string, string>
  /** Channels of the export, id to name. */
  channels: Map<string, string>
  names: Names
  /** True when the export holds a file at exactly this path. */
  hasFile(path: string): boolean
}
