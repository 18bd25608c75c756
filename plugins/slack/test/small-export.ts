import {type InputTree, memoryTree} from '@everport/plugin-kit'
import {type ReadResult, readAll} from '@everport/plugin-kit/testing'
import type {z} from 'zod'
import {slack} from '../src/index.js'
import type {slackOptions} from '../src/options.js'

export type Options = z.input<typeof slackOptions>

/** A user of the small exports below. */
export function user(id: string, displayName: string, more: object = {}) {
  return {
    id,
    name: displayName.toLowerCase(),
    profile: {display_name: displayName, real_name: `${displayName} Real`},
    ...more,
  }
}

export const ALICE = user('U1ALICE1', 'Alice')
export const BOB = user('U2BOB222', 'Bob')
export const GENERAL = {id: 'C1GENERAL', name: 'general', created: 1433558319, members: ['U1ALICE1', 'U2BOB222']}

/** 2020-01-01T12:00:00Z and the given microseconds after it. */
export function ts(micros = 0): string {
  return `${1577880000 + Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`
}

/** A plain message of Alice; `ts` defaults to noon. */
export function message(more: object = {}) {
  return {type: 'message', user: ALICE.id, ts: ts(), text: 'hello', ...more}
}

/** An export in memory: users.json and channels.json with the usual content, and what is given. Values are written as JSON. */
export function exportTree(files: Record<string, unknown>, options: Parameters<typeof memoryTree>[1] = {}): InputTree {
  const all = {'users.json': [ALICE, BOB], 'channels.json': [GENERAL], ...files}
  return bareTree(all, options)
}

/** Only the given files; `undefined` leaves one out. */
export function bareTree(files: Record<string, unknown>, options: Parameters<typeof memoryTree>[1] = {}): InputTree {
  const written = Object.entries(files)
    .filter(([, content]) => content !== undefined)
    .map(([path, content]) => [path, isWritten(content) ? content : JSON.stringify(content)] as const)
  return memoryTree(Object.fromEntries(written), options)
}

function isWritten(content: unknown): content is string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array
}

/** Reads an export whose #general holds the messages on one day. */
export function readMessages(
  messages: readonly unknown[],
  options: Options = {},
  files: Record<string, unknown> = {},
): Promise<ReadResult> {
  return read(exportTree({'general/2020-01-01.json': messages, ...files}), options)
}

export function read(tree: InputTree, options: Options = {}): Promise<ReadResult> {
  return readAll(slack, tree, options)
}

/** Texts in the order of reading. */
export function texts({messages}: ReadResult): string[] {
  return messages.map(({text}) => text)
}

/** Reason -> how many. */
export function skipped({skips}: ReadResult): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const {reason, count = 1} of skips) counts[reason] = (counts[reason] ?? 0) + count
  return counts
}

export function codes({notices}: ReadResult): string[] {
  return notices.map(({code}) => code)
}
