import {expect, test} from 'vitest'
import {columns, cut, width} from './columns.js'
import {bytes, counted, duration, figure, wholeSeconds} from './figures.js'
import {shellWord} from './shell-word.js'

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [123_456, '123,456'],
  [1_234_567, '1,234,567'],
])('figure %d', (n, text) => expect(figure(n)).toBe(text))

test.each([
  [0, '0 messages'],
  [1, '1 message'],
  [2000, '2,000 messages'],
])('counted %d', (n, text) => expect(counted(n, 'message')).toBe(text))

test.each([
  [0, '0.0 s'],
  [420, '0.4 s'],
  [9949, '9.9 s'],
  [9950, '10 s'],
  [59_600, '1 min'],
  [185_000, '3 min 5 s'],
  [7_440_000, '2 h 4 min'],
  [7_200_000, '2 h'],
])('duration %d', (ms, text) => expect(duration(ms)).toBe(text))

test.each([
  [0.2, '1 s'],
  [8.4, '8 s'],
  [90, '1 min 30 s'],
])('a guess of %d seconds', (seconds, text) => expect(wholeSeconds(seconds)).toBe(text))

test.each([
  [999, '999 B'],
  [1000, '1.0 kB'],
  [17_400_000, '17 MB'],
  [5_000_000_000, '5.0 GB'],
])('bytes %d', (n, text) => expect(bytes(n)).toBe(text))

test.each([
  ['plain', 5],
  ['\u001b[1mbold\u001b[22m', 4],
  ['園芸', 4],
  ['é', 1],
  ['🌱', 2],
  ['👩‍🌾', 2],
])('width of %j', (text, cells) => expect(width(text)).toBe(cells))

test.each([
  ['short', 10, 'short'],
  ['two\nlines', 10, 'two lines'],
  ['a rather long name', 8, 'a rathe…'],
  ['園芸クラブ', 5, '園芸…'],
])('cut %j to %d', (text, cells, kept) => expect(cut(text, cells)).toBe(kept))

test('columns line up, without blanks at the end', () => {
  expect(
    columns(
      [
        ['a', '1', 'x'],
        ['bbb', '22', ''],
        ['c', '333'],
      ],
      'lrl',
    ),
  ).toEqual(['  a      1  x', '  bbb   22', '  c    333'])
})

test.each([
  ['./export.zip', './export.zip'],
  ['my export', "'my export'"],
  ["it's", "'it'\\''s'"],
  ['$HOME', "'$HOME'"],
])('the shell word %s', (word, typed) => expect(shellWord(word)).toBe(typed))
