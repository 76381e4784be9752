import { describe, expect, it } from 'vitest'
import { wordsOf } from './order-words.ts'

const [card, parcel] = [{ isReal: false }, { isReal: true }]

describe('the words of a state', () => {
  it.each([
    ['shipped', [card, card], 'orders.codes'],
    ['await_ship', [card], 'orders.codes'],
    ['shipped', [card, parcel], 'orders'],
    ['finished', [card], 'orders'],
    ['shipped', [], 'orders'],
  ] as const)('%s of %j are those of %s', (state, lines, words) => {
    expect(wordsOf({ state, lines })).toBe(words)
  })
})
