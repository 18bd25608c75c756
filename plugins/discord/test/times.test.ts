import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {messageTime, parseTimestamp} from '../src/message-time.js'
import {snowflakeOrder, snowflakeTime} from '../src/snowflake.js'
import {idAt, message} from './exporter-json.js'
import {readMessage, readMessages, reasons} from './read-files.js'

const ID = '1102534884993282105' // 2023-05-01T10:00:00.690Z

describe('parseTimestamp', () => {
  it.each([
    ['#22 milliseconds and offset', '2023-01-06T14:03:03.853+00:00', 1673013783853],
    ['#22 a trimmed fraction and another offset', '2026-08-30T13:45:32.04+03:00', 1788086732040],
    ['#22 no fraction', '2026-08-30T13:45:32+03:00', 1788086732000],
    ['#23 seven digits', '2026-08-30T13:52:56.7865661+03:00', 1788087176786],
    ['#28 microseconds after a space', '2020-11-30 23:30:03.690000+00:00', 1606779003690],
    ['#28 no fraction after a space', '2020-11-30 23:30:03+00:00', 1606779003000],
    ['#27 no zone is UTC', '2021-10-13 15:35:46', 1634139346000],
    ['Z', '2023-01-06T14:03:03Z', 1673013783000],
    ['an offset west', '2023-01-06T09:03:03-05:00', 1673013783000],
    ['#24 year 1 is unknown', '0001-01-01T00:00:00+00:00', undefined],
    ['the 31st of February', '2023-02-31T00:00:00Z', undefined],
    ['a word', 'yesterday', undefined],
    ['nothing', null, undefined],
  ])('%s', (_, text, at) => {
    expect(parseTimestamp(text)?.at).toBe(at)
  })

  it('reads every written instant, whatever its offset and fraction', () => {
    const instant = fc.integer({min: 0, max: Date.UTC(2999, 11, 30)})
    const offset = fc.integer({min: -14 * 60, max: 14 * 60})
    fc.assert(
      fc.property(instant, offset, fc.nat(7), fc.constantFrom('T', ' '), (at, minutes, decimals, between) => {
        fc.pre(at + minutes * 60_000 >= 0)
        const [day, clock] = new Date(at + minutes * 60_000).toISOString().slice(0, -1).split('T')
        const digits = `${clock}4321`.slice(9, 9 + decimals)
        const east = Math.abs(minutes)
        const zone = [Math.floor(east / 60), east % 60].map((part) => String(part).padStart(2, '0')).join(':')
        const text = `${day}${between}${clock!.slice(0, 8)}${digits && `.${digits}`}${minutes < 0 ? '-' : '+'}${zone}`
        const kept = Math.floor((at % 1000) / 10 ** Math.max(0, 3 - decimals)) * 10 ** Math.max(0, 3 - decimals)
        expect(parseTimestamp(text)?.at).toBe(at - (at % 1000) + kept)
      }),
      {numRuns: 2000},
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => parseTimestamp(value) === undefined || typeof value === 'string'))
  })
})

describe('messageTime', () => {
  it.each([
    ['#25 no timestamp: the id tells', undefined, ID, 1682935200690],
    ['#26 a hand-made id with a timestamp', '2020-07-17T17:03:14.366+00:00', '100', 1595005394366],
    ['#26 an id of another time', '2023-01-18T20:12:12.123+00:00', '530805779645595660', 1674072732123],
    ['#27 the id adds the milliseconds of the same second', '2023-05-01 10:00:00', ID, 1682935200690],
    ['#28 a written fraction stands', '2023-05-01 10:00:00.100000+00:00', ID, 1682935200100],
    ['no milliseconds from an id of another second', '2023-05-01 10:00:05', ID, 1682935205000],
    ['neither', undefined, '100', undefined],
  ])('%s', (_, timestamp, id, at) => {
    expect(messageTime(timestamp, id)).toBe(at)
  })
})

describe('snowflakes', () => {
  it('hold their time', () => {
    expect(snowflakeTime('1543572365714264084')).toBe(Date.parse('2026-08-30T10:45:30.174Z'))
    expect(snowflakeTime(idAt(Date.UTC(2016, 1, 2)))).toBe(Date.UTC(2016, 1, 2))
  })

  it('do not believe in the future', () => {
    expect(snowflakeTime(ID, Date.UTC(2020, 0, 1))).toBeUndefined()
  })

  it('keep the order of ids of one millisecond that no number can tell apart', () => {
    const ids = ['897870239797215243', '897870239797215244', '897870239797215245']
    const orders = ids.map((id) => snowflakeOrder(id)!)
    expect(orders).toEqual(orders.toSorted((a, b) => a - b))
    expect(new Set(orders).size).toBe(3)
    expect(snowflakeOrder('abc')).toBeUndefined()
  })
})

describe('messages', () => {
  it('#20 ids stay strings', async () => {
    expect((await readMessage(message({id: '1045178587575242772'}))).id).toBe('1045178587575242772')
  })

  it('#31 an edit does not move the message', async () => {
    const read = await readMessage(
      message({timestamp: '2024-01-01T10:00:00+00:00', timestampEdited: '2024-01-02T10:00:00.5+00:00'}),
    )
    expect(read).toMatchObject({at: Date.UTC(2024, 0, 1, 10), editedAt: Date.UTC(2024, 0, 2, 10, 0, 0, 500)})
  })

  it('without any time are counted', async () => {
    const result = await readMessages([message({id: '7', timestamp: null}), message()])
    expect(reasons(result)).toEqual(['no-time'])
    expect(result.messages).toHaveLength(1)
  })
})
