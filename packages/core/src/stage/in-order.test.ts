import {describe, expect, it} from 'vitest'
import {InOrder, OutOfOrder} from './in-order.js'

describe('InOrder', () => {
  const message = (conversation: number, at: number, key: string, ord = 0) => ({conversation, at, key, ord})
  const taking = (...messages: ReturnType<typeof message>[]) => {
    const order = new InOrder(1000)
    return () => {
      for (const one of messages) order.take(one)
    }
  }

  it('takes conversations that take turns, each in order, whatever their ids', () => {
    expect(taking(message(1, 5, 'b'), message(2, 1, 'b'), message(1, 5, 'a'), message(2, 2, 'c'))).not.toThrow()
  })

  it.each([
    ['a time that falls', [message(1, 5, 'a'), message(1, 4, 'b')]],
    ['an order that falls within one time', [message(1, 5, 'a', 2), message(1, 5, 'b', 1)]],
    ['an id that comes twice', [message(1, 5, 'a'), message(1, 6, 'b'), message(1, 7, 'a')]],
  ])('refuses %s', (_name, messages) => {
    expect(taking(...messages)).toThrow(OutOfOrder)
  })
})
