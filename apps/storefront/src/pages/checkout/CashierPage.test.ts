import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mountPage, settle } from '../../testing/mount-page.ts'
import CashierPage from './CashierPage.vue'

const shop = vi.hoisted(() => ({ order: vi.fn(), pay: vi.fn(), words: vi.fn() }))

const BANK = { payId: 3, payCode: 'bank', payName: '银行转账', payDesc: '三天内转到对公账户', feeFen: 0, isCod: false, isOnline: false, available: true, reason: '' }
const ORDER = { orderSn: '2026112247717793', state: 'await_pay', payStatus: 0, payId: 3, payName: '银行转账', payDeadline: '', operations: ['pay'], totals: { orderAmountFen: 29504 } }

vi.mock(import('../../api.ts'), async (original) => {
  const api = {
    order: { get: { query: shop.order }, pay: { mutate: shop.pay } },
    shop: { payment: { query: async () => ({ payments: [BANK] }) }, paymentWords: { query: shop.words } },
  }
  return { ...await original(), api: api as never }
})

const references = (text: string) => text.split(ORDER.orderSn).length - 1

describe('an order to be paid by bank transfer', () => {
  beforeEach(() => {
    localStorage.clear()
    shop.order.mockReset().mockResolvedValue({ order: ORDER })
    shop.pay.mockReset().mockResolvedValue({ payment: { logId: 0, payId: 3, isOnline: false, payUrl: '', payDesc: `三天内转到对公账户\n转账时请注明订单号 ${ORDER.orderSn}` } })
    shop.words.mockReset().mockResolvedValue({ items: [{ payId: 3, payName: 'Bank transfer', payDesc: 'Transfer within three days' }] })
  })

  it('names what to write into the transfer once, before and after it is chosen, and then leads to the order', async () => {
    localStorage.setItem('xp.language', 'zh')
    const { page } = await mountPage(CashierPage, `/cashier/${ORDER.orderSn}`)
    expect(references(page.find('.offline').text())).toBe(1)
    await page.find('button.primary').trigger('click')
    await settle()
    expect(shop.pay).toHaveBeenCalledOnce()
    expect(references(page.find('.offline').text())).toBe(1)
    expect(page.find('a.primary').attributes('href')).toBe(`/orders/${ORDER.orderSn}`)
  })

  it('is told in English to those who read English', async () => {
    localStorage.setItem('xp.language', 'en')
    const { page } = await mountPage(CashierPage, `/cashier/${ORDER.orderSn}`)
    expect(page.text()).toContain('Transfer within three days')
    expect(page.find('button.primary').text()).toContain('Bank transfer')
    expect(page.text()).not.toContain('银行转账')
  })
})
