// DiscordChatExporter files -> NDJSON with stream-json, as its README shows it. Usage: discord_stream_json.mjs FOLDER OUT
import fs from 'node:fs'
import {pipeline} from 'node:stream/promises'
import chain from 'stream-chain'
import {pick} from 'stream-json/filters/pick.js'
import {parser} from 'stream-json/parser.js'
import {streamArray} from 'stream-json/streamers/stream-array.js'

const [, , folder, output] = process.argv
const out = fs.createWriteStream(output)

function line({value: message}) {
  if (message.type !== 'Default' && message.type !== 'Reply') return null
  const record = {
    role: 'user',
    sender_id: `discord-${message.author.id}`,
    sender_name: message.author.nickname,
    timestamp: Date.parse(message.timestamp),
    content: message.content,
    message_id: `discord-${message.id}`,
  }
  return `${JSON.stringify(record)}\n`
}

for (const name of fs.readdirSync(folder).sort())
  await pipeline(
    chain([fs.createReadStream(`${folder}/${name}`), parser(), pick({filter: 'messages'}), streamArray(), line]),
    out,
    {end: false},
  )
out.end()
