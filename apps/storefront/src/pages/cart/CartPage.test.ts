import type { Cart, CartLine } from '@xiaopu/shared/contract'
import { beforeEach, expect, it, vi } from 'vitest'
import { mountPage, settle } from '../../testing/mount-page.ts'
import { useSession } from '../../stores/session.ts'
import CartPage from './CartPage.vue'

const shop = vi.hoisted(() => ({ get: vi.fn(), update: vi.fn() }))

vi.mock(import('../../api.ts'), async (original) => {
  const api = { cart: { get: { query: shop.get }, update: { mutate: shop.update } } }
  return { ...await original(), api: api as never }
})

const line = (quantity: number) => ({
  cartLineId: 5, goodsId: 8, goodsName: '白瓷盖碗杯', goodsThumb: '', optionsText: '', sellerId: 0, shopName: '小铺', giftActivityId: 0, basicGoodsId: 0,
  packageGoods: [], packageId: 0, quantity, stock: 99, selected: true, invalidReason: 'none', goodsPriceFen: 4500, subtotalFen: 4500 * quantity, extensionCode: '',
}) as unknown as CartLine // what the row reads

const answer = (quantity: number) => ({
  cart: { lines: [line(quantity)], activities: [], number: quantity, selectedNumber: quantity, goodsAmountFen: 4500 * quantity, discountFen: 0, cartKey: '' } as unknown as Cart, // what the page reads
})

beforeEach(() => {
  localStorage.setItem('xp.cartKey', 'guest')
  shop.get.mockReset().mockResolvedValue(answer(1))
  shop.update.mockReset()
})

it('counts every quick tap, in order, though the shop answers the first ones late', async () => {
  const answers: (() => void)[] = []
  shop.update.mockImplementation(({ number }) => new Promise((resolve) => { answers.push(() => resolve(answer(number))) }))
  const { page } = await mountPage(CartPage, '/cart')
  expect(useSession().cartKey).toBe('guest')
  const more = page.find('.step:last-child')
  await more.trigger('click')
  await settle()
  await more.trigger('click')
  await settle()
  answers[0]?.()
  await settle()
  await more.trigger('click')
  await settle()
  expect(page.find<HTMLInputElement>('.units').element.value).toBe('4')
  answers[1]?.()
  await settle()
  answers[2]?.()
  await settle()
  expect(shop.update.mock.calls.map(([{ number }]) => number)).toEqual([2, 3, 4])
  expect(page.find<HTMLInputElement>('.units').element.value).toBe('4')
  expect(page.text()).toContain('结算 (4)')
})
