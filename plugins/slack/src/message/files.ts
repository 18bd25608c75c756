import type {Attachment} from '@everport/plugin-kit'
import {asList, asObject, asText} from '../loose.js'
import {unescapeText} from '../markup.js'
import type {RawMessage} from '../raw.js'
import {cleanText} from '../text/clean-text.js'
import {fileAddress, withoutTokens} from './secrets.js'

type Raw = Readonly<Record<string, unknown>>

/** Modes of files that are only a stub, and what is said in their place. */
const STUBS: ReadonlyMap<unknown, string> = new Map([
  ['tombstone', 'deleted file'],
  ['hidden_by_limit', 'file hidden by plan limit'],
])

const NO_FILES: readonly Raw[] = []

/** All files of a message: `files` since 2018, `file` before. */
export function rawFiles(message: RawMessage): readonly Raw[] {
  if (message.files === undefined && message.file === undefined) return NO_FILES
  const list = asList(message.files)
    .map(asObject)
    .filter((file) => file !== undefined)
  const old = asObject(message.file)
  return list.length > 0 || old === undefined ? list : [old]
}

/**
 * A file as an attachment. Official exports hold no bytes, only links, which lose their token here; slackdump's hold the bytes:
 * `stored` tells the path inside the export.
 */
export function fileAttachment(file: Raw, stored: (id: string) => string | undefined): Attachment {
  const stub = STUBS.get(file.mode)
  if (stub !== undefined) return {kind: 'file', name: stub}
  const name = asText(file.title) ?? asText(file.name)
  const uri = stored(asText(file.id) ?? '') ?? addressOf(file)
  return {
    kind: kindOf(file),
    // `access_denied` and `file_not_found` stubs have no name at all.
    name: name === undefined ? 'unavailable file' : cleanText(unescapeText(name)),
    ...(uri === undefined ? {} : {uri}),
  }
}

/** Text that Slack made of a file: of a voice clip, a snippet, a post or an e-mail. For messages that have no other text. */
export function textOfFile(file: Raw): string {
  const clip = asText(asObject(asObject(file.transcription)?.preview)?.content)
  const snippet =
    file.mode === 'snippet' || file.mode === 'post' || file.mode === 'space' ? asText(file.preview) : undefined
  return clip ?? snippet ?? asText(file.plain_text) ?? ''
}

/** True for canvases, whose message text holds the bare id of the file (`F07A32DC2GG`). */
export function isCanvas(file: Raw): boolean {
  return file.mode === 'quip' || file.mode === 'canvas' || file.filetype === 'quip' || file.filetype === 'canvas'
}

/** A file that lives elsewhere keeps its query (`?id=…` of a document); Slack's own addresses lose it. */
function addressOf(file: Raw): string | undefined {
  const external = file.is_external === true ? (asText(file.external_url) ?? asText(file.url_private)) : undefined
  return external === undefined ? fileAddress(file.url_private ?? file.permalink) : withoutTokens(external)
}

function kindOf(file: Raw): Attachment['kind'] {
  const mimetype = asText(file.mimetype) ?? ''
  if (mimetype.startsWith('image/')) return 'image'
  if (mimetype.startsWith('video/')) return 'video'
  if (mimetype.startsWith('audio/')) return 'audio'
  return file.is_external === true ? 'link' : 'file'
}
