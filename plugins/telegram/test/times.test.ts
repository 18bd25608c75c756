import {describe, expect, it} from 'vitest'
import {createLocalClock, formatOffset, parseOffset} from '../src/time/local-clock.js'
import {parseIsoDate, parsePageDate} from '../src/time/printed-date.js'
import {zoneHint} from '../src/time/zone-hint.js'
import {codes, readOne, readResult, reasons, refusal} from './read-export.js'
import {chat, message, oldMessage} from './result-json.js'

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())

describe('times', () => {
  it('#1 takes the unix time and never the local one beside it', async () => {
    const at = (await readOne(chat([message(1, {date: '1999-01-01T00:00:00', date_unixtime: '1762200628'})]))).at
    expect(at).toBe(1_762_200_628_000)
  })

  it.each([['154815036100000'], [1.0001], [1e20], ['soon'], [null]])(
    '#1 takes the local one where the unix time is %j',
    async (unixtime) => {
      const fields = {
        date: '2019-01-22T09:46:01',
        date_unixtime: unixtime,
        edited: '2019-01-22T10:00:00',
        edited_unixtime: unixtime,
      }
      const result = await readResult(chat([message(1, fields)]), {timezone: 'UTC'})
      expect(result.messages.map(({at, editedAt}) => [iso(at), iso(editedAt)])).toEqual([
        ['2019-01-22T09:46:01.000Z', '2019-01-22T10:00:00.000Z'],
      ])
    },
  )

  it('#2 refuses local times without a zone, and says what to type', async () => {
    const {code, text} = await refusal(readResult(chat([oldMessage(1, '2021-05-02T10:00:00')])))
    expect(code).toBe('INPUT_NEEDS_OPTION')
    expect(text).toContain('result.json prints local times without their time zone')
    expect(text).toContain('--timezone Europe/Berlin')
  })

  it.each([
    ['Europe/Berlin', '2021-05-02T08:00:00.000Z'],
    ['+05:00', '2021-05-02T05:00:00.000Z'],
    ['UTC', '2021-05-02T10:00:00.000Z'],
  ])('#2 reads local times in the zone %s that was given', async (timezone, expected) => {
    const result = await readResult(chat([oldMessage(1, '2021-05-02T10:00:00')]), {timezone})
    expect(iso(result.messages[0]?.at)).toBe(expected)
    expect(codes(result)).toEqual([])
  })

  it('#2 refuses a zone that is none', async () => {
    await expect(readResult(chat([]), {timezone: 'Berlin'})).rejects.toThrow(
      'must be a time zone such as Europe/Berlin',
    )
  })

  it.each([{}, {timezone: '+05:00'}, {timezone: 'America/New_York'}])(
    '#3 takes an edit time of 1970 for none, with options %j',
    async (options) => {
      const read = await readOne(chat([message(1, {edited: '1970-01-01T05:00:00'})]), options)
      expect(read).not.toHaveProperty('editedAt')
    },
  )

  it('#3 keeps real edit times', async () => {
    const read = await readOne(chat([message(1, {edited: '2024-01-01T02:00:00', edited_unixtime: '1704070800'})]))
    expect(read.editedAt).toBe(1_704_070_800_000)
  })

  it('#4 takes the zone that edit times of 1970 reveal, and says so', async () => {
    const result = await readResult(
      chat([
        oldMessage(1, '2018-06-25T10:00:00'),
        oldMessage(2, '2018-06-25T11:00:00', {edited: '1970-01-01T05:00:00'}),
        oldMessage(3, '2018-06-25T12:00:00', {edited: '2018-06-25T12:30:00'}),
      ]),
    )
    expect(result.messages.map(({at}) => iso(at))).toEqual([
      '2018-06-25T05:00:00.000Z',
      '2018-06-25T06:00:00.000Z',
      '2018-06-25T07:00:00.000Z',
    ])
    expect(iso(result.messages[2]?.editedAt)).toBe('2018-06-25T07:30:00.000Z')
    expect(result.notices).toMatchObject([{code: 'guessed-timezone', message: expect.stringContaining('UTC+05:00')}])
  })

  it.each([
    ['1970-01-01T05:00:00', '+05:00'],
    ['1970-01-01T00:00:00', '+00:00'],
    ['1969-12-31T19:00:00', '-05:00'],
    ['1970-01-01T05:30:00', '+05:30'],
    ['2018-06-25T10:00:00', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('#4 edited %s reveals %s', (edited, expected) => {
    const hint = zoneHint(edited)
    expect(hint === undefined ? undefined : formatOffset(hint)).toBe(expected)
  })

  it('#5 keeps the order of the autumn hour that strikes twice', async () => {
    const times = ['2020-10-25T02:30:00', '2020-10-25T02:10:00', '2020-10-25T02:20:00']
    const result = await readResult(chat(times.map((date, i) => oldMessage(i + 1, date))), {timezone: 'Europe/Berlin'})
    expect(result.messages.map(({at}) => iso(at))).toEqual([
      '2020-10-25T00:30:00.000Z',
      '2020-10-25T01:10:00.000Z',
      '2020-10-25T01:20:00.000Z',
    ])
    expect(codes(result)).toEqual([])
  })

  it('#5 holds the clock where a fixed offset would run it back, and counts that', async () => {
    const times = ['2020-10-25T02:30:00', '2020-10-25T02:10:00', '2020-10-25T02:40:00']
    const result = await readResult(chat(times.map((date, i) => oldMessage(i + 1, date))), {timezone: '+02:00'})
    expect(result.messages.map(({at}) => iso(at))).toEqual([
      '2020-10-25T00:30:00.000Z',
      '2020-10-25T00:30:00.000Z',
      '2020-10-25T00:40:00.000Z',
    ])
    expect(result.notices).toMatchObject([{code: 'clock-ran-back', message: expect.stringContaining('1 message')}])
  })

  it('#6 counts messages of an unsupported kind, which have no date', async () => {
    const result = await readResult(chat([{id: 26, type: 'unsupported'}]))
    expect(result.messages).toEqual([])
    expect(reasons(result)).toEqual({unsupported: 1})
  })

  it('#7 counts an empty message of 1970 as empty', async () => {
    const empty = {
      id: 33,
      type: 'message',
      date: '1970-01-01T01:00:00',
      date_unixtime: '0',
      text: '',
      text_entities: [],
    }
    expect(reasons(await readResult(chat([empty])))).toEqual({empty: 1})
  })

  it.each([
    ['no date', {date: undefined, date_unixtime: undefined}],
    ['a date of 1970', {date: '1970-01-01T01:00:00', date_unixtime: '0'}],
    ['a date that is none', {date: 'yesterday', date_unixtime: 'soon'}],
    ['the 31st of February', {date: '2024-02-31T00:00:00', date_unixtime: undefined}],
  ])('reports the place of a message with text and %s', async (_, fields) => {
    const result = await readResult(chat([message(1), message(2, fields)]))
    expect(result.skips).toEqual([
      {reason: 'undated', conversation: 'user1000002', place: {file: 'result.json', record: 2}},
    ])
  })

  it('#86 keeps dates before Telegram began and in the future, and counts them', async () => {
    const result = await readResult(
      chat([message(1, {date_unixtime: '1262304000'}), message(2), message(3, {date_unixtime: '4102444800'})]),
    )
    expect(result.messages).toHaveLength(3)
    expect(result.notices).toMatchObject([{code: 'suspicious-date', message: expect.stringContaining('2 message')}])
  })

  it('takes dates that name their offset, which adapted files have', async () => {
    const result = await readResult(chat([oldMessage(1, '2017-01-01T06:20:09.248Z')]))
    expect(iso(result.messages[0]?.at)).toBe('2017-01-01T06:20:09.248Z')
    expect(codes(result)).toEqual([])
  })
})

describe('the clock of a zone', () => {
  it.each([
    ['Europe/Berlin', '2023-07-01T12:00:00', '2023-07-01T10:00:00.000Z'],
    ['Europe/Berlin', '2023-01-01T12:00:00', '2023-01-01T11:00:00.000Z'],
    ['Europe/Berlin', '2023-03-26T01:59:59', '2023-03-26T00:59:59.000Z'],
    ['Europe/Berlin', '2023-03-26T03:00:00', '2023-03-26T01:00:00.000Z'],
    ['Asia/Kolkata', '2023-07-01T12:00:00', '2023-07-01T06:30:00.000Z'],
    ['America/New_York', '2023-11-05T00:59:59', '2023-11-05T04:59:59.000Z'],
    ['America/New_York', '2023-11-05T02:00:00', '2023-11-05T07:00:00.000Z'],
    ['Australia/Lord_Howe', '2023-12-01T00:00:00', '2023-11-30T13:00:00.000Z'],
    ['-03:30', '2023-07-01T12:00:00', '2023-07-01T15:30:00.000Z'],
  ])('%s strikes %s at %s', (zone, wall, expected) => {
    expect(iso(createLocalClock(zone)?.(Date.parse(`${wall}Z`)))).toBe(expected)
  })

  it('reads a time that the clock jumped over as the hour after', () => {
    expect(iso(createLocalClock('Europe/Berlin')?.(Date.parse('2023-03-26T02:30:00Z')))).toBe(
      '2023-03-26T01:30:00.000Z',
    )
  })

  it('does not know zones that are none', () => {
    expect(createLocalClock('Atlantis/Center')).toBeUndefined()
  })

  it.each([
    ['+02:00', 7_200_000],
    ['UTC-3', -10_800_000],
    ['GMT', 0],
    ['Z', 0],
    ['-0330', -12_600_000],
    ['\u22125', -18_000_000],
    ['+99:00', undefined],
    ['two', undefined],
  ])('the offset %s is %s ms', (text, expected) => {
    expect(parseOffset(text)).toBe(expected)
  })
})

describe('printed dates', () => {
  it.each([
    ['2021-05-02T10:00:00', '2021-05-02T10:00:00.000Z', undefined],
    ['2021-05-02 10:00', '2021-05-02T10:00:00.000Z', undefined],
    ['2021-05-02T10:00:00+02:00', '2021-05-02T10:00:00.000Z', 7_200_000],
    ['2021-13-02T10:00:00', undefined, undefined],
    ['2021-05-02T25:00:00', undefined, undefined],
    [20210502, undefined, undefined],
  ])('%s of a JSON file', (text, wall, offset) => {
    const date = parseIsoDate(text)
    expect([iso(date?.wall), date?.offset]).toEqual([wall, offset])
  })

  it.each([
    ['01.07.2023 12:00:00 UTC+01:00', '2023-07-01T12:00:00.000Z', 3_600_000],
    ['01.07.2023 12:00:00', '2023-07-01T12:00:00.000Z', undefined],
    [' 01.07.2023\n 12:00:00 UTC-03:30 ', '2023-07-01T12:00:00.000Z', -12_600_000],
    ['1 July 2023', undefined, undefined],
  ])('%s of a page', (text, wall, offset) => {
    const date = parsePageDate(text)
    expect([iso(date?.wall), date?.offset]).toEqual([wall, offset])
  })
})
