import {fileURLToPath} from 'node:url'
import {gzipSync} from 'node:zlib'
import {describeSource, generatedTree} from '@everport/plugin-kit/testing'
import {slack} from '../src/index.js'
import {ALICE, BOB, GENERAL, message, ts} from './small-export.js'

const DAY_SECONDS = 86_400
const PER_DAY = 100

/** An export of one channel, a hundred messages a day. */
function generate(messages: number) {
  const files: Record<string, () => Iterable<string>> = {
    'users.json': () => [JSON.stringify([ALICE, BOB])],
    'channels.json': () => [JSON.stringify([GENERAL])],
  }
  for (let day = 0; day * PER_DAY < messages; day += 1) {
    const start = 1_000_000_000 + day * DAY_SECONDS
    const name = new Date(start * 1000).toISOString().slice(0, 10)
    files[`general/${name}.json`] = function* () {
      yield '['
      for (let n = 0; n < PER_DAY; n += 1) {
        const at = `${start + n * 60}.000100`
        const thread = n % 5 === 0 ? {thread_ts: `${start}.000100`} : {}
        yield `${n === 0 ? '' : ','}${JSON.stringify(message({ts: at, text: `message ${n} of <@${BOB.id}> :wave:`, ...thread}))}`
      }
      yield ']'
    }
  }
  return generatedTree(files)
}

const PARENT = message({text: 'parent', thread_ts: ts(), reply_count: 1})
const REPLY = message({ts: ts(60e6), user: BOB.id, thread_ts: ts(), text: 'reply'})
const LATER = message({ts: ts(99e6), text: 'later'})
const CHUNK = {ts: 1737844844559654000, id: 'C1GENERAL'}

function lines(...values: object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('')
}

describeSource(slack, {
  lost: {reactions: '"tada"'},
  fixtures: [
    fileURLToPath(new URL('../../../samples/garden-club', import.meta.url)),
    // slackdump dump
    {
      'C1GENERAL.json': JSON.stringify({
        channel_id: 'C1GENERAL',
        name: 'general',
        messages: [message({ts: ts(-9e6), text: 'before'}), {...PARENT, slackdump_thread_replies: [REPLY]}],
      }),
    },
    // slackdump chunks
    {
      'C1GENERAL.json.gz': gzipSync(
        lines(
          {t: 5, ...CHUNK, ci: GENERAL},
          {t: 0, ...CHUNK, m: [PARENT, LATER]},
          {t: 1, ...CHUNK, r: ts(), m: [REPLY]},
        ),
      ),
      'users.json.gz': gzipSync(lines({t: 3, ts: CHUNK.ts, u: [ALICE, BOB]})),
    },
    // slack-archive
    {
      'data/users.json': JSON.stringify({[ALICE.id]: ALICE}),
      'data/channels.json': JSON.stringify([GENERAL]),
      'data/C1GENERAL.json': JSON.stringify([LATER, {...PARENT, replies: [REPLY]}]),
    },
    // an organisation
    {
      'org_users.json': JSON.stringify([ALICE]),
      'teams/a/channels.json': JSON.stringify([GENERAL]),
      'teams/a/general/2020-01-01.json': JSON.stringify([PARENT, REPLY], null, 4),
      'teams/b/channels.json': JSON.stringify([{id: 'C2', name: 'general'}]),
      'teams/b/general/2020-01-01.json': JSON.stringify([message(), LATER], null, 4),
    },
    {'general/2020-01-01.json': JSON.stringify([message(), LATER])},
    {'events.jsonl': lines({...PARENT, channel: 'C1GENERAL'}, {...REPLY, channel: 'C1GENERAL'})},
  ],
  generate,
})
