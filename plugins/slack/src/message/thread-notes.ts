import type {RawMessage} from '../raw.js'
import type {Timestamp} from './timestamp.js'

/** Parents that are held, per conversation: a few hundred bytes each at most. */
const PARENTS_MAX = 20_000
const EXCERPT_LENGTH = 60
/** Longer texts are cut at once. */
const HELD_LENGTH = 300
/** Within this time after the message before it in the same thread, a reply needs no note: they will be read together. */
const NEAR_MS = 60 * 60_000
/** Where replies are not read in their place in time, only the distance to the parent itself tells. */
const NEAR_PARENT_MS = 5 * 60_000

interface Parent {
  /** Undefined for a deleted parent. Short texts as they are: most are never quoted. */
  text: string | undefined
  name: string | undefined
  ms: number
  expectsReplies: boolean
  answered: boolean
  /** False for a copy. */
  seen: boolean
}

/** Follows the threads of one conversation. EverOS has no threads, so a reply far from its parent says what it answers. */
export interface ThreadNotes {
  /** Takes a message outside threads in its turn. True when replies to it are to be expected: then `parent` is due. */
  passes(at: Timestamp, raw: RawMessage): boolean
  /** Takes the words of a message that others answer. */
  parent(at: Timestamp, raw: RawMessage, words: Words): void
  /** True when nothing is known of the message yet that a thread begins with. */
  lacks(thread: string): boolean
  /** Takes a copy of the parent that a reply carries: it serves for notes until the parent itself comes. */
  copy(at: Timestamp, words: Words): void
  /** Takes a reply in its turn; returns the note to put in front of it, or ''. `author` names whom it answers, when the parent is missing. */
  reply(at: Timestamp, thread: string, author: () => string | undefined): string
  /** A parent that is in the export and not kept: deleted (no `words`), or a generated note that was left out. */
  leftOut(at: Timestamp, words?: Words): void
  /** Replies whose parent did not come, and parents whose replies never came. */
  end(): {orphans: number; unanswered: number}
}

export interface Words {
  senderName: string
  text: string
}

/**
 * @param chronological whether messages are read in time order (day files) or each thread at once (dumps, API pages).
 */
export function createThreadNotes(chronological: boolean): ThreadNotes {
  const parents = new Map<string, Parent>()
  /** Threads whose parent has not come yet: API pages run from new to old. */
  const missing = new Map<string, number>()
  let lastThread = ''
  let lastMs = 0
  let lastReply = ''
  let lastNote = ''
  let orphans = 0
  let unanswered = 0
  let newestLetGo = ''

  const hold = (at: Timestamp, words: Words | undefined, expectsReplies: boolean, seen = true) => {
    const known = parents.get(at.id)
    if (parents.size >= PARENTS_MAX && known === undefined) letGo()
    const answered = known?.answered === true || missing.has(at.id)
    if (seen) missing.delete(at.id)
    const text = words === undefined || words.text.length <= HELD_LENGTH ? words?.text : excerptOf(words.text)
    parents.set(at.id, {text, name: words?.senderName, ms: at.ms, expectsReplies, answered, seen})
  }

  const letGo = () => {
    const [id, parent] = parents.entries().next().value ?? ['', undefined]
    if (parent?.expectsReplies && !parent.answered) unanswered += 1
    parents.delete(id)
    if (id > newestLetGo) newestLetGo = id
  }

  const miss = (thread: string) => {
    // What was let go for space is not missing.
    if (thread <= newestLetGo) return
    if (missing.size < PARENTS_MAX || missing.has(thread)) missing.set(thread, (missing.get(thread) ?? 0) + 1)
    else orphans += 1
  }

  const follow = (thread: string, ms: number) => {
    lastThread = thread
    lastMs = ms
  }

  return {
    passes(at, raw) {
      follow(at.id, at.ms)
      return isParent(raw) || (missing.size > 0 && missing.has(at.id))
    },
    parent: (at, raw, words) => hold(at, words, expects(raw)),
    lacks: (thread) => !parents.has(thread),
    copy: (at, words) => hold(at, words, false, false),
    reply({id, ms}, thread, author) {
      // Two copies of one reply get one note.
      if (id === lastReply) return lastNote
      const parent = parents.get(thread)
      if (!parent?.seen) miss(thread)
      if (parent !== undefined) parent.answered = true
      const near = chronological
        ? lastThread === thread && ms - lastMs <= NEAR_MS
        : parent !== undefined && ms - parent.ms <= NEAR_PARENT_MS
      follow(thread, ms)
      lastReply = id
      lastNote = near ? '' : noteText(parent, author)
      return lastNote
    },
    leftOut: (at, words) => hold(at, words, false),
    end() {
      for (const parent of parents.values()) if (parent.expectsReplies && !parent.answered) unanswered += 1
      for (const count of missing.values()) orphans += count
      return {orphans, unanswered}
    },
  }
}

/** No one field can be relied on: scrapers drop `thread_ts` or the counts. */
function isParent(raw: RawMessage): boolean {
  return (
    raw.thread_ts !== undefined ||
    raw.replies !== undefined ||
    raw.slackdump_thread_replies !== undefined ||
    expects(raw)
  )
}

function expects(raw: RawMessage): boolean {
  // `0000000000.000000` stands for a thread whose replies are all gone.
  return typeof raw.reply_count === 'number' && raw.reply_count > 0 && raw.latest_reply !== '0000000000.000000'
}

function noteText(parent: Parent | undefined, author: () => string | undefined): string {
  if (parent === undefined) {
    const name = author()
    return name === undefined ? '' : `(in reply to ${name}) `
  }
  if (parent.text === undefined) return '(in reply to a deleted message) '
  const excerpt = excerptOf(parent.text)
  return excerpt === '' ? `(in reply to ${parent.name}) ` : `(in reply to ${parent.name}: "${excerpt}") `
}

/** The first 60 characters on one line; never half of a surrogate pair. */
export function excerptOf(text: string): string {
  const line = text
    .slice(0, EXCERPT_LENGTH * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= EXCERPT_LENGTH && text.length <= EXCERPT_LENGTH * 4) return line
  const cut = line.slice(0, EXCERPT_LENGTH)
  return `${cut.isWellFormed() ? cut.trimEnd() : cut.slice(0, -1)}…`
}
