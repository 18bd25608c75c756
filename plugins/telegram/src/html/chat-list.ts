import type {InputFile, SourceContext} from '@everport/plugin-kit'
import {exportPath} from '../export-path.js'
import {readableChunks} from '../readable-chunks.js'
import {findClass, htmlElements, labelText} from './html-elements.js'

/** What `lists/chats.html` of an account export says about one chat. */
export interface ListedChat {
  name: string
  /** `private`, `bot`, `group`, `channel` or `unknown`. */
  kind: string
  /** "N outgoing messages": exported with "only my messages". */
  isOnlyOwn: boolean
}

/** The list of chats, by the folder of their pages (`chats/chat_001/`). Chats without messages have no link and are left out. */
export async function readChatList(file: InputFile, context: SourceContext): Promise<Map<string, ListedChat>> {
  const chats = new Map<string, ListedChat>()
  for await (const entries of htmlElements(readableChunks(file, context), ({classes}) => classes.includes('entry'))) {
    for (const entry of entries) {
      const target = exportPath((entry.attributes.href ?? '').replace(/#.*$/, ''), 'lists')
      if (!('path' in target)) continue
      chats.set(target.path.slice(0, target.path.lastIndexOf('/') + 1), {
        name: labelText(findClass(entry, 'name')),
        kind: labelText(findClass(entry, 'info')),
        isOnlyOwn: /\boutgoing message/.test(labelText(findClass(entry, 'details_entry'))),
      })
    }
  }
  return chats
}
