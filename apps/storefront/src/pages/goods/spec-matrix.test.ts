import type { Spec } from '@xiaopu/shared/contract'
import { describe, expect, it } from 'vitest'
import { afterTap, firstChoice, matchingSku, missingSpecs, reasonsFor, unitPriceFen, valueState } from './spec-matrix.ts'

const value = (optionValueId: number, attrValue: string) => ({ optionValueId, attrValue, attrPriceFen: 0, imageUrl: '' })
const colour: Spec = { attrId: 1, attrName: '颜色', attrType: 1, values: [value(11, '釉里红'), value(12, '天青'), value(13, '雪白')] }
const size: Spec = { attrId: 2, attrName: '容量', attrType: 1, values: [value(21, '160 ml'), value(22, '220 ml'), value(23, '320 ml'), value(24, '480 ml')] }
const extras: Spec = { attrId: 3, attrName: '加购', attrType: 2, values: [value(31, '礼盒包装')] }
const specs = [colour, size, extras]

const sku = (skuId: number, optionValueIds: number[], stock: number) => ({ skuId, optionValueIds, stock, finalPriceFen: 15960 })
const skus = [
  sku(1, [11, 21], 0),
  sku(2, [11, 22], 12),
  sku(3, [11, 23], 0),
  sku(4, [12, 22], 5),
  sku(5, [12, 23], 4),
  sku(6, [13, 23], 2),
  sku(7, [13, 24], 9),
]

function stateOf(choice: Record<number, number>, spec: Spec, at: number) {
  const asked = spec.values[at]
  if (!asked) throw new Error('no such value')
  return valueState(skus, choice, spec, asked)
}

describe('the option matrix', () => {
  it('opens with the first combination that is there', () => {
    expect(firstChoice(skus, specs)).toEqual({ 1: 11, 2: 22 })
  })

  it('tells sold out from impossible', () => {
    const red = { 1: 11, 2: 22 }
    expect(stateOf(red, size, 1)).toBe('available')
    expect(stateOf(red, size, 2)).toBe('soldOut')
    expect(stateOf(red, size, 3)).toBe('impossible')
  })

  it('judges a value by the other options only, so the chosen one can always be left', () => {
    expect(stateOf({ 1: 11, 2: 22 }, colour, 1)).toBe('available')
    expect(stateOf({ 1: 11, 2: 22 }, colour, 2)).toBe('impossible')
  })

  it('frees the other options when a value is tapped again', () => {
    const freed = afterTap({ 1: 11, 2: 22 }, 2, 22)
    expect(freed).toEqual({ 1: 11 })
    expect(stateOf(freed, colour, 2)).toBe('available')
    expect(missingSpecs(specs, freed)).toEqual([size])
  })

  it('finds the SKU of a complete choice and none of half a choice', () => {
    expect(matchingSku(skus, specs, { 1: 12, 2: 23 })?.skuId).toBe(5)
    expect(matchingSku(skus, specs, { 1: 12 })).toBeUndefined()
    expect(matchingSku(skus, specs, { 1: 11, 2: 24 })).toBeUndefined()
  })

  it('says why not, and in which colours instead', () => {
    expect(reasonsFor(skus, specs, { 1: 11, 2: 22 }, size)).toEqual([
      { kind: 'soldOut', chosen: ['釉里红'], value: '160 ml', instead: [] },
      { kind: 'soldOut', chosen: ['釉里红'], value: '320 ml', instead: ['天青', '雪白'] },
      { kind: 'impossible', chosen: ['釉里红'], value: '480 ml', instead: ['雪白'] },
    ])
  })

  it('lets everything go together when a product has options but no SKUs', () => {
    expect(valueState([], { 1: 11 }, size, value(24, '480 ml'))).toBe('available')
  })
})

describe('the price of a choice', () => {
  const goods = { finalPriceFen: 15960, volumePrices: [{ fromQuantity: 3, volumePriceFen: 15000 }, { fromQuantity: 10, volumePriceFen: 14000 }] }

  it('is the SKU\'s with what the extras cost', () => {
    expect(unitPriceFen(goods, 16960, 1800, 1)).toBe(18760)
  })

  it('follows the volume tier reached, with the surcharge on top', () => {
    expect(unitPriceFen(goods, 16960, 0, 3)).toBe(16000)
    expect(unitPriceFen(goods, 15960, 0, 12)).toBe(14000)
  })

  it('does not rise when the tier is dearer than today\'s price', () => {
    expect(unitPriceFen({ ...goods, finalPriceFen: 12000 }, 12000, 0, 3)).toBe(12000)
  })
})
