export type {Fault} from './faults/fault.js'
export type {
  ConversationSelector,
  ConversationSummary,
  FlushRecord,
  Ledger,
  LedgerTotals,
  StoredMessage,
} from './ledger/ledger.js'
export type {Mode, RehearsalOptions} from './options.js'
export {type Rehearsal, startRehearsal} from './start-rehearsal.js'
export type {Outcome, RequestRecord, Violation, ViolationKind} from './store/journal.js'
export type {Cell, Episode} from './store/memories.js'
