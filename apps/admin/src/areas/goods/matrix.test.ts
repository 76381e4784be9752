import type { Sku, Spec } from './matrix.ts'
import { describe, expect, it } from 'vitest'
import { combinationsOf, computedPriceFen, groupSpans, inMatrixOrder, renamedValue, reshaped, stockState } from './matrix.ts'

function spec(name: string, ...values: (string | [string, number])[]): Spec {
  return { attributeId: 0, name, kind: 1, values: values.map((one) => (typeof one === 'string' ? { id: 0, value: one, priceFen: 0, imageUrl: '' } : { id: 0, value: one[0], priceFen: one[1], imageUrl: '' })) }
}
function sku(skuId: number, options: string[], stock: number, priceFen = 0): Sku {
  return { skuId, options, sn: `XP_${skuId}`, stock, priceFen, isOnSale: true }
}
const CLAY = spec('泥料', '朱泥', '紫泥', ['段泥', 2000])
const SIZE = spec('容量', ['180ml', -3000], '240ml')
const POTS = [sku(1, ['朱泥', '180ml'], 18), sku(2, ['朱泥', '240ml'], 38), sku(3, ['紫泥', '180ml'], 25), sku(4, ['紫泥', '240ml'], 36), sku(5, ['段泥', '180ml'], 0), sku(6, ['段泥', '240ml'], 6, 29800)]

describe('the option matrix', () => {
  it('is every combination, the first option slowest', () => {
    expect(combinationsOf([CLAY, SIZE]).map((row) => row.join(' '))).toEqual(['朱泥 180ml', '朱泥 240ml', '紫泥 180ml', '紫泥 240ml', '段泥 180ml', '段泥 240ml'])
  })

  it('leaves options with several choices out', () => {
    expect(combinationsOf([{ ...spec('加购', '礼盒'), kind: 2 }])).toEqual([])
  })

  it('keeps every SKU that stays when a value comes and another goes', () => {
    const after = reshaped([CLAY, SIZE], [spec('泥料', '紫泥', ['段泥', 2000], '绿泥'), SIZE], POTS)
    expect(after.map(({ skuId, options, stock }) => [skuId, options.join(' '), stock])).toEqual([
      [3, '紫泥 180ml', 25], [4, '紫泥 240ml', 36], [5, '段泥 180ml', 0], [6, '段泥 240ml', 6], [0, '绿泥 180ml', 0], [0, '绿泥 240ml', 0],
    ])
  })

  it('goes on under a new option’s first value', () => {
    const after = reshaped([SIZE], [SIZE, spec('礼盒', '无', '有')], [sku(1, ['180ml'], 18), sku(2, ['240ml'], 38)])
    expect(after.map(({ skuId, options }) => [skuId, options.join(' ')])).toEqual([[1, '180ml 无'], [0, '180ml 有'], [2, '240ml 无'], [0, '240ml 有']])
  })

  it('keeps the first of those that become alike when an option goes', () => {
    expect(reshaped([CLAY, SIZE], [CLAY], POTS).map((one) => one.skuId)).toEqual([1, 3, 5])
  })

  it('renames a value without losing its SKUs', () => {
    const { specs, skus } = renamedValue([CLAY, SIZE], POTS, '容量', '180ml', '200ml')
    expect(specs[1]?.values[0]).toMatchObject({ value: '200ml', priceFen: -3000 })
    expect(skus[0]).toMatchObject({ skuId: 1, options: ['朱泥', '200ml'] })
  })

  it('works a price out of the shop price and the values’ surcharges', () => {
    expect(computedPriceFen(26800, [CLAY, SIZE], ['朱泥', '180ml'])).toBe(23800)
    expect(computedPriceFen(26800, [CLAY, SIZE], ['段泥', '180ml'])).toBe(25800)
    expect(computedPriceFen(1000, [SIZE], ['180ml'])).toBe(0)
  })

  it('groups rows by the first option, in the options’ order', () => {
    const shuffled = inMatrixOrder([CLAY, SIZE], POTS.toReversed())
    expect(shuffled.map((one) => one.skuId)).toEqual([1, 2, 3, 4, 5, 6])
    expect(groupSpans(shuffled)).toEqual([2, 0, 2, 0, 2, 0])
  })

  it('calls stock low only below the warning', () => {
    expect([0, 14, 15].map((stock) => stockState(stock, 15))).toEqual(['out', 'low', 'ok'])
  })
})
