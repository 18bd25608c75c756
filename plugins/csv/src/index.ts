import {CONTRACT, defineSource} from '@everport/plugin-kit'
import {sourceCommands, sourceHook} from '@everport/plugin-kit/commands'
import {OPTIONS} from './options.js'

export const csv = defineSource({
  contract: CONTRACT,
  id: 'csv',
  name: 'CSV',
  formats: [
    'CSV, TSV and other delimited files, also gzipped: one row a message, a question with its answer, or a whole transcript',
    'folders and zips of them: one file a conversation, parts of one export, conversations and messages in two files',
  ],
  options: OPTIONS,
  losses: [
    'columns that no field takes (ratings, tags, topics)',
    'reactions',
    'notes, assignments and other events',
    'formatting of HTML texts',
  ],
  skips: {
    'bad-time': 'the row has no time that can be read',
    'bad-transcript': 'the transcript in the cell cannot be taken apart',
    'cut-row': 'the file ends inside this row: it is incomplete',
    event: 'a note, assignment, system row or other event: no message between people',
    'ignored-text': 'the text is one that --ignore-text names',
    'long-row': 'the row has more cells than columns, and what belongs together cannot be told',
    'no-text': 'both sides of the exchange are empty',
    'short-row': 'the row ends before its text',
    'unclosed-quote': 'a quote on this line is never closed, or the row is larger than 3 MB',
  },
  damage: ['bad-time', 'bad-transcript', 'cut-row', 'long-row', 'short-row', 'unclosed-quote'],
  // Loaded when needed: this module is loaded by every run of the command line.
  async detect(tree) {
    const {detect} = await import('./detect.js')
    return detect(tree)
  },
  async *read(tree, options, context) {
    const {read} = await import('./read.js')
    yield* read(tree, options, context)
  },
})

export const COMMANDS = sourceCommands(csv)
export const SOURCE_HOOK = sourceHook(csv)
