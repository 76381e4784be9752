import { describe, expect, it } from 'vitest'
import { compared, isNamed, paidOn, shareOf, ticksOf } from './figures.ts'

describe('a figure against yesterday', () => {
  it('has its arrow by direction and its colour by meaning', () => {
    expect(compared(1864230, 1692050)).toEqual({ direction: 'up', percent: '10.2%', isGood: true })
    expect(compared(34, 37)).toEqual({ direction: 'down', percent: '8.1%', isGood: false })
    expect(compared(48600, 64100, true)).toEqual({ direction: 'down', percent: '24.2%', isGood: true })
    expect(compared(5, 5)?.isGood).toBe(true)
    expect(compared(5, 0)).toBeNull()
  })

  it('has an axis that ends at a round figure above the highest', () => {
    expect(ticksOf(2_846_010)).toEqual([0, 1_000_000, 2_000_000, 3_000_000])
    expect(ticksOf(103_600)).toEqual([0, 50_000, 100_000, 150_000])
    expect(ticksOf(75_000)).toEqual([0, 25_000, 50_000, 75_000])
    expect(ticksOf(0)).toEqual([0, 100, 200, 300])
  })

  it('names every day of two weeks, and of a month each third back from today', () => {
    expect(Array.from({ length: 14 }, (_, at) => isNamed(at, 14)).every(Boolean)).toBe(true)
    expect(Array.from({ length: 30 }, (_, at) => at).filter((at) => isNamed(at, 30))).toEqual([2, 5, 8, 11, 14, 17, 20, 23, 26, 29])
  })

  it('links to the day in China, and shares are of the whole', () => {
    expect(paidOn('2026-03-15')).toEqual({ paidFrom: '2026-03-14T16:00:00.000Z', paidTo: '2026-03-15T16:00:00.000Z' })
    expect(shareOf(358460, 1864230)).toBe(19.2)
    expect(shareOf(1, 0)).toBe(0)
  })
})
