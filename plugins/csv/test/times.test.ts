import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {zoneClock} from '../src/times/local-time.js'
import {parseTime} from '../src/times/parse-time.js'

describe('parseTime', () => {
  it.each([
    ['12/31/2023, 11:59 PM', {pair: [12, 31], year: 2023}, '23:59:0'],
    ['31/12/23', {pair: [31, 12], year: 2023, shortYear: true}, undefined],
    ['3.10.2024 kl. 12:00', {pair: [3, 10], year: 2024, separator: '.'}, '12:0:0'],
    ['31-12-2023 10h30', {pair: [31, 12], year: 2023}, '10:30:0'],
    ['2024/10/4 11:42', {year: 2024, month: 10, day: 4}, '11:42:0'],
    ['2024.03.01 10:00', {year: 2024, month: 3, day: 1}, '10:0:0'],
    ['20240301T090000Z', {year: 2024, month: 3, day: 1}, '9:0:0'],
    ['Tue Oct 31 22:10:47 +0000 2017', {year: 2017, month: 10, day: 31}, '22:10:47'],
    ['Sat Mar 02 2024 10:00:00 GMT+0100 (Central European Standard Time)', {year: 2024, month: 3, day: 2}, '10:0:0'],
    ['Jan 5, 2024, 3:04:05\u202FPM', {year: 2024, month: 1, day: 5}, '15:4:5'],
    ['May 5th, 2024', {year: 2024, month: 5, day: 5}, undefined],
  ])('understands %j', (cell, date, clock) => {
    const parsed = parseTime(cell)
    expect(parsed?.date).toMatchObject(date)
    expect(parsed?.clock && `${parsed.clock.hour}:${parsed.clock.minute}:${parsed.clock.second}`).toBe(clock)
  })

  it.each([
    '',
    'yesterday',
    'n/a',
    '2024-02-30',
    '2024-13-01',
    '25:00',
    '12:60',
    'Ada 5 2024',
    '1/2/3/4',
    'call me at 5',
    '12/31',
    'x'.repeat(500),
  ])('does not understand %j', (cell) => expect(parseTime(cell)).toBeUndefined())

  it.each([
    ['2024-03-01 09:00:00 PST', {name: 'PST'}],
    ['2024-03-01 09:00 Europe/Berlin', {name: 'Europe/Berlin'}],
    ['2024-03-01 09:00 UTC+2', {offset: 120}],
    ['2024-03-01T09:00:00-0330', {offset: -210}],
    ['2024-03-01 09:00', undefined],
    ['1 Mar 2024 09:00 Fri', undefined],
  ])('finds the zone of %j', (cell, zone) => expect(parseTime(cell)?.zone).toEqual(zone))

  it('answers any text at once', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 100}), (cell) => {
        const started = performance.now()
        parseTime(cell)
        expect(performance.now() - started).toBeLessThan(2000)
      }),
    )
  })

  it('reads every instant that JavaScript prints', () => {
    const date = fc.date({min: new Date('2001-01-01'), max: new Date('2089-01-01'), noInvalidDate: true})
    fc.assert(
      fc.property(date, (date) => {
        const {date: day, clock, zone} = parseTime(date.toISOString()) ?? {}
        expect(day).toEqual({year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate()})
        expect([clock?.hour, clock?.minute, clock?.second, (clock?.nanos ?? 0) / 1e6]).toEqual([
          date.getUTCHours(),
          date.getUTCMinutes(),
          date.getUTCSeconds(),
          date.getUTCMilliseconds(),
        ])
        expect(zone).toEqual({offset: 0})
      }),
    )
  })
})

describe('zoneClock', () => {
  it.each([
    ['Asia/Kolkata', '2024-03-01T09:00:00Z', '2024-03-01T03:30:00.000Z', undefined],
    ['America/New_York', '2024-03-10T02:30:00Z', '2024-03-10T07:30:00.000Z', 'gap'],
    ['America/New_York', '2024-11-03T01:30:00Z', '2024-11-03T05:30:00.000Z', 'twice'],
    ['Australia/Lord_Howe', '2024-04-07T01:45:00Z', '2024-04-06T14:45:00.000Z', 'twice'],
    ['Pacific/Apia', '2011-12-30T12:00:00Z', '2011-12-30T22:00:00.000Z', 'gap'],
  ])('reads the clock of %s at %s', (zone, local, instant, moved) => {
    const found = zoneClock(zone)?.toInstant(Date.parse(local))
    expect([new Date(found?.at ?? 0).toISOString(), found?.moved]).toEqual([instant, moved])
  })

  it('knows no zone of that name', () => expect(zoneClock('Mars/Olympus')).toBeUndefined())

  it('comes back to the wall clock for every instant', () => {
    const clock = zoneClock('Europe/Berlin')
    const wall = new Intl.DateTimeFormat('sv-SE', {timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium'})
    fc.assert(
      fc.property(fc.integer({min: 1_000_000_000, max: 2_000_000_000}), (seconds) => {
        const local = Date.parse(`${wall.format(seconds * 1000).replace(' ', 'T')}Z`)
        const found = clock?.toInstant(local)
        // An hour that happens twice is taken at its first.
        expect([seconds * 1000, seconds * 1000 - 3_600_000]).toContain(found?.at)
      }),
    )
  })
})
