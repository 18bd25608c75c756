import {describe, expect, it} from 'vitest'
import {notice, readTable, skips, texts, times} from './read-table.js'

/** A table of one time each; the text is the row's number. */
const table = (...cells: string[]) =>
  ['time,from,text', ...cells.map((cell, n) => `"${cell}",Ada,t${n + 1}`), ''].join('\n')
const at = async (cell: string, options: object = {}) => times(await readTable(table(cell), options))[0]

describe('catalogue 81 to 94: dates and times', () => {
  it('81. reads a column day first when one row shows it, also far down', async () => {
    const read = await readTable(table('03/04/2024 10:00', '25/04/2024 10:00'), {timezone: 'UTC'})
    expect(times(read)).toEqual(['2024-04-03T10:00:00.000Z', '2024-04-25T10:00:00.000Z'])
    expect(notice(read, 'decided')).toContain('day first, as "25/04/2024 10:00" on line 3 shows')
    const many = Array.from({length: 9000}, () => '03/04/2024 10:00:00 and')
    const far = await readTable(table(...many.map((cell) => cell.slice(0, 19)), '25/04/2024 10:00:00'), {
      timezone: 'UTC',
    })
    expect(times(far)[0]).toBe('2024-04-03T10:00:00.000Z')
  })

  it('81. reads it month first when a row shows that, and rejects later rows that cannot be', async () => {
    const before = Array.from({length: 9000}, () => '04/25/2024 10:00:00')
    const read = await readTable(table(...before, '25/04/2024 10:00:00'), {timezone: 'UTC'})
    expect(times(read)[0]).toBe('2024-04-25T10:00:00.000Z')
    expect(skips(read)).toEqual(['bad-time 9002'])
  })

  it('82. asks, with both readings, when nothing decides', async () => {
    const file = table('03/04/2024 10:00', '04/04/2024 10:00')
    await expect(readTable(file, {timezone: 'UTC'})).rejects.toMatchObject({
      code: 'INPUT_NEEDS_OPTION',
      message: 'no row of column "time" tells the day from the month: "03/04/2024 10:00" can be 3 April or 4 March',
      hints: ['add --date-order dmy for 3 April, or --date-order mdy for 4 March'],
    })
    await expect(readTable(file)).rejects.toMatchObject({
      hints: [expect.anything(), expect.stringContaining('--timezone')],
    })
    expect(times(await readTable(file, {timezone: 'UTC', dateOrder: 'mdy'}))[0]).toBe('2024-03-04T10:00:00.000Z')
    expect(times(await readTable(file, {timezone: 'UTC', dateOrder: 'dmy'}))[0]).toBe('2024-04-03T10:00:00.000Z')
  })

  it('82. lets the order of the rows decide when one reading would jump by months', async () => {
    const read = await readTable(table('01/02/2024', '02/02/2024', '03/02/2024', '01/03/2024', '02/03/2024'), {
      timezone: 'UTC',
    })
    expect(times(read).at(-1)).toBe('2024-03-02T00:00:00.000Z')
    expect(notice(read, 'decided')).toContain('because month first the rows would jump by months')
  })

  it('82. takes dates with dots day first and says so', async () => {
    const read = await readTable(table('01.03.2024 09:00'), {timezone: 'Europe/Berlin'})
    expect(times(read)).toEqual(['2024-03-01T08:00:00.000Z'])
    expect(notice(read, 'decided')).toContain('day first, as dates with dots are written')
  })

  it('83. reads kinds that cannot be mistaken together, and refuses two orders', async () => {
    const mixed = await readTable(
      table('2024-04-25T10:00:00Z', '1714039200', '1714039200123', 'Tue Oct 31 22:10:47 +0000 2017'),
    )
    expect(times(mixed)).toEqual([
      '2024-04-25T10:00:00.000Z',
      '2024-04-25T10:00:00.000Z',
      '2024-04-25T10:00:00.123Z',
      '2017-10-31T22:10:47.000Z',
    ])
    await expect(readTable(table('04/25/2024', '25/04/2024'), {timezone: 'UTC'})).rejects.toMatchObject({
      code: 'INPUT_AMBIGUOUS',
      message: expect.stringMatching(/"25\/04\/2024" \(chat.csv line 3\).*"04\/25\/2024" \(chat.csv line 2\)/),
    })
    const told = await readTable(table('04/25/2024', '25/04/2024'), {timezone: 'UTC', dateOrder: 'dmy'})
    expect([times(told), skips(told)]).toEqual([['2024-04-25T00:00:00.000Z'], ['bad-time 2']])
  })

  it.each([
    ['1714039200', '2024-04-25T10:00:00.000Z', 0],
    ['1714039200.5', '2024-04-25T10:00:00.500Z', 0],
    ['1574774589.89404', '2019-11-26T13:23:09.894Z', 40_000],
    ['1714039200123', '2024-04-25T10:00:00.123Z', 0],
    ['1714039200123456', '2024-04-25T10:00:00.123Z', 456_000],
    ['1714039200123456789', '2024-04-25T10:00:00.123Z', 456_789],
  ])('84. reads the number %s by its size', async (cell, time, nanos) => {
    const read = await readTable(table(cell))
    expect(times(read)).toEqual([time])
    expect(Math.floor((read.messages[0]?.order ?? 0) / 2 ** 33)).toBe(nanos)
  })

  it('85. asks about dates of a spreadsheet, and reads those of both systems', async () => {
    await expect(readTable(table('45407.4166667'))).rejects.toThrow('look like dates of a spreadsheet')
    expect(await at('45407.4166667', {excelDates: '1900', timezone: 'UTC'})).toBe('2024-04-25T10:00:00.000Z')
    expect(await at('43945.4166667', {excelDates: '1904', timezone: 'UTC'})).toBe('2024-04-25T10:00:00.000Z')
    const hinted = await readTable('Excel time,from,text\n45407.4166667,Ada,hi\n', {
      timezone: 'Europe/Berlin',
      map: ['time=1'],
    })
    expect(times(hinted)).toEqual(['2024-04-25T08:00:00.000Z'])
    await expect(readTable(table('45407.4166667'), {excelDates: '1900'})).rejects.toThrow('have no time zone')
  })

  it.each([
    ['2024-03-01T09:00:00+05:30', '2024-03-01T03:30:00.000Z'],
    ['2024-03-01 09:00:00 -0530', '2024-03-01T14:30:00.000Z'],
    ['2024-03-01 09:00:00 UTC', '2024-03-01T09:00:00.000Z'],
    ['Fri, 01 Mar 2024 09:00:00 GMT', '2024-03-01T09:00:00.000Z'],
    ['2024-03-01T09:00:00Z', '2024-03-01T09:00:00.000Z'],
    ['2024-03-01 09:00:00', '2024-03-01T08:00:00.000Z'],
  ])('86. lets the zone in %j win over --timezone', async (cell, time) => {
    expect(await at(cell, {timezone: 'Europe/Berlin'})).toBe(time)
  })

  it('86. asks for the zone where times have none, and refuses one that does not exist', async () => {
    await expect(readTable(table('2024-03-01 09:00:00'))).rejects.toMatchObject({
      code: 'INPUT_NEEDS_OPTION',
      message: 'the times in column "time" have no time zone, e.g. "2024-03-01 09:00:00" (chat.csv line 2)',
    })
    await expect(readTable(table('2024-03-01 09:00:00'), {timezone: 'Europe/Berlim'})).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      hints: ['did you mean Europe/Berlin?'],
    })
  })

  it('86. takes a column that is called UTC at its word, and lets a zone column decide row by row', async () => {
    expect(times(await readTable('Date and Time (UTC),speaker,message\n2024-03-01 09:00:00,user,hi\n'))).toEqual([
      '2024-03-01T09:00:00.000Z',
    ])
    const zones = await readTable(
      'time,tz,from,text\n2024-03-01 09:00:00,Asia/Tokyo,Ada,a\n2024-03-01 09:00:00,-05:00,Ada,b\n2024-03-01 09:00:00,Mars/Base,Ada,c\n2024-03-01 09:00:00,,Ada,d\n',
    )
    expect(times(zones)).toEqual(['2024-03-01T00:00:00.000Z', '2024-03-01T14:00:00.000Z'])
    expect(skips(zones)).toEqual(['bad-time 4', 'bad-time 5'])
    expect([notice(zones, 'unknown-zone'), notice(zones, 'no-zone')]).toEqual([
      expect.stringContaining('1 time in a zone'),
      expect.stringContaining('--timezone'),
    ])
  })

  it('86. rejects a row whose zone several places share, asks when all rows do, and takes the one that is meant', async () => {
    const some = await readTable(table('2024-03-01T09:00:00Z', '2024-03-01T09:00:00Z', '2024-03-01 09:00:00 PST'))
    expect(skips(some)).toEqual(['bad-time 4'])
    await expect(readTable(table('2024-03-01 09:00:00 PST'))).rejects.toThrow('letters that several zones share')
    expect(await at('2024-03-01 09:00:00 PST', {timezone: 'America/Los_Angeles'})).toBe('2024-03-01T17:00:00.000Z')
    expect(
      skips(
        await readTable(table('2024-03-01 09:00:00 IST', '2024-03-01T09:00:00Z'), {timezone: 'America/Los_Angeles'}),
      ),
    ).toEqual(['bad-time 2'])
  })

  it('87. moves times that did not exist forward, takes the earlier of two, and counts both', async () => {
    const read = await readTable(table('2024-03-31 02:30:00', '2024-10-27 02:30:00'), {timezone: 'Europe/Berlin'})
    expect(times(read)).toEqual(['2024-03-31T01:30:00.000Z', '2024-10-27T00:30:00.000Z'])
    expect([notice(read, 'clock-gap'), notice(read, 'clock-twice')]).toEqual([
      expect.stringContaining('1 time did not exist'),
      expect.stringContaining('1 time happened twice'),
    ])
  })

  it('88. takes a date without a time for midnight, in the order of the file', async () => {
    const read = await readTable(table('2024-03-01', '2024-03-01'), {timezone: 'Europe/Berlin'})
    expect(times(read)).toEqual(['2024-02-29T23:00:00.000Z', '2024-02-29T23:00:00.000Z'])
    const [first, second] = read.messages
    expect(first?.order).toBeLessThan(second?.order ?? 0)
    expect(notice(read, 'date-only')).toContain('2 rows')
  })

  it.each([
    ['9:00 PM', '21:00'],
    ['9:00\u202Fp.\u00A0m.', '21:00'],
    ['12:05 a. m.', '00:05'],
    ['12:05 PM', '12:05'],
    ['21:00:00', '21:00'],
    ['下午9:00', '21:00'],
  ])('89. joins the date with the time %j', async (clock, time) => {
    const read = await readTable(`Date,Time,Name,Message\n2024-03-01,${clock},Ada,hi\n`, {timezone: 'UTC'})
    expect(times(read)).toEqual([`2024-03-01T${time}:00.000Z`])
  })

  it('90. counts times that no chat has, and yields them', async () => {
    const read = await readTable(
      table('01-Jan-01', '1970-01-01T00:00:00Z', '2099-01-01T00:00:00Z', '2024-01-01T00:00:00Z'),
      {timezone: 'UTC'},
    )
    expect(times(read)[0]).toBe('2001-01-01T00:00:00.000Z')
    expect(read.messages).toHaveLength(4)
    expect(notice(read, 'suspicious-time')).toContain('3 rows with a time that no chat has, e.g. "01-Jan-01"')
  })

  it('91. rejects a row whose time cannot be read, and stops when many are like that', async () => {
    const good = Array.from({length: 20}, () => '2024-03-01T09:00:00Z')
    const some = await readTable(table(...good, 'yesterday', ''))
    expect([some.messages.length, skips(some)]).toEqual([20, ['bad-time 22', 'bad-time 23']])
    expect(notice(some, 'unreadable-time')).toContain('"yesterday"')
    await expect(readTable(table(...good.slice(0, 6), 'a', 'b', 'c'))).rejects.toThrow(
      '3 of its first 9 cells are none, e.g. "a" (chat.csv line 8)',
    )
  })

  it.each([
    ['05-Jun-19', '2019-06-05T00:00:00.000Z'],
    ['05-Jun-19 07:28 AM', '2019-06-05T07:28:00.000Z'],
    ['01-Jan-20 12:45 AM', '2020-01-01T00:45:00.000Z'],
  ])('92. reads %s day first, in this century', async (cell, time) => {
    expect(await at(cell, {timezone: 'UTC'})).toBe(time)
  })

  it('93. cuts seven decimals to milliseconds and orders by the rest', async () => {
    const read = await readTable(
      table(
        '2024-01-15T10:30:00.1234567+00:00',
        '2024-01-15T10:30:00.1239999+00:00',
        '2024-01-15T10:30:00.1230001+00:00',
      ),
    )
    expect(new Set(times(read))).toEqual(new Set(['2024-01-15T10:30:00.123Z']))
    expect([...read.messages].sort((a, b) => (a.order ?? 0) - (b.order ?? 0)).map(({text}) => text)).toEqual([
      't3',
      't1',
      't2',
    ])
  })

  it.each([
    ['5 mars 2024 à 14:30', '2024-03-05T14:30'],
    ['1. März 2024 09:00 Uhr', '2024-03-01T09:00'],
    ['1 de marzo de 2024, 9:00', '2024-03-01T09:00'],
    ['01 марта 2024 г., 10:20', '2024-03-01T10:20'],
    ['2024年3月1日 上午9:05', '2024-03-01T09:05'],
    ['2024년 3월 1일 오후 9:05', '2024-03-01T21:05'],
    ['3 Ağustos 2024 10:00', '2024-08-03T10:00'],
  ])('94. reads months by name and number in %j', async (cell, time) => {
    expect(await at(cell, {timezone: 'UTC'})).toBe(`${time}:00.000Z`)
  })

  it('does not take a column for times because it is called so', async () => {
    expect(
      texts(
        await readTable(
          'time,created_at,from,text\nsoon,2024-03-01T09:00:00Z,Ada,hi\nlater,2024-03-01T09:00:01Z,Ada,yo\n',
        ),
      ),
    ).toEqual(['hi', 'yo'])
  })
})
