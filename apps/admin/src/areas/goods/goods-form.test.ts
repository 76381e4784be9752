import type { GoodsForm } from './goods-form.ts'
import { describe, expect, it } from 'vitest'
import { CARDS, copyOfGoods, emptyForm, namedChanges } from './goods-form.ts'

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

  it('tells another kind once, though two fields move', () => {
    const after: GoodsForm = { ...emptyForm(), isReal: false, extensionCode: CARDS }
    const changes = namedChanges([{ field: 'isReal', label: '实物商品', before: true, after: false }, { field: 'extensionCode', label: '商品种类', before: '', after: CARDS }], after, words)
    expect(changes).toEqual([{ field: 'extensionCode', label: '商品种类', before: 'goods.kind.real', after: 'goods.kind.card' }])
  })
})

describe('a copy of a product', () => {
  it('has ids of its own for nothing yet', () => {
    const form = { ...emptyForm(), skus: [sku(7, ['朱泥'], 3)], specs: [{ attributeId: 4, name: '泥料', kind: 1 as const, values: [{ id: 9, value: '朱泥', priceFen: 0, imageUrl: '' }] }] }
    const copy = copyOfGoods(form, '副本')
    expect(copy.skus[0]?.skuId).toBe(0)
    expect(copy.specs[0]?.values[0]?.id).toBe(0)
    expect(copy.skus[0]?.stock).toBe(3)
  })

  it('has neither the cards nor the planned times of the first', () => {
    const copy = copyOfGoods({ ...emptyForm(), isReal: false, extensionCode: CARDS, stock: 4, onSaleAt: '2026-12-01T00:00:00.000Z', offSaleAt: '2026-12-02T00:00:00.000Z', skus: [sku(7, ['月卡'], 4)] }, '副本')
    expect([copy.stock, copy.skus[0]?.stock, copy.onSaleAt, copy.offSaleAt]).toEqual([0, 0, '', ''])
  })
})
