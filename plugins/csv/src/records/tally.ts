import type {Place, SourceContext} from '@everport/plugin-kit'

/** Sentence for each thing that is counted while rows are read. `what` is the value that was met. */
const SENTENCES = {
  'blank-rows': (n, _, file) => `${file}: ${n} blank ${rows(n)} passed over`,
  'repeated-header': (n, _, file) =>
    `${file}: the header stands in the middle ${times(n)}, as where files were joined; passed over`,
  'repaired-quotes': (n, _, file) =>
    `${file}: ${n} ${rows(n)} with quotes that were not doubled; the quotes were taken as text`,
  'repaired-rows': (n, _, file) =>
    `${file}: ${n} ${rows(n)} had more cells than columns because a text with delimiters was not quoted; joined again`,
  'event-rows': (n, what, file) =>
    `${file}: ${n} ${rows(n)} of type "${what}" skipped: no messages between people (--map event= or --map role= keeps them)`,
  'unknown-role': (n, what, file) =>
    `${file}: ${n} ${rows(n)} with the role "${what}", which is taken for a person; --assistant "${what}" makes it an assistant`,
  'unknown-sender': (n, _, file) => `${file}: ${n} ${rows(n)} without a sender; the sender is called "unknown"`,
  'no-conversation': (n, _, file) =>
    `${file}: ${n} ${rows(n)} without a usable conversation id; they belong to the conversation of the file`,
  'damaged-ids': (n, what, file) =>
    `${file}: ${n} ${n === 1 ? 'id was' : 'ids were'} altered by a spreadsheet, e.g. "${what}": digits are lost, so that they are not used; export the ids as text`,
  'damaged-senders': (n, what, file) =>
    `${file}: ${n} ${rows(n)} with a sender id that a spreadsheet altered, e.g. "${what}": different people may share it; export the ids as text`,
  'repeated-id': (n, what, file) =>
    `${file}: ${n} ${rows(n)} with the id of another row but another content, e.g. "${what}"; all are kept`,
  'suspicious-time': (n, what, file) => `${file}: ${n} ${rows(n)} with a time that no chat has, e.g. "${what}"`,
  'clock-gap': (n, what, file) =>
    `${file}: ${n} ${n === 1 ? 'time' : 'times'} did not exist because the clocks were moved, e.g. "${what}"; moved forward`,
  'clock-twice': (n, what, file) =>
    `${file}: ${n} ${n === 1 ? 'time' : 'times'} happened twice because the clocks were moved, e.g. "${what}"; the earlier was taken`,
  'date-only': (n, _, file) =>
    `${file}: ${n} ${rows(n)} with a date but no time of day; taken as midnight, in the order of the file`,
  'unreadable-time': (n, what, file) =>
    `${file}: ${n} ${rows(n)} with a time that cannot be read, e.g. "${what}"; skipped`,
  'no-zone': (n, what, file) =>
    `${file}: ${n} ${n === 1 ? 'time' : 'times'} without a zone, e.g. "${what}"; skipped: say which it is with --timezone`,
  'unknown-zone': (n, what, file) =>
    `${file}: ${n} ${n === 1 ? 'time' : 'times'} in a zone that is not known or that several share, e.g. "${what}"; skipped: --timezone says which is meant`,
  'several-replies': (n, what, file) =>
    `${file}: ${n} ${rows(n)} answer several messages, e.g. "${what}"; the first is kept`,
  'deleted-sender': (n, what, file) => `${file}: ${n} ${rows(n)} by "${what}", who may be several people`,
  'made-up-times': (n, _, file) =>
    `${file}: ${n} ${n === 1 ? 'transcript has only the time of its start' : 'transcripts have only the time of their start'}; the messages follow it a millisecond apart`,
  'unknown-label': (n, what, file) =>
    `${file}: in ${n} ${n === 1 ? 'transcript' : 'transcripts'} a speaker is labelled with no known role, e.g. "${what}"; what it says stays with the turn before`,
  'joined-parts': (n, _, file) => `${file}: ${n} ${rows(n)} were joined to the message before`,
} satisfies Record<string, (n: number, what: string, file: string) => string>

export type TallyCode = keyof typeof SENTENCES

/** Counts what was met in many rows, to say it once. */
export interface Tally {
  /** @param what a value that the sentence may show; values of `event-rows` and `unknown-role` are counted one by one */
  add(code: TallyCode, place: Place, what?: string): void
  /** Gives one notice for each thing, with the place of the first. */
  report(context: Pick<SourceContext, 'warn'>): void
}

const BY_VALUE: ReadonlySet<TallyCode> = new Set(['event-rows', 'unknown-role'])
/** A column that is no role at all has too many values to list. */
const MOST_VALUES = 100

export function createTally(label: string): Tally {
  const counts = new Map<string, {code: TallyCode; n: number; what: string; place: Place}>()
  return {
    add(code, place, what = '') {
      const value = BY_VALUE.has(code) && counts.size < MOST_VALUES ? what : ''
      const key = `${code}\0${value}`
      const known = counts.get(key)
      if (known === undefined) counts.set(key, {code, n: 1, what: what.slice(0, 80), place})
      else known.n += 1
    },
    report({warn}) {
      for (const {code, n, what, place} of counts.values())
        warn({code, message: SENTENCES[code](n, what, label), place})
    },
  }
}

function rows(n: number): string {
  return n === 1 ? 'row' : 'rows'
}

function times(n: number): string {
  return n === 1 ? 'once' : `${n} times`
}
