import {inputError} from '@everport/plugin-kit'
import type {ConversationChoice, ConversationLabel} from './conversation-choice.js'
import type {FoundExports, HtmlExport, JsonExport} from './find-exports.js'
import {scanChats} from './json/chat-headers.js'
import {bareChatId, chatNature} from './peer-id.js'
import {asNumber, asText} from './raw.js'
import {counted} from './text/counted.js'

interface Candidate extends ConversationLabel {
  /** What to type to mean this one, and how large it is: `channel31 (40 messages)`. */
  hint: string
}

/**
 * A name that several chats of an account have does not choose between them. Costs a pass over the file, and only when the
 * options name conversations and the file holds more than one.
 * @throws InputError `INPUT_AMBIGUOUS` with the candidates, their ids and sizes
 */
export async function refuseAmbiguousNames({json, html}: FoundExports, choice: ConversationChoice): Promise<void> {
  if (!choice.isByName) return
  for (const found of json) {
    if (found.recognised.form === 'account') refuse(await jsonCandidates(found), choice, found.file.path)
  }
  for (const found of html) {
    if (found.chats.length > 1) refuse(await htmlCandidates(found), choice, found.folder || 'the export')
  }
}

function refuse(candidates: readonly Candidate[], choice: ConversationChoice, file: string): void {
  const [first] = choice.ambiguous(candidates)
  if (!first) return
  const [name, named] = first
  throw inputError('INPUT_AMBIGUOUS', `${named.length} chats of ${file} are called ${JSON.stringify(name)}.`, {
    hints: ['Name the one you mean by its id:', ...named.map(({hint}) => hint)],
    place: {file},
  })
}

async function jsonCandidates({file}: JsonExport): Promise<Candidate[]> {
  const {chats} = await scanChats(file)
  return [...chats.values()].flatMap(({name, type, id, isPacked, messages}): Candidate[] => {
    const number = asNumber(id)
    if (number === undefined) return []
    const nature = chatNature(type)
    const bareId = String(bareChatId(number, nature.peer, isPacked))
    const prefixed = nature.peer + bareId
    const hint = `${prefixed} (${counted(messages, 'message')})`
    return [{id: prefixed, bareId, name: asText(name) || nature.name, kind: nature.chosen, hint}]
  })
}

async function htmlCandidates({chats}: HtmlExport): Promise<Candidate[]> {
  const {chatTitle} = await import('./html/page-title.js')
  const candidates: Candidate[] = []
  for (const {folder, pages} of chats) {
    const name = await chatTitle(pages)
    const id = folder.replace(/\/$/, '').split('/').at(-1) ?? ''
    candidates.push({
      id,
      bareId: id,
      name,
      kind: undefined,
      hint: `${id} (${counted(pages.length, 'page')})`,
    })
  }
  return candidates
}
