import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseCsvDate} from '../src/csv/date.js'
import {monthNumber} from '../src/csv/month-names.js'
import {createZone, isTimeZone} from '../src/csv/zone.js'
import {codes, readFiles, reasons} from './read-files.js'

const wall = (...parts: [number, number, number, number, number, number?]) => {
  const [year, month, day, hour, minute, second = 0] = parts
  return {type: 'wall', wall: Date.UTC(year, month - 1, day, hour, minute, second)}
}

describe('parseCsvDate', () => {
  it.each([
    ['#29 morning', '05-Jun-19 07:28 AM', wall(2019, 6, 5, 7, 28)],
    ['#29 just after midnight', '05-Jun-19 12:05 AM', wall(2019, 6, 5, 0, 5)],
    ['noon', '05-Jun-19 12:05 PM', wall(2019, 6, 5, 12, 5)],
    ['evening', '09-Jan-20 11:34 PM', wall(2020, 1, 9, 23, 34)],
    ['German', '05-Mai-19 19:28', wall(2019, 5, 5, 19, 28)],
    ['German December', '24-Dez-19 19:28', wall(2019, 12, 24, 19, 28)],
    ['French with a dot', '05-févr.-19 07:28', wall(2019, 2, 5, 7, 28)],
    ['Russian', '05-окт-19 07:28', wall(2019, 10, 5, 7, 28)],
    ['Japanese', '05-6月-19 午後 07:28', wall(2019, 6, 5, 19, 28)],
    ['Korean', '05-6월-19 07:28 오후', wall(2019, 6, 5, 19, 28)],
    ['a locale with dots', '06.10.2023 00:37', wall(2023, 10, 6, 0, 37)],
    ['a locale with the year first', '2023/10/6 0:37', wall(2023, 10, 6, 0, 37)],
    ['Canadian', '2023-10-06 12:37 a.m.', wall(2023, 10, 6, 0, 37)],
    ['Chinese', '2023年10月6日 上午9:05', wall(2023, 10, 6, 9, 5)],
    ['ISO without a zone', '2023-10-06 12:37', wall(2023, 10, 6, 12, 37)],
    ['ISO', '2023-09-23T13:15:48.3790000+03:00', {type: 'instant', at: 1695464148379}],
    ['unix', '1695464148', {type: 'instant', at: 1695464148000}],
    ['unixms', '1695464148379', {type: 'instant', at: 1695464148379}],
    ['a narrow space', '10/25/2023 12:37\u202FAM', {type: 'either', dmy: undefined, mdy: Date.UTC(2023, 9, 25, 0, 37)}],
    [
      'day or month',
      '10/6/2023 12:37 AM',
      {type: 'either', dmy: Date.UTC(2023, 5, 10, 0, 37), mdy: Date.UTC(2023, 9, 6, 0, 37)},
    ],
    ['the 32nd', '32-Jun-19 07:28 AM', undefined],
    ['hour 13 in the afternoon', '05-Jun-19 13:28 PM', undefined],
    ['no month', '05-Foo-19 07:28 AM', undefined],
    ['words', 'Pinned a message.', undefined],
  ])('reads %s', (_, cell, date) => {
    expect(parseCsvDate(cell)).toEqual(date)
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (cell) => parseCsvDate(cell)?.type !== 'either'))
  })

  it.each([
    ['Mär', 3],
    ['MAI', 5],
    ['août', 8],
    ['dic.', 12],
    ['paź', 10],
    ['Şub', 2],
    ['мая', 5],
    ['nope', undefined],
  ])('knows the month %s', (name, month) => {
    expect(monthNumber(name)).toBe(month)
  })
})

