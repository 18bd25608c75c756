// Imports, or goes on importing, in a process of its own, and kills itself where it is told to.
// Usage: node child.mjs '{"records": FILE, "stateDir", "delivery", "key", "speed", "life": LIFE}'
// LIFE: {"write": n, "moment"}          at the nth write to the state file
//       {"point": label, "nth", "moment"}   at the nth write of this kind
//       {"ms": n}                         after so long
//       {}                                not at all

import {readFileSync} from 'node:fs'
import {DeliveryOptions, ImportOptions} from '../../packages/core/dist/config/index.js'
import {importExport} from '../../packages/core/dist/run/index.js'
import {fastTiming} from '../../packages/core/dist/testing/fast-timing.js'
import {recordExport} from '../../packages/core/dist/testing/record-source.js'
import Libsql from '../../packages/core/node_modules/libsql/index.js'

const {records, stateDir, delivery, key, speed, life} = JSON.parse(process.argv[2])
const die = () => process.kill(process.pid, 'SIGKILL')

let writes = 0
const met = new Map()
/** Inside BEGIN and COMMIT nothing is on disk. */
let isOpen = false
let isDoomed = false

/** What a write does: its statement, with the state that it sets. */
function labelOf(sql, values) {
  const text = sql.trim().replace(/\s+/g, ' ').slice(0, 90)
  return /SET state = \?/.test(text) ? `${text} [${values[0]}]` : text
}

function count(sql, values, work) {
  const label = labelOf(sql, values)
  const nth = (met.get(label) ?? 0) + 1
  met.set(label, nth)
  writes += 1
  const isHere = writes === life.write || (label === life.point && nth === life.nth)
  if (isHere && life.moment === 'before') die()
  const result = work()
  if (label.startsWith('BEGIN')) isOpen = true
  if (label === 'COMMIT') isOpen = false
  if (isHere) isDoomed = true
  // After a write is after it is on disk.
  if (isDoomed && !isOpen) die()
  return result
}

const WRITES = /^\s*(INSERT|UPDATE|DELETE|COMMIT|BEGIN|CREATE|DROP)/i
const {prepare, exec} = Libsql.prototype
Libsql.prototype.exec = function (sql) {
  return WRITES.test(sql) ? count(sql, [], () => exec.call(this, sql)) : exec.call(this, sql)
}
Libsql.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql)
  if (!WRITES.test(sql)) return statement
  for (const name of ['run', 'get']) {
    const original = statement[name].bind(statement)
    statement[name] = (...values) => count(sql, values, () => original(...values))
  }
  return statement
}
if (life.ms !== undefined) setTimeout(die, life.ms)

const report = await importExport(
  {
    from: recordExport(JSON.parse(readFileSync(records, 'utf8'))),
    options: ImportOptions.parse({}),
    delivery: DeliveryOptions.parse(delivery),
    key,
    stateDir,
  },
  {signal: new AbortController().signal, emit: () => {}, timing: fastTiming(speed)},
)
process.stdout.write(JSON.stringify({report, writes, points: Object.fromEntries(met)}))
// What is left is a pause that a time limit keeps open.
process.exit()
