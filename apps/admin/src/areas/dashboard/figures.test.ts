import { describe, expect, it } from 'vitest'
import { compared, paidOn, shareOf } from './figures.ts'

describe('a figure against yesterday', () => {
  it('has its arrow by direction and its colour by meaning', () => {
    expect(compared(1864230, 1692050)).toEqual({ direction: 'up', percent: '10.2%', isGood: true })
    expect(compared(34, 37)).toEqual({ direction: 'down', percent: '8.1%', isGood: false })
    expect(compared(48600, 64100, true)).toEqual({ direction: 'down', percent: '24.2%', isGood: true })
    expect(compared(5, 5)?.isGood).toBe(true)
    expect(compared(5, 0)).toBeNull()
  })

  it('links to the day in China, and shares are of the whole', () => {
    expect(paidOn('2026-03-15')).toEqual({ paidFrom: '2026-03-14T16:00:00.000Z', paidTo: '2026-03-15T16:00:00.000Z' })
    expect(shareOf(358460, 1864230)).toBe(19.2)
    expect(shareOf(1, 0)).toBe(0)
  })
})
