import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {writeZip} from '@everport/core/input/testing'
import {type Chatter, createChatter} from './chatter.js'
import type {ExportSize, MadeExport} from './export-kind.js'
import {createRandom, type Random} from './random.js'
import {NAMES} from './words.js'

const START = Date.UTC(2019, 0, 1) / 1000
const PEOPLE = 120
/** A million messages lie in 70,000 files. */
const PER_DAY = 14.3
const BYTES_EACH = 1500

/** A workspace export: a zip with a JSON file for each channel and day, in the ASCII that PHP writes; about 1,500 bytes a message. */
export function writeSlackWorkspace(folder: string, size: ExportSize, seed: number): MadeExport {
  const random = createRandom(seed)
  const chatter = createChatter(random)
  const dayFiles = Math.max(4, Math.round(('bytes' in size ? size.bytes / BYTES_EACH : size.messages) / PER_DAY))
  const channels = Math.max(2, Math.min(200, Math.round(dayFiles / 20)))
  const made = {path: join(folder, 'workspace.zip'), bytes: 0, records: 0, messages: 0}

  const index = {
    'users.json': people(),
    'channels.json': Array.from({length: channels}, (_, i) => ({
      ...{
        id: `C0BENCH${1000 + i}`,
        name: `channel-${i}`,
        created: START,
        creator: userId(0),
        is_archived: false,
        is_general: i === 0,
      },
      ...{
        members: Array.from({length: 20}, (_, p) => userId((i + p) % PEOPLE)),
        topic: {value: ''},
        purpose: {value: chatter.phrase()},
      },
    })),
  }
  // Contents are made when the writer asks for them, in this order: only what is compressed is held.
  const files = Object.entries(index).map(([path, value]) => ({path, content: ascii(value)}))
  for (let i = 0; i < dayFiles; i++) {
    // Folder by folder, as in the zips that people download.
    const channel = Math.floor((i * channels) / dayFiles)
    const first = Math.ceil((channel * dayFiles) / channels)
    const date = new Date((START + (i - first) * 86_400) * 1000)
    files.push({
      path: `channel-${channel}/${date.toISOString().slice(0, 10)}.json`,
      get content() {
        const messages = dayOf(random, chatter, date.getTime() / 1000, channel)
        const text = ascii(messages)
        made.bytes += text.length
        made.records += messages.length
        made.messages += messages.filter(({subtype}) => subtype !== 'channel_join').length
        return text
      },
    })
  }
  writeFileSync(made.path, writeZip(files, {zip64: files.length > 0xfffe}))
  return made
}

const userId = (person: number) => `U0BENCH${1000 + person}`

const people = () =>
  Array.from({length: PEOPLE}, (_, i) => ({
    ...{id: userId(i), team_id: 'T0BENCH01', name: `person${i}`, deleted: i % 17 === 0, is_bot: false},
    ...{
      real_name: NAMES[i % NAMES.length],
      profile: {real_name: NAMES[i % NAMES.length], display_name: `${NAMES[i % NAMES.length]} ${i}`},
    },
  }))

interface SlackMessage {
  ts: string
  subtype?: string
  [key: string]: unknown
}

function dayOf(random: Random, chatter: Chatter, midnight: number, channel: number): SlackMessage[] {
  const count = 1 + Math.floor(random.next() ** 3 * (PER_DAY - 1) * 4)
  const messages: SlackMessage[] = []
  // After 8 o'clock UTC: the day of the file's name is Pacific time.
  let at = midnight + 9 * 3600
  for (let i = 0; i < count; i++) {
    at += 1 + Math.floor((random.next() * 40_000) / count)
    const ts = `${at}.${String(100_000 + random.below(899_999))}`
    const person = random.below(PEOPLE)
    messages.push(
      random.chance(0.02)
        ? {
            subtype: 'channel_join',
            user: userId(person),
            text: `<@${userId(person)}> has joined the channel`,
            type: 'message',
            ts,
          }
        : message(random, chatter, ts, person, channel, messages),
    )
  }
  return messages
}

function message(
  random: Random,
  chatter: Chatter,
  ts: string,
  person: number,
  channel: number,
  before: SlackMessage[],
): SlackMessage {
  const written = chatter.text()
  const marked = written.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const text = random.chance(0.15)
    ? `<@${userId(random.below(PEOPLE))}> ${marked} <${chatter.link()}|a link> <#C0BENCH${1000 + channel}|here>`
    : marked
  const parent = before.length > 0 && random.chance(0.25) ? random.pick(before) : undefined
  const name = NAMES[person % NAMES.length]!
  return {
    ...{
      client_msg_id: `4831d4b6-8ec0-ba07-9cf4-${ts.replace('.', '').slice(-12)}`,
      type: 'message',
      user: userId(person),
      text,
      ts,
    },
    ...{team: 'T0BENCH01', user_team: 'T0BENCH01', source_team: 'T0BENCH01'},
    ...{user_profile: profile(person, name)},
    ...{
      blocks: [
        {
          type: 'rich_text',
          block_id: ts.slice(-5),
          elements: [{type: 'rich_text_section', elements: [{type: 'text', text: written}]}],
        },
      ],
    },
    ...(parent && {thread_ts: parent.ts, parent_user_id: parent.user}),
    ...(random.chance(0.06) && {files: [file(random, person)], upload: true}),
    ...(random.chance(0.08) && {reactions: [{name: '+1', users: [userId(1), userId(2)], count: 2}]}),
    ...(random.chance(0.04) && {edited: {user: userId(person), ts}}),
  }
}

const profile = (person: number, name: string) => ({
  ...{
    avatar_hash: 'g9f2c3d4e5f6',
    image_72: `https://avatars.slack-edge.com/2024-01-01/60${person}_72.jpg`,
    first_name: name,
  },
  ...{
    real_name: name,
    display_name: name,
    team: 'T0BENCH01',
    name: `person${person}`,
    is_restricted: false,
    is_ultra_restricted: false,
  },
})

const file = (random: Random, person: number) => ({
  ...{
    id: `F0${random.below(1e9)}`,
    created: START,
    name: `notes ${random.below(99)}.pdf`,
    title: 'notes',
    mimetype: 'application/pdf',
    filetype: 'pdf',
  },
  ...{
    user: userId(person),
    size: random.below(1e7),
    url_private: `https://files.slack.com/files-pri/T0BENCH01-F0${random.below(1e9)}/notes.pdf`,
  },
})

/** As PHP writes JSON: four spaces, slashes and everything beyond ASCII escaped. */
function ascii(value: unknown): string {
  return JSON.stringify(value, null, 4)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
