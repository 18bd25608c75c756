import type {Fault} from '@everport/rehearsal'
import type {ServerKind} from '../faults/server-kinds.js'
import type {KillCase, Life} from './kill-case.js'

/** Once this is written, the rest is delivery; what comes before it is the same for every server. */
const DELIVERY_BEGINS = 'UPDATE run SET state = ?, finished = ? WHERE id = ? [sending]'

/** So that an import passes every state of its requests: lost, refused, put off, rejected, sent again. */
const STATIONS: readonly Fault[] = [
  {on: 'add', conversation: 'memo-c0', nth: 2, when: 'after-commit', do: {reset: true}},
  {on: 'add', conversation: 'memo-c1', nth: 2, do: {status: 500}},
  {on: 'add', conversation: 'memo-c2', nth: 1, do: {status: 429, retryAfter: 1}},
  {on: 'flush', nth: 1, do: {status: 503}},
  {rejectText: '^c1 message 7$'},
]

export function stationsOf(server: ServerKind, lives: readonly Life[], name = server.name): KillCase {
  return {
    name,
    server,
    conversations: [12, 25, 3],
    step: 60_000,
    faults: STATIONS,
    rejected: 1,
    maxMessages: 5,
    lives,
  }
}

/**
 * A case for every kind of write: killed before the first one of it, and in delivery also after a later one. With `whole` also the writes
 * before delivery, where before and after are the same to the server.
 */
export function killsAt(server: ServerKind, points: Record<string, number>, whole: boolean): KillCase[] {
  const labels = Object.keys(points)
  const begins = labels.indexOf(DELIVERY_BEGINS)
  const killAt = (point: string, nth: number, moment: 'before' | 'after') =>
    stationsOf(server, [{point, nth, moment}], `${server.name}, killed ${moment} ${point} (${nth})`)
  return [
    ...labels.slice(whole ? 0 : begins).map((point) => killAt(point, 1, 'before')),
    ...labels.slice(begins).map((point) => killAt(point, Math.ceil(points[point]! / 2), 'after')),
  ]
}
