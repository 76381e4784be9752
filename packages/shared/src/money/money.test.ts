import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, ceilDiv, floorDiv, formatYuan, halfUp, parseYuan, share } from './index.ts'

const HUGE = 9_007_199_254_740_991

describe('a share is rounded half up', () => {
  it.each([
    [
      '990 fen at 95 % is 940.5, so 941',
      990,
      95,
      100,
      941,
    ],
    [
      '3333 fen at 95 % is 3166.35, so 3166',
      3333,
      95,
      100,
      3166,
    ],
    ['half a fen becomes one', 1, 1, 2, 1],
    [
      'just under half a fen becomes none',
      49,
      1,
      100,
      0,
    ],
    [
      'minus half a fen goes up to none',
      -1,
      1,
      2,
      0,
    ],
    [
      'minus one and a half goes up to minus one',
      -3,
      1,
      2,
      -1,
    ],
    [
      'a product beyond the safe integers stays exact',
      HUGE,
      10_000,
      10_000,
      HUGE,
    ],
    ['nothing of nothing', 0, 0, 100, 0],
  ])('%s', (_name, value, part, whole, expected) => {
    expect(share(value, part, whole)).toBe(expected)
  })

  it('agrees with exact arithmetic for every safe integer', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (value, part, whole) => {
      fc.pre(Math.abs(value / whole * part) < HUGE)
      expect(share(value, part, whole)).toBe(halfUp(BigInt(value) * BigInt(part), BigInt(whole)))
    }))
  })

  it('refuses to divide by nothing', () => {
    expect(() => share(1, 1, 0)).toThrow(RangeError)
    expect(() => ceilDiv(1, 1, 0)).toThrow(RangeError)
    expect(() => floorDiv(1, 1, 0)).toThrow(RangeError)
  })
})

describe('rounding down and up', () => {
  it.each([
    [
      '4100 points at 300 a yuan are worth 13.66',
      4100,
      100,
      300,
      1366,
      1367,
    ],
    [
      'nothing left over',
      1366,
      300,
      100,
      4098,
      4098,
    ],
    ['zero', 0, 7, 3, 0, 0],
    ['below zero', -7, 1, 2, -4, -3],
    [
      'beyond the safe integers',
      HUGE,
      3,
      2,
      13_510_798_882_111_486,
      13_510_798_882_111_488,
    ],
  ])('%s', (_name, value, part, whole, down, up) => {
    expect(floorDiv(value, part, whole)).toBe(down)
    expect(ceilDiv(value, part, whole)).toBe(up)
  })

  it('down and up differ by one exactly when something is left over', () => {
    fc.assert(fc.property(fc.integer(), fc.nat(), fc.integer({ min: 1 }), (value, part, whole) => {
      fc.pre(Math.abs(value * part / whole) < HUGE)
      const rest = BigInt(value) * BigInt(part) % BigInt(whole)
      expect(ceilDiv(value, part, whole) - floorDiv(value, part, whole)).toBe(rest === 0n
        ? 0
        : 1)
    }))
  })
})

describe('an amount is split by the largest remainder', () => {
  it.each([
    [
      'a tie goes to the earlier lines',
      10,
      [100, 100, 100],
      [4, 3, 3],
    ],
    [
      'one fen over two equal lines',
      1,
      [50, 50],
      [1, 0],
    ],
    [
      'the fen left over goes to the largest remainder',
      1757,
      [11980, 2664],
      [1437, 320],
    ],
    [
      'a weight of zero gets nothing',
      5,
      [0, 1, 0],
      [0, 5, 0],
    ],
    [
      'nothing over nothing',
      0,
      [0, 0],
      [0, 0],
    ],
    ['nothing over no line', 0, [], []],
    [
      'an amount below zero mirrors one above',
      -10,
      [100, 100, 100],
      [-4, -3, -3],
    ],
    [
      'products beyond the safe integers',
      HUGE,
      [HUGE - 2, 1, 1],
      [HUGE - 2, 1, 1],
    ],
  ])('%s', (_name, amount, weights, parts) => {
    expect(allocate(amount, weights)).toEqual(parts)
  })

  it('something over nothing is a mistake of the caller', () => {
    expect(() => allocate(1, [0, 0])).toThrow(RangeError)
  })

  const weightsOf = (max: number) =>
    fc.array(fc.nat(max), { minLength: 1, maxLength: 30 }).filter((weights) => weights.some((weight) => weight > 0))

  it.each([
    ['everyday amounts', 1_000_000],
    ['amounts whose products pass the safe integers', 100_000_000_000],
  ])('%s: parts add up, are fair to the fen and keep zero weights at zero', (_name, max) => {
    fc.assert(fc.property(fc.nat(max), weightsOf(max), (amount, weights) => {
      const parts = allocate(amount, weights)
      const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
      for (const [at, weight] of weights.entries()) {
        const floor = Number(BigInt(amount) * BigInt(weight) / total)
        expect([floor, floor + 1]).toContain(parts[at])
        if (weight === 0) expect(parts[at]).toBe(0)
        if (BigInt(amount) <= total) expect(parts[at]).toBeLessThanOrEqual(weight)
      }
    }))
  })
})

describe('yuan as text', () => {
  it.each([
    ['12.50', 1250],
    ['-0.05', -5],
    ['0.00', 0],
    ['100.00', 10_000],
  ])('%s', (text, fen) => {
    expect(formatYuan(fen)).toBe(text)
    expect(parseYuan(text)).toBe(fen)
  })

  it.each([
    '',
    '1.234',
    '1,00',
    'abc',
    '1e3',
    '12345678901',
    ' 1',
    '.5',
    '+1',
  ])('"%s" is no amount', (text) => {
    expect(parseYuan(text)).toBeNull()
  })

  it.each([
    ['12.5', 1250],
    ['7', 700],
    ['-0', 0],
  ])('"%s" is one', (text, fen) => {
    expect(parseYuan(text)).toBe(fen)
  })

  it('what is written can be read again', () => {
    fc.assert(fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (fen) => {
      expect(parseYuan(formatYuan(fen))).toBe(fen)
    }))
  })
})
