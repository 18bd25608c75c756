import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {type Chatter, createChatter} from './chatter.js'
import type {ExportSize, MadeExport} from './export-kind.js'
import {FileWriter} from './file-writer.js'
import {createRandom, type Random} from './random.js'
import {EMOJI, NAMES} from './words.js'

const START = Date.UTC(2019, 0, 1)
const DISCORD_EPOCH = 1_420_070_400_000
const GUILD = {
  id: '1505988963628879902',
  name: 'Garden & Friends 🌱',
  iconUrl: 'https://cdn.discordapp.com/embed/avatars/0.png',
}

/** A folder of channels and threads as DiscordChatExporter 2.48 writes them: a JSON file each, about 1,100 bytes a message. */
export function writeDiscordChannels(folder: string, size: ExportSize, seed: number): MadeExport {
  const random = createRandom(seed)
  const chatter = createChatter(random)
  const path = join(folder, 'discord')
  mkdirSync(path)
  const total = 'bytes' in size ? size.bytes : size.messages * 1100
  const files = Math.max(3, Math.min(40, Math.round(total / 12e6)))
  const made = {path, bytes: 0, records: 0, messages: 0}
  for (let file = 0; file < files; file++) {
    const thread = file % 5 === 4
    const channel = {
      id: snowflake(START, file),
      type: thread ? 'GuildPublicThread' : 'GuildTextChat',
      categoryId: '1505988963628879999',
      category: 'Text Channels',
      name: `${thread ? 'thread' : 'channel'}-${file}`,
      topic: random.chance(0.5) ? chatter.text() : null,
    }
    const out = new FileWriter(join(path, `Garden - Text Channels - ${channel.name} [${channel.id}].json`))
    const head = {
      guild: GUILD,
      channel,
      dateRange: {after: null, before: null},
      exportedAt: '2026-08-30T13:52:56.786566+03:00',
    }
    out.write(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "messages": [`)
    let count = 0
    let at = START + random.below(8_640_000_000)
    for (; count === 0 || out.bytes < total / files; count++) {
      at += 1000 + Math.floor(random.next() ** 6 * 20_000_000)
      const service = random.chance(0.01)
      out.write(`${count ? ',' : ''}\n    ${message(random, chatter, at, count, channel.id, service)}`)
      if (!service) made.messages += 1
    }
    out.write(`\n  ],\n  "messageCount": ${count}\n}`)
    out.close()
    made.records += count
    made.bytes += out.bytes
  }
  return made
}

function snowflake(at: number, salt: number): string {
  return ((BigInt(at - DISCORD_EPOCH) << 22n) | BigInt(salt & 0x3fffff)).toString()
}

const isoTime = (at: number) => `${new Date(at + 10_800_000).toISOString().slice(0, 23)}+03:00`

function message(
  random: Random,
  chatter: Chatter,
  at: number,
  count: number,
  channel: string,
  service: boolean,
): string {
  const reply = !service && count > 20 && random.chance(0.2)
  const text = service
    ? 'Joined the server.'
    : chatter.text() + (random.chance(0.1) ? ` <@${200_000_000_000_000 + random.below(60)}>` : '')
  const type = service ? 'GuildMemberJoin' : reply ? 'Reply' : 'Default'
  const edited = random.chance(0.04) ? `"${isoTime(at + 30_000)}"` : 'null'
  const reference = reply
    ? `,\n      "reference": {\n        "messageId": "${snowflake(at - 900_000, count)}",\n        "channelId": "${channel}",\n        "guildId": "${GUILD.id}"\n      }`
    : ''
  return `{
      "id": "${snowflake(at, count)}",
      "type": "${type}",
      "timestamp": "${isoTime(at)}",
      "timestampEdited": ${edited},
      "callEndedTimestamp": null,
      "isPinned": false,
      "content": ${JSON.stringify(text)},
      "author": ${author(random)},
      "attachments": ${!service && random.chance(0.07) ? attachment(random, at) : '[]'},
      "embeds": ${random.chance(0.03) ? embed(chatter) : '[]'},
      "stickers": [],
      "reactions": ${random.chance(0.1) ? reactions(random) : '[]'},
      "mentions": [],
      "inlineEmojis": []${reference}
    }`
}

function author(random: Random): string {
  const person = Math.floor(random.next() ** 2 * 60)
  const id = 200_000_000_000_000 + person
  const name = JSON.stringify(NAMES[person % NAMES.length])
  return `{
        "id": "${id}",
        "name": "person${person}",
        "discriminator": "0000",
        "nickname": ${name},
        "color": "#3498DB",
        "isBot": false,
        "roles": [
          {
            "id": "150599320226667${person}",
            "name": "Gardener ${person % 5}",
            "color": "#3498DB",
            "position": ${person % 5}
          }
        ],
        "avatarUrl": "https://cdn.discordapp.com/avatars/${id}/eb806f2bcf037a33d1c2.png?size=512"
      }`
}

function attachment(random: Random, at: number): string {
  const id = snowflake(at, random.below(4000))
  return `[
        {
          "id": "${id}",
          "url": "https://cdn.discordapp.com/attachments/1505988963628879902/${id}/photo.png?ex=6a&is=6b&hm=${random.below(1e9)}",
          "fileName": "photo_${random.below(9999)}.png",
          "fileSizeBytes": ${random.below(9_000_000)}
        }
      ]`
}

function embed(chatter: Chatter): string {
  return `[
        {
          "title": ${JSON.stringify(chatter.phrase())},
          "url": "${chatter.link()}",
          "timestamp": null,
          "description": ${JSON.stringify(chatter.text())},
          "color": "#FF0000",
          "images": [],
          "fields": [],
          "inlineEmojis": []
        }
      ]`
}

function reactions(random: Random): string {
  return `[
        {
          "emoji": {
            "id": "",
            "name": "${random.pick(EMOJI)}",
            "code": "emoji",
            "isAnimated": false,
            "imageUrl": "https://cdn.jsdelivr.net/gh/twitter/twemoji@latest/assets/svg/1f44d.svg"
          },
          "count": ${1 + random.below(20)},
          "users": []
        }
      ]`
}
