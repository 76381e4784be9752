import type { GoodsForm } from './goods-form.ts'
import { describe, expect, it } from 'vitest'
import { copyOfGoods, emptyForm, namedChanges } from './goods-form.ts'

const words = { t: (key: string) => key, rankName: String, goodsName: String, categoryName: String, brandName: String, goodsTypeName: String, bonusTypeName: String }
const sku = (skuId: number, options: string[], stock: number): GoodsForm['skus'][number] => ({ skuId, options, sn: `XP_${skuId}`, stock, priceFen: 0, isOnSale: true })

describe('what changed, in words', () => {
  it('tells a renamed value’s stock as the same SKU’s, not as one gone and one new', () => {
    const after = { ...emptyForm(), skus: [sku(7, ['朱砂', '240ml'], 42), sku(0, ['紫泥', '240ml'], 1)] }
    const changes = namedChanges([{ field: 'skus', label: '货品', before: [sku(7, ['朱泥', '240ml'], 38)], after: after.skus }], after, words)
    expect(changes.map(({ label, before, after: now }) => [label, before, now])).toEqual([
      ['goods.matrix.stock · 朱砂 240ml', 38, 42],
      ['goods.matrix.skuNamed', '', 'goods.matrix.added'],
    ])
  })
})

describe('a copy of a product', () => {
  it('has ids of its own for nothing yet', () => {
    const form = { ...emptyForm(), skus: [sku(7, ['朱泥'], 3)], specs: [{ attributeId: 4, name: '泥料', kind: 1 as const, values: [{ id: 9, value: '朱泥', priceFen: 0, imageUrl: '' }] }] }
    const copy = copyOfGoods(form, '副本')
    expect(copy.skus[0]?.skuId).toBe(0)
    expect(copy.specs[0]?.values[0]?.id).toBe(0)
  })
})
