// Imports or resumes in a process of its own, and kills itself at the nth write to the state file: before or after it.
// Usage: node child.mjs '{"stateDir", "baseUrl", "api", "killAt"?, "moment"?: "before" | "after"}'

import {DeliveryOptions, ImportOptions} from '../../packages/core/dist/config/index.js'
import {importExport} from '../../packages/core/dist/run/index.js'
import {fastTiming} from '../../packages/core/dist/testing/fast-timing.js'
import {recordExport} from '../../packages/core/dist/testing/record-source.js'
import Libsql from '../../packages/core/node_modules/libsql/index.js'
import {killChats} from './chats.mjs'

const {stateDir, baseUrl, api, killAt = Number.POSITIVE_INFINITY, moment = 'before'} = JSON.parse(process.argv[2])

let writes = 0
function count(work) {
  writes += 1
  if (writes === killAt && moment === 'before') process.kill(process.pid, 'SIGKILL')
  const result = work()
  if (writes === killAt) process.kill(process.pid, 'SIGKILL')
  return result
}

const WRITES = /^\s*(INSERT|UPDATE|DELETE|COMMIT|BEGIN|CREATE|DROP)/i
const {prepare, exec} = Libsql.prototype
Libsql.prototype.exec = function (sql) {
  return WRITES.test(sql) ? count(() => exec.call(this, sql)) : exec.call(this, sql)
}
Libsql.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql)
  if (!WRITES.test(sql)) return statement
  for (const name of ['run', 'get']) {
    const original = statement[name].bind(statement)
    statement[name] = (...values) => count(() => original(...values))
  }
  return statement
}

const report = await importExport(
  {
    from: recordExport(killChats()),
    options: ImportOptions.parse({}),
    delivery: DeliveryOptions.parse({api, baseUrl, maxMessages: 20, concurrency: 2, timeout: 5}),
    key: 'secret-key',
    stateDir,
  },
  {signal: new AbortController().signal, emit: () => {}, timing: fastTiming()},
)
process.stdout.write(JSON.stringify({state: report.state, books: report.books, writes}))
