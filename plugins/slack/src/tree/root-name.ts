import type {InputTree} from '@everport/plugin-kit'
import {isDayFile} from './day-order.js'
import type {Layout} from './layout.js'

/** What a conversation is called whose day files stand at the root: a channel's folder on its own, or a single file. */
export function rootName(tree: InputTree, layout: Layout): string {
  const own = tree.name.replace(/\.(?:zip|json)$/i, '')
  if (tree.form !== 'file') return own
  // 2020-01-01.json says nothing, the folder it stands in does.
  return layout.form === 'days' && isDayFile(tree.name) ? (tree.parentName ?? own) : own
}
