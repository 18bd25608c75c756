import {join} from 'node:path'
import type {Chatter} from './chatter.js'
import {createChatter} from './chatter.js'
import type {ExportSize, MadeExport} from './export-kind.js'
import {FileWriter} from './file-writer.js'
import {createRandom, type Random} from './random.js'
import {EMOJI, NAMES} from './words.js'

const START = Date.UTC(2019, 0, 1) / 1000
/** Indentation of the keys of a message, as Telegram Desktop writes an account. */
const PAD = '\n      '
const NOT_INCLUDED = '(File not included. Change data exporting settings to download.)'

/** `result.json` of a whole account, as Telegram Desktop 5 exports it: up to 400 chats of very different length, about 600 bytes a message. */
export function writeTelegramAccount(folder: string, size: ExportSize, seed: number): MadeExport {
  const random = createRandom(seed)
  const chatter = createChatter(random)
  const path = join(folder, 'result.json')
  const out = new FileWriter(path)
  const enough = () => ('bytes' in size ? out.bytes >= size.bytes : made.records >= size.messages)
  const made = {path, records: 0, messages: 0}
  const perChat = 'bytes' in size ? size.bytes / 600 : size.messages
  const chats = Math.max(3, Math.min(400, Math.round(perChat / 4000)))

  out.write(
    '{\n "about": "Here is the data you requested.",\n "chats": {\n  "about": "This page lists all chats.",\n  "list": [',
  )
  for (let chat = 0; chat === 0 || !enough(); chat++) {
    const group = chat % 4 !== 0
    const people = group ? 3 + random.below(60) : 2
    const head = {
      name: `${chatter.phrase()} ${chat}`,
      type: group ? 'private_supergroup' : 'personal_chat',
      id: 1_100_000_000 + chat,
    }
    out.write(
      `${chat ? ',' : ''}\n   {\n    "name": ${JSON.stringify(head.name)},\n    "type": "${head.type}",\n    "id": ${head.id},\n    "messages": [`,
    )
    // Few chats hold most of the messages. The last one is as long as it must be.
    const length = Math.ceil((perChat / chats) * (0.2 + 4.8 * random.next() ** 5))
    let at = START + random.below(86_400 * 300)
    for (let id = 1; id <= (chat < chats * 3 ? length : Number.POSITIVE_INFINITY) && !(id > 1 && enough()); id++) {
      at += 1 + Math.floor(random.next() ** 6 * 40_000)
      out.write(`${id > 1 ? ',' : ''}\n     {${PAD}"id": ${id},`)
      made.records += 1
      if (random.chance(0.02)) out.write(serviceMessage(random, people, at))
      else {
        made.messages += 1
        out.write(message(random, chatter, people, at, id))
      }
      out.write('\n     }')
    }
    out.write('\n    ]\n   }')
  }
  out.write('\n  ]\n }\n}\n')
  out.close()
  return {...made, bytes: out.bytes}
}

function message(random: Random, chatter: Chatter, people: number, at: number, id: number): string {
  const person = random.below(people)
  let lines = `${PAD}"type": "message",${moment('date', at)}`
  if (random.chance(0.05)) lines += moment('edited', at + 60)
  lines += `${PAD}"from": ${nameOf(person)},${PAD}"from_id": "user${5_000_000_000 + person * 7919}",`
  if (id > 20 && random.chance(0.2)) lines += `${PAD}"reply_to_message_id": ${id - 1 - random.below(19)},`
  if (random.chance(0.03)) lines += `${PAD}"forwarded_from": ${JSON.stringify(random.pick(NAMES))},`
  const media = random.chance(0.1)
  if (media) lines += attachment(random)
  lines += random.chance(media ? 0.5 : 0) ? `${PAD}"text": "",${PAD}"text_entities": []` : text(random, chatter)
  return random.chance(0.08) ? `${lines},${reactions(random)}` : lines
}

function serviceMessage(random: Random, people: number, at: number): string {
  const person = random.below(people)
  return (
    `${PAD}"type": "service",${moment('date', at)}${PAD}"actor": ${nameOf(person)},` +
    `${PAD}"actor_id": "user${5_000_000_000 + person * 7919}",${PAD}"action": "${random.pick(['pin_message', 'join_group_by_link', 'phone_call'])}",` +
    `${PAD}"text": "",${PAD}"text_entities": []`
  )
}

/** Telegram writes the name that an account has on the day of the export, on all of its messages; a deleted account has none. */
function nameOf(person: number): string {
  return person % 31 === 30 ? 'null' : JSON.stringify(NAMES[person % NAMES.length])
}

function moment(name: string, at: number): string {
  return `${PAD}"${name}": "${new Date(at * 1000).toISOString().slice(0, 19)}",${PAD}"${name}_unixtime": "${at}",`
}

/** The text twice, as Telegram has it: as a string, or an array when parts of it are formatted; and always in entities. */
function text(random: Random, chatter: Chatter): string {
  const words = JSON.stringify(chatter.text())
  if (random.chance(0.85))
    return `${PAD}"text": ${words},${PAD}"text_entities": [\n       ${entity('plain', words)}\n      ]`
  const type = random.pick(['bold', 'link', 'mention', 'code', 'italic'])
  const marked = entity(type, JSON.stringify(type === 'link' ? chatter.link() : chatter.phrase()))
  const tail = JSON.stringify(` ${chatter.phrase()}`)
  return (
    `${PAD}"text": [\n       ${words},\n       ${marked},\n       ${tail}\n      ],` +
    `${PAD}"text_entities": [\n       ${entity('plain', words)},\n       ${marked},\n       ${entity('plain', tail)}\n      ]`
  )
}

const entity = (type: string, quoted: string) => `{\n        "type": "${type}",\n        "text": ${quoted}\n       }`

function attachment(random: Random): string {
  if (random.chance(0.6))
    return `${PAD}"photo": "${NOT_INCLUDED}",${PAD}"photo_file_size": ${random.below(400_000)},${PAD}"width": 1280,${PAD}"height": 960,`
  return (
    `${PAD}"file": "${NOT_INCLUDED}",${PAD}"file_name": "video_${random.below(9999)}.mp4",${PAD}"file_size": ${random.below(9_000_000)},` +
    `${PAD}"media_type": "video_file",${PAD}"mime_type": "video/mp4",${PAD}"duration_seconds": ${random.below(300)},`
  )
}

function reactions(random: Random): string {
  return `${PAD}"reactions": [\n       {\n        "type": "emoji",\n        "count": ${1 + random.below(12)},\n        "emoji": "${random.pick(EMOJI)}"\n       }\n      ]`
}
