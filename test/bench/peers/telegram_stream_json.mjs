// result.json -> NDJSON with stream-json, as its README shows it. Usage: telegram_stream_json.mjs EXPORT OUT
import fs from 'node:fs'
import {pipeline} from 'node:stream/promises'
import chain from 'stream-chain'
import {pick} from 'stream-json/filters/pick.js'
import {parser} from 'stream-json/parser.js'
import {streamValues} from 'stream-json/streamers/stream-values.js'

const plain = (text) =>
  typeof text === 'string' ? text : text.map((part) => (typeof part === 'string' ? part : part.text)).join('')

function line({value: message}) {
  if (message.type !== 'message') return null
  const content = plain(message.text) || (message.photo || message.file ? '[file]' : '')
  if (content === '') return null
  const {id, from, from_id, date_unixtime} = message
  const record = {
    role: 'user',
    sender_id: from_id,
    sender_name: from ?? '',
    timestamp: Number(date_unixtime) * 1000,
    content,
    message_id: id,
  }
  return `${JSON.stringify(record)}\n`
}

await pipeline(
  chain([
    fs.createReadStream(process.argv[2]),
    parser(),
    pick({filter: /^chats\.list\.\d+\.messages\.\d+\b/}),
    streamValues(),
    line,
  ]),
  fs.createWriteStream(process.argv[3]),
)
