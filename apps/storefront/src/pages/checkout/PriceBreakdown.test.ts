import type { Checkout } from '@xiaopu/shared/contract'
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeAll, expect, it } from 'vitest'
import { i18n, loadTradeTexts, showLanguage } from '../../i18n/index.ts'
import PriceBreakdown from './PriceBreakdown.vue'

const TOTALS = { goodsAmountFen: 35_800, bonusFen: 0, points: 0, pointsMoneyFen: 0, shippingFeeFen: 0, insureFeeFen: 0, packFeeFen: 0, cardFeeFen: 0, taxFen: 0, payFeeFen: 0, orderAmountFen: 35_800, balanceFen: 0, givePoints: 0 }

function shippingOf(shippingId: number): string {
  const checkout = { lines: [{ quantity: 6 }], activities: [], bonuses: [], bonusId: 0, invoice: { invoiceType: '' }, needShipping: true, groups: [{ needShipping: true, shippingId }], totals: TOTALS }
  const card = mount(PriceBreakdown, { props: { checkout: checkout as unknown as Checkout }, global: { plugins: [createPinia(), i18n] } }) // what the card reads
  return card.findAll('.rows > div').find((row) => row.text().startsWith('运费'))?.text() ?? ''
}

beforeAll(async () => {
  await showLanguage('zh')
  await loadTradeTexts()
})

it('names no shipping fee before it is known where the goods go', () => {
  expect(shippingOf(0)).toContain('选好地址和配送后算')
  expect(shippingOf(0)).not.toContain('¥0.00')
})

it('says when shipping costs nothing', () => {
  expect(shippingOf(3)).toContain('¥0.00')
})
