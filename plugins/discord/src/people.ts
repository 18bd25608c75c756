import type {PersonRecord} from '@everport/plugin-kit'
import {createRecentMap} from './recent-map.js'

/** How many people are remembered: enough that records are rarely repeated, on servers of any size. */
const REMEMBERED = 20_000

export interface People {
  /** Notes a person. Returns the record to yield when it says something new. */
  meet(person: Omit<PersonRecord, 'type'>): PersonRecord | undefined
  /** Like `meet`, but a person already met keeps the first name: webhooks change theirs with every message. */
  meetOnce(person: Omit<PersonRecord, 'type'>): PersonRecord | undefined
  nameOf(id: string): string | undefined
}

export function createPeople(): People {
  const names = createRecentMap<string, string>(REMEMBERED)
  const note = (person: Omit<PersonRecord, 'type'>): PersonRecord => {
    names.set(person.id, person.name)
    return {type: 'person', ...person}
  }
  return {
    meet: (person) => (names.get(person.id) === person.name ? undefined : note(person)),
    meetOnce: (person) => (names.get(person.id) === undefined ? note(person) : undefined),
    nameOf: (id) => names.get(id),
  }
}
