// The ceiling: finds the records of an export, calls JSON.parse on 32 KB of them at a time, and does nothing else. It knows how deep the
// records are indented and guesses where they end (JSON.parse proves the guess), so that finding them costs next to nothing.
// Usage: json_parse_ceiling.mjs latin1|utf8 INDENT-OF-RECORDS INDENT-OF-THEIR-ARRAY FILE|FOLDER
//   latin1: a character a byte, which JSON.parse likes best; text beyond ASCII comes out wrong
//   utf8: text comes out right
import fs from 'node:fs'
import path from 'node:path'

const [, , encoding, recordIndent, arrayIndent, input] = process.argv
const BATCH = 1 << 15
const pad = ' '.repeat(Number(recordIndent))
const OPEN = Buffer.from(`"messages": [\n${pad}{`)
const BETWEEN = Buffer.from(`\n${pad}},\n${pad}{`)
const CLOSE = Buffer.from(`\n${' '.repeat(Number(arrayIndent))}]`)
/** From the start of BETWEEN to behind its first brace, and to its second. */
const ENDED = pad.length + 2
const NEXT = BETWEEN.length - 1

const decode = encoding === 'latin1' ? (bytes) => bytes.latin1Slice() : (bytes) => bytes.utf8Slice()
let records = 0

function parsed(bytes) {
  try {
    records += JSON.parse(`[${decode(bytes)}]`).length
    return true
  } catch {
    return false
  }
}

function readFile(file) {
  const descriptor = fs.openSync(file)
  let buffer = Buffer.alloc(1 << 18)
  let end = 0
  let at = 0
  let inside = false
  for (;;) {
    buffer.copyWithin(0, at, end)
    end -= at
    at = 0
    if (end === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(end)])
    const read = fs.readSync(descriptor, buffer, {offset: end})
    if (read === 0) return fs.closeSync(descriptor)
    end += read
    const window = buffer.subarray(0, end)
    while (at < end) {
      if (!inside) {
        const open = window.indexOf(OPEN, at)
        inside = open !== -1
        at = inside ? open + OPEN.length - 1 : Math.max(at, end - OPEN.length)
        if (!inside) break
      }
      const cut = window.lastIndexOf(BETWEEN, at + BATCH)
      if (cut > at && parsed(window.subarray(at, cut + ENDED))) at = cut + NEXT
      else {
        // The array ends within this batch, or the batch within a record.
        const close = window.indexOf(CLOSE, at)
        const whole = close === -1 ? window.indexOf(BETWEEN, at) : -1
        if (close !== -1 && parsed(window.subarray(at, close))) [at, inside] = [close, false]
        else if (whole !== -1 && parsed(window.subarray(at, whole + ENDED))) at = whole + NEXT
        else break
      }
    }
  }
}

const files = fs.statSync(input).isDirectory() ? fs.readdirSync(input).map((name) => path.join(input, name)) : [input]
for (const file of files) readFile(file)
process.stdout.write(`${records}\n`)
