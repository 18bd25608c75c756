import {pathOrder} from './path-order.js'

/**
 * Order in which people number files, for `sort`: `messages.html`, `messages2.html`, `messages10.html`. Digits are
 * ASCII digits, of any length.
 */
export function naturalOrder(a: string, b: string): number {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  while (start > 0 && isDigit(a, start - 1)) start--
  const left = digits(a, start)
  const right = digits(b, start)
  if (left === '' || right === '') return pathOrder(a, b)
  const x = left.replace(/^0+/, '')
  const y = right.replace(/^0+/, '')
  return (
    x.length - y.length ||
    pathOrder(x, y) ||
    // `part01` and `part1` are equal so far: what follows decides first
    naturalOrder(a.slice(start + left.length), b.slice(start + right.length)) ||
    pathOrder(a, b)
  )
}

function digits(text: string, start: number): string {
  let end = start
  while (isDigit(text, end)) end++
  return text.slice(start, end)
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x30 && unit <= 0x39
}
