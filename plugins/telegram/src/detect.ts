import type {Detection, InputTree} from '@everport/plugin-kit'
import {findExports, headText} from './find-exports.js'
import {foreignDump} from './recognise.js'

/** Says whether a tree holds a Telegram Desktop export. Reads at most 64 KB of a few files. */
export async function detect(tree: InputTree): Promise<Detection> {
  const {json, html, besideJson} = await findExports(tree)
  if (json.length > 0) {
    const first = json[0]!
    const what = first.recognised.form === 'account' ? 'an account export' : 'the export of one chat'
    const more = json.length > 1 ? ` and ${json.length - 1} more` : ''
    const pages = besideJson.length > 0 ? '; its HTML pages are left out' : ''
    return {
      confidence: json.some(({recognised}) => recognised.sure) ? 'certain' : 'likely',
      why: `${what} as JSON (${first.file.path}${more})${pages}`,
    }
  }
  const chats = html.reduce((sum, found) => sum + found.chats.length, 0)
  if (chats > 0) {
    const pages = html.reduce((sum, found) => sum + found.chats.reduce((n, chat) => n + chat.pages.length, 0), 0)
    return {
      confidence: 'certain',
      why: `HTML pages of ${chats === 1 ? 'one chat' : `${chats} chats`} (${pages} of messages)`,
    }
  }
  return refusal(tree)
}

async function refusal(tree: InputTree): Promise<Detection> {
  const files = await tree.files()
  if (files.some(({path}) => /(?:^|\/)export_results\.html$/.test(path))) {
    return {
      confidence: 'no',
      refused: true,
      why: 'a Telegram export without chats: tick "Personal chats" and the groups in the export window, and choose JSON',
    }
  }
  const candidates = files.filter(({path}) => /\.json$/i.test(path)).slice(0, 3)
  for (const file of candidates) {
    const dump = foreignDump(await headText(file))
    if (dump !== undefined)
      return {confidence: 'no', refused: true, why: `${dump}: export the chat from Telegram Desktop as JSON`}
  }
  return {confidence: 'no', why: 'no result.json or messages.html of Telegram Desktop'}
}
