import {decodeUtf8, type InputFile} from '@everport/plugin-kit'
import {HEAD, sniff} from '../sniff.js'

/** Channels looked into at most before the paths are taken for chance. */
const SAMPLE = 32
const CHANNEL_HEAD = 4096

/** Where the evidence of one channel lies. */
export interface ChannelFiles {
  channel: InputFile | undefined
  messages: InputFile | undefined
}

/** True when one channel holds what Discord writes: a JSON object in `channel.json`, a list in `messages.json` beside it, or rows of messages. */
export async function isPackage(channels: readonly ChannelFiles[]): Promise<boolean> {
  for (const {channel, messages} of channels.slice(0, SAMPLE)) {
    if (channel !== undefined && (await holdsObject(channel))) return true
    if (messages !== undefined && (await holdsRows(messages, channel !== undefined))) return true
  }
  return false
}

async function holdsObject(file: InputFile): Promise<boolean> {
  const {text} = decodeUtf8(await headOf(file, CHANNEL_HEAD))
  return /^\s*\{\s*(?:["}]|$)/.test(text)
}

async function holdsRows(file: InputFile, hasChannel: boolean): Promise<boolean> {
  const head = await headOf(file, hasChannel ? CHANNEL_HEAD : HEAD)
  // Where nothing was said the list is empty, and shows nothing of its rows.
  return (hasChannel && /^\s*\[/.test(decodeUtf8(head).text)) || (await sniff(file.path, head)).format === 'fragment'
}

/** A damaged file is no evidence; reading will say what is wrong with it. */
async function headOf(file: InputFile, length: number): Promise<Uint8Array> {
  return file.head(length).catch(() => new Uint8Array())
}
