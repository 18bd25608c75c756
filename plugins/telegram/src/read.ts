import {type InputTree, inputError, type SourceContext, type SourceRecord} from '@everport/plugin-kit'
import {refuseAmbiguousNames} from './ambiguous-names.js'
import {createConversationChoice} from './conversation-choice.js'
import {type FoundExports, findExports, unrecognisedJson} from './find-exports.js'
import {JsonReader} from './json/json-reader.js'
import type {TelegramOptions} from './options.js'
import {People} from './people.js'
import type {Reading} from './reading.js'

/** Reads every export of the tree, JSON before HTML. */
export async function* read(
  tree: InputTree,
  options: TelegramOptions,
  context: SourceContext,
): AsyncGenerator<readonly SourceRecord[]> {
  const found = await findExports(tree)
  if (found.json.length === 0 && found.html.length === 0) found.json = await unrecognisedJson(tree)
  if (found.json.length === 0 && found.html.length === 0) throw nothingFound(tree)
  const paths = new Set((await tree.files()).map(({path}) => path))
  const choice = createConversationChoice(options)
  const reading: Reading = {options, context, choice, people: new People(), hasFile: (path) => paths.has(path)}
  await refuseAmbiguousNames(found, choice)
  for (const {folder} of found.besideJson) {
    context.warn({
      code: 'html-left-out',
      message: `${folder || 'The folder'} holds one export as JSON and as HTML; only the JSON is read, because it says more.`,
      place: {file: folder},
    })
  }
  let chats = 0
  let isCut = false
  for (const json of found.json) {
    const reader = new JsonReader(json, reading)
    yield* reader.records()
    if (context.signal.aborted) return
    chats += reader.chats
    isCut ||= reader.isCut
    if (reader.chats > 0 && reader.messages === 0) {
      context.warn({
        code: 'no-messages',
        message: `${json.file.path} holds no messages.`,
        place: {file: json.file.path},
      })
    }
  }
  if (found.html.length > 0) yield* readHtml(found, reading)
  if (context.signal.aborted) return
  if (chats === 0 && found.html.length === 0) throw noChats(found, isCut)
  for (const pattern of choice.unused()) {
    context.warn({
      code: 'unknown-conversation',
      message: `No conversation is called ${JSON.stringify(pattern)}: check the spelling, or name it by its id.`,
    })
  }
}

/** The HTML parser is loaded only when there is HTML. */
async function* readHtml({html}: FoundExports, reading: Reading): AsyncGenerator<readonly SourceRecord[]> {
  const {HtmlReader} = await import('./html/html-reader.js')
  for (const found of html) {
    const reader = new HtmlReader(found, reading)
    yield* reader.records()
    if (reading.context.signal.aborted) return
    if (reader.messages === 0) {
      const file = found.chats[0]!.pages[0]!.path
      reading.context.warn({code: 'no-messages', message: `${file} holds no messages.`, place: {file}})
    }
  }
}

function nothingFound(tree: InputTree) {
  return inputError('INPUT_UNRECOGNISED', `${tree.name} holds no result.json or messages.html of Telegram Desktop.`, {
    hints: [
      'In Telegram Desktop open the chat, then its menu, then "Export chat history", and choose "Machine-readable JSON".',
    ],
  })
}

function noChats({json}: FoundExports, isCut: boolean) {
  const file = json[0]!.file.path
  if (isCut) {
    return inputError('INPUT_EMPTY', `${file} ends before its first message.`, {
      hints: ['The export was stopped or the file was not copied whole: copy it again, or export again.'],
      place: {file},
    })
  }
  return inputError('INPUT_EMPTY', `${file} holds no chats.`, {
    hints: ['Export again and tick "Personal chats" and the groups that you want in the export window.'],
    place: {file},
  })
}