describe('createZone', () => {
  it.each([
    ['winter', [2024, 1, 15, 12, 0], '2024-01-15T11:00:00.000Z', 'none'],
    ['summer', [2024, 7, 15, 12, 0], '2024-07-15T10:00:00.000Z', 'none'],
    ['an hour that never was', [2024, 3, 31, 2, 30], '2024-03-31T01:30:00.000Z', 'gap'],
    ['an hour that was twice', [2024, 10, 27, 2, 30], '2024-10-27T00:30:00.000Z', 'overlap'],
    ['before the change', [2024, 3, 31, 1, 59], '2024-03-31T00:59:00.000Z', 'none'],
    ['after the change', [2024, 3, 31, 3, 0], '2024-03-31T01:00:00.000Z', 'none'],
  ] as const)('reads %s in Berlin', (_, parts, iso, fold) => {
    const toInstant = createZone('Europe/Berlin')
    const found = toInstant(wall(...(parts as unknown as [number, number, number, number, number])).wall)
    expect([new Date(found.at).toISOString(), found.fold]).toEqual([iso, fold])
  })

  it('agrees with the clock of every zone, for times that the clock shows once', () => {
    const zones = [
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Apia',
      'Australia/Lord_Howe',
      'UTC',
      'America/Sao_Paulo',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1)}),
        (name, minute) => {
          const at = Math.floor(minute / 60_000) * 60_000
          const text = new Intl.DateTimeFormat('sv', {timeZone: name, dateStyle: 'short', timeStyle: 'medium'}).format(
            at,
          )
          const found = createZone(name)(Date.parse(`${text.replace(' ', 'T')}Z`))
          return found.at === at || found.fold === 'overlap'
        },
      ),
    )
  })

  it('knows a zone from a typing error', () => {
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Europe/Berln')]).toEqual([true, false])
  })
})

describe('dates that do not tell day from month', () => {
  const csv = (...dates: string[]) =>
    [
      'AuthorID,Author,Date,Content,Attachments,Reactions',
      ...dates.map((date, index) => `"1111111111111111","Ann","${date}","${index}","",""`),
    ].join('\n')
  const daysOf = async (files: Record<string, string>, options = {}) => {
    const {messages} = await readFiles(files, {timezone: 'UTC', ...options})
    return messages.map(({at}) => new Date(at).toISOString().slice(0, 10))
  }

  it.each([
    ['a day above 12 tells', ['10/6/2023 12:37 AM', '10/25/2023 1:00 PM'], ['2023-10-06', '2023-10-25']],
    ['a day above 12 in front tells', ['06/10/2023 00:37', '25/10/2023 13:00'], ['2023-10-06', '2023-10-25']],
    [
      'the order of the rows tells',
      ['11/9/2023 12:37 AM', '12/9/2023 1:00 PM', '1/10/2023 1:00 PM'],
      ['2023-09-11', '2023-09-12', '2023-10-01'],
    ],
  ])('%s', async (_, dates, days) => {
    expect(await daysOf({'a.csv': csv(...dates)})).toEqual(days)
  })

  it('are read as another file of the export tells, and that is said', async () => {
    const files = {'a.csv': csv('10/6/2023 12:37 AM'), 'b.csv': csv('10/25/2023 1:00 PM')}
    expect(await daysOf(files)).toEqual(['2023-10-06', '2023-10-25'])
    expect(codes(await readFiles(files, {timezone: 'UTC'}))).toEqual(['date-order-guessed'])
  })

  it('are read as the user says', async () => {
    expect(await daysOf({'a.csv': csv('10/6/2023 12:37 AM')}, {dateOrder: 'dmy'})).toEqual(['2023-06-10'])
    expect(await daysOf({'a.csv': csv('10/6/2023 12:37 AM')}, {dateOrder: 'mdy'})).toEqual(['2023-10-06'])
  })

  it('are never guessed', async () => {
    const result = await readFiles({'a.csv': csv('10/6/2023 12:37 AM', '10/6/2023 12:38 AM')}, {timezone: 'UTC'})
    expect([result.messages, reasons(result)]).toEqual([[], ['date-order', 'date-order']])
    expect(result.notices).toMatchObject([
      {code: 'date-order-unknown', message: expect.stringContaining('--date-order')},
    ])
  })

  it('are counted where a clock change makes them unclear', async () => {
    const result = await readFiles(
      {'a.csv': csv('27-Oct-24 02:30 AM', '30-Mar-25 02:30 AM')},
      {timezone: 'Europe/Berlin'},
    )
    expect(result.notices).toMatchObject([
      {code: 'clock-change', message: expect.stringMatching(/^1 time .* 1 in one/)},
    ])
  })
})
