import type { Checkout } from '@xiaopu/shared/contract'
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeAll, describe, expect, it } from 'vitest'
import { i18n, loadTradeTexts, showLanguage } from '../../i18n/index.ts'
import CheckoutMoney from './CheckoutMoney.vue'

const PAYMENTS = [
  { payId: 1, payCode: 'balance', available: true },
  { payId: 4, payCode: 'cod', available: false },
  { payId: 3, payCode: 'bank', available: true },
]

function show(change: Partial<Checkout> & { balanceTakenFen?: number }) {
  const { balanceTakenFen = 0, ...checkout } = change
  return mount(CheckoutMoney, {
    props: {
      checkout: {
        bonuses: [], maxPoints: 0, yourPoints: 0, points: 0, payId: 3, payments: PAYMENTS, balanceFen: 0, maxBalanceFen: 18_300, yourBalanceFen: 30_000,
        totals: { pointsMoneyFen: 0, points: 0, balanceFen: balanceTakenFen },
        ...checkout,
      } as unknown as Checkout, // what the card reads
    },
    global: { plugins: [createPinia(), i18n] },
  })
}

const switches = (card: ReturnType<typeof show>) => card.findAll('[role="switch"]')

describe('points and balance of a checkout', () => {
  beforeAll(async () => {
    await showLanguage('zh')
    await loadTradeTexts()
  })

  it('shows the balance in use where it is the way of paying, and does without it by paying another way that can be had', async () => {
    const card = show({ payId: 1, balanceTakenFen: 18_300 })
    const balance = switches(card)[1]
    expect(balance?.attributes('aria-checked')).toBe('true')
    await balance?.trigger('click')
    expect(card.emitted('payment')).toEqual([[3]])
    expect(card.emitted('balance')).toBeUndefined()
  })

  it('takes as much of the balance as the order costs', async () => {
    const card = show({})
    await switches(card)[1]?.trigger('click')
    expect(card.emitted('balance')).toEqual([[18_300]])
  })

  it('tells a shopper without points from an order that takes none', () => {
    expect(show({ maxPoints: 2000 }).text()).toContain('还没有积分')
    expect(show({ yourPoints: 2000 }).text()).toContain('这单不能用积分')
  })
})
