import {type ExportToRead, type ImportRequest, importExport, type RunReport} from '@everport/core/run'
import {conductRun} from './conduct-run.js'
import type {Terminal} from './terminal.js'

export interface ImportWork extends Pick<ImportRequest, 'options' | 'delivery' | 'stateDir'> {
  /** Opened when all that can be checked without it is checked. */
  open(): Promise<ExportToRead>
  dryRun: boolean
  account?: ImportRequest['account'] | undefined
}

/** Imports an export: plan, question, progress, summary. The report is what `--json` prints. */
export async function runImport(terminal: Terminal, work: ImportWork): Promise<RunReport> {
  const {account, delivery, dryRun, open, options, stateDir} = work
  // A plan asks nobody, but what was sent already it knows by the account.
  const key = await terminal.key()
  const from = await open()
  try {
    return await conductRun(terminal, {
      stateDir,
      dryRun,
      describe: async () => from.source,
      work: (context) =>
        importExport({from, options, delivery, key, stateDir, dryRun, ...(account && {account})}, context),
    })
  } finally {
    await from.tree.close()
  }
}
