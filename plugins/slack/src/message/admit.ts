import {asText} from '../loose.js'
import type {People} from '../people/people.js'
import {type Sender, senderOf} from '../people/sender.js'
import type {Entry} from './arrange.js'
import {skipCode, subtypePolicy} from './subtypes.js'

/** A message that is kept, with its author; or the code of the reason why it is not. */
export type Admission = {sender: Sender; isEvent: boolean} | {reason: string}

export interface AdmissionRules {
  people: People
  /** Keep the notes that Slack generates. */
  events: boolean
  /** Called for a subtype that is not in the table. */
  onUnknownKind(subtype: string): void
}

/** Decides by subtype, author and visibility whether an entry is kept. */
export function admit({raw}: Entry, {people, events, onUnknownKind}: AdmissionRules): Admission {
  const subtype = asText(raw.subtype)
  const policy = subtype === undefined ? 'message' : subtypePolicy(subtype)
  const isEvent = policy === 'event'
  if (subtype !== undefined && (policy === 'never' || (isEvent && !events))) return {reason: skipCode(subtype)}
  // A listed subtype says what it is; without one, `hidden` is all there is to go by.
  if (raw.hidden === true && (subtype === undefined || policy === undefined || isEvent)) return {reason: 'hidden'}
  const sender = senderOf(raw, people)
  if (subtype !== undefined && policy === undefined) {
    onUnknownKind(subtype)
    if (sender === undefined || sender.bot === true || asText(raw.text) === undefined) return {reason: 'unknown-kind'}
  }
  return sender === undefined ? {reason: 'no-author'} : {sender, isEvent}
}
