import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { emptyForm, namedChanges } from './goods-form.ts'
import NumberField from './NumberField.vue'
import { filledDown, isColumn, pastedFen, pastedStock } from './paste.ts'

describe('a pasted column', () => {
  it('of stock takes the sheet’s commas, full-width digits and line ends', () => {
    expect(pastedStock('18\r\n1,204\r\n２５\r\n36.0\r\n')).toEqual([18, 1204, 25, 36])
  })

  it('leaves what is no quantity out', () => {
    expect(pastedStock('缺货\n-3\n1.5\n99999999')).toEqual([null, null, null, null])
  })

  it('of money is read to the fen', () => {
    expect(pastedFen('¥268.00\n1,298\n 23.5元\n0.005')).toEqual([26800, 129800, 2350, null])
  })

  it('is one only with more than one line', () => {
    expect([isColumn('18'), isColumn('18\n'), isColumn('18\n42')]).toEqual([false, false, true])
  })

  it('fills down from the row it is pasted into and says what it left out', () => {
    const rows = [{ stock: 1 }, { stock: 2 }, { stock: 3 }]
    expect(filledDown(rows, 1, 'stock', [42, null, 7])).toEqual({ rows: [{ stock: 1 }, { stock: 42 }, { stock: 3 }], filled: 1, skipped: 2 })
  })

  it('goes to the table, one figure stays in its field', async () => {
    const field = mount(NumberField, { props: { modelValue: 38 } })
    const paste = async (text: string): Promise<void> => {
      const event = new Event('paste', { cancelable: true, bubbles: true })
      Object.assign(event, { clipboardData: { getData: () => text } })
      field.get('input').element.dispatchEvent(event)
      await field.vm.$nextTick()
    }
    await paste('42')
    expect(field.emitted('column')).toBeUndefined()
    await paste('18\n42')
    expect(field.emitted('column')).toEqual([['18\n42']])
  })
})

describe('a figure typed', () => {
  it('of kilograms is kept in grams', async () => {
    const field = mount(NumberField, { props: { modelValue: 600, places: 3 } })
    expect(field.get('input').element.value).toBe('0.600')
    await field.get('input').setValue('1.25')
    expect(field.emitted('update:modelValue')).toEqual([[1250]])
  })

  it('that is none is not taken', async () => {
    const field = mount(NumberField, { props: { modelValue: 5 } })
    await field.get('input').setValue('五')
    expect(field.emitted('update:modelValue')).toBeUndefined()
    await field.get('input').trigger('blur')
    expect(field.get('input').element.value).toBe('5')
  })
})

describe('the changes of a product', () => {
  const words = { t: (key: string) => key, rankName: () => '金卡会员', goodsName: String, categoryName: String, brandName: String, goodsTypeName: String, bonusTypeName: String }
  const sku = { skuId: 1, options: ['朱泥', '240ml'], sn: 'XP-ZS01_2', stock: 38, priceFen: 0, isOnSale: true }

  it('are named one by one: a SKU’s stock, its price, a rank’s price', () => {
    const after = { ...emptyForm(), skus: [{ ...sku, stock: 42, priceFen: 29800 }], rankPrices: [{ rankId: 3, priceFen: 23900 }], stock: 42 }
    const named = namedChanges([
      { field: 'skus', label: '', before: [sku], after: after.skus },
      { field: 'rankPrices', label: '', before: [], after: after.rankPrices },
      { field: 'stock', label: '', before: 38, after: 42 },
    ], after, words)
    expect(named.map(({ label, before, after: now }) => [label, before, now])).toEqual([
      ['goods.matrix.stock · 朱泥 240ml', 38, 42],
      ['goods.matrix.priceFen · 朱泥 240ml', 'goods.matrix.computed', '¥298.00'],
      ['goods.rank.of', 'goods.matrix.computed', '¥239.00'],
    ])
  })
})
