import {describe, expect, it} from 'vitest'
import {messageAtFault, type RefusalKind, refusalKind} from './refusal.js'

const refused = (status: number) => ({kind: 'refused' as const, status, reason: '', retryAfterMs: undefined})

describe('refusalKind', () => {
  it.each<[number, boolean, RefusalKind]>([
    [401, false, 'stop'],
    [401, true, 'stop'],
    [403, false, 'stop'],
    [403, true, 'shrink'],
    [404, false, 'stop'],
    [307, false, 'stop'],
    [413, false, 'shrink'],
    [400, false, 'content'],
    [422, true, 'content'],
    [429, false, 'wait'],
    [500, true, 'wait'],
    [502, true, 'wait'],
    [503, false, 'wait'],
    [504, true, 'wait'],
  ])('%i (something accepted before: %s) asks to %s', (status, proven, kind) => {
    expect(refusalKind(refused(status), proven)).toBe(kind)
  })
})

describe('messageAtFault', () => {
  it.each<[string, number, number | undefined]>([
    ['messages -> 3 -> content: Field required', 10, 3],
    ['Field required: messages -> 0 -> content', 10, 0],
    ['String should have at least 1 character: messages.7.content', 10, 7],
    ['body,messages,2,role: bad', 10, 2],
    ['body -> messages -> 12: bad', 10, undefined],
    ['user_id: Field required', 10, undefined],
    ['messages: too long', 10, undefined],
  ])('%s', (reason, count, index) => {
    expect(messageAtFault(reason, count)).toBe(index)
  })
})
