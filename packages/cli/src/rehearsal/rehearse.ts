import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type DeliveryOptions, DeliveryOptions as DeliverySchema, type ImportOptions} from '@everport/core/config'
import {type ExportToRead, importExport, type RunReport} from '@everport/core/run'
import {commandLines, counted, type Described, figure, paragraphs, runText, shellWord} from '@everport/plugin-kit/text'
import {createProgress, exitClass, type Terminal} from '@everport/plugin-kit/work'
import {compareLedger, type ServerReport} from './compare-ledger.js'
import {serverMode} from './server-mode.js'
import {startServer} from './start-server.js'

export interface RehearseWork {
  open(): Promise<ExportToRead>
  options: ImportOptions
  delivery: Omit<DeliveryOptions, 'baseUrl' | 'insecureHttp'>
}

export interface Rehearsed {
  report: RunReport
  server: ServerReport
}

/** A whole import into a server that lives as long as this takes, with a state that nobody keeps. */
export async function rehearse(terminal: Terminal, {delivery, open, options}: RehearseWork): Promise<Rehearsed> {
  const from = await open()
  const stateDir = mkdtempSync(join(tmpdir(), 'everport-rehearsal-'))
  const rehearsal = await startServer(serverMode(delivery.api))
  try {
    const progress = await createProgress(terminal)
    let report: RunReport
    try {
      report = await importExport(
        {from, options, delivery: DeliverySchema.parse({...delivery, baseUrl: rehearsal.url}), key: KEY, stateDir},
        {signal: terminal.signal, emit: (event) => progress.show(event)},
      )
    } finally {
      await progress.close()
    }
    // It goes with the state.
    delete report.rejectsFile
    const flushed = delivery.flush && report.state === 'done'
    const {totals, violations} = await rehearsal.count()
    const server = compareLedger(totals, violations, report.books, flushed)
    terminal.print(rehearsedText(terminal, report, server, from.source))
    // Different counts mean that everport is wrong about what it did.
    terminal.end(server.equal ? exitClass(report) : 'bug')
    return {report, server}
  } finally {
    await rehearsal.close()
    await from.tree.close()
    rmSync(stateDir, {recursive: true, force: true})
  }
}

/** The server takes any. */
const KEY = 'rehearsal'

function rehearsedText(terminal: Terminal, report: RunReport, server: ServerReport, source: Described): string {
  const {bin, paint} = terminal
  const next = commandLines(
    [
      [`${bin} rehearse PATH`, 'the same with an export of your own'],
      [`EVEROS_API_KEY=… ${bin} import ${shellWord(report.input)}`, 'imports it into EverOS'],
    ],
    paint.out,
  )
  return paragraphs(
    runText(report, source, {paint: paint.out, next: [], target: 'the rehearsal server, which extracts no memory'}),
    serverText(server, report, terminal),
    [paint.out.strong('Next'), ...next],
  )
}

function serverText(server: ServerReport, {books}: RunReport, {paint}: Terminal): string[] {
  const {good, bad} = paint.out
  const held = `The server holds ${counted(server.messages, 'message')} in ${counted(server.conversations, 'conversation')}`
  return [
    server.equal
      ? `${held}: ${good('equal')} to the books, nothing twice.`
      : `${held}, ${figure(server.duplicates)} of them twice; the books say ${figure(books.sent)}: ${bad('not equal')}.`,
    ...server.violations.map(({count, example, kind}) => `  ${kind} (${figure(count)}): ${example}`),
  ]
}
