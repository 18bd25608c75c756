// CSV -> NDJSON with csv-parse, as its page on streams shows it. Usage: csv_parse.mjs CSV OUT
import fs from 'node:fs'
import {pipeline} from 'node:stream/promises'
import {parse} from 'csv-parse'

async function* lines(rows) {
  for await (const row of rows) {
    const [id, conversation, , sender, name, timestamp, content] = row
    const record = {
      group_id: `csv-${conversation}`,
      role: 'user',
      sender_id: `csv-${sender}`,
      sender_name: name,
      timestamp: Date.parse(timestamp),
      content,
      message_id: `csv-${id}`,
    }
    yield `${JSON.stringify(record)}\n`
  }
}

await pipeline(
  fs.createReadStream(process.argv[2]),
  parse({from_line: 2}),
  lines,
  fs.createWriteStream(process.argv[3]),
)
