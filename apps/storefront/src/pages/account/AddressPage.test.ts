import { beforeEach, expect, it, vi } from 'vitest'
import { mountPage, refusal, settle } from '../../testing/mount-page.ts'
import AddressPage from './AddressPage.vue'

const shop = vi.hoisted(() => ({ get: vi.fn(), update: vi.fn(), check: vi.fn() }))

vi.mock(import('../../api.ts'), async (original) => {
  const api = { user: { address: { get: { query: shop.get }, update: { mutate: shop.update } } }, flow: { check: { mutate: shop.check } } }
  return { ...await original(), api: api as never }
})

const ADDRESS = { addressId: 7, consignee: '林秋', mobile: '13800138000', province: 12, city: 13, district: 14, regionText: '浙江省 杭州市 西湖区', address: '文三路 1 号', zipcode: '', addressName: '', isDefault: false }

beforeEach(() => {
  shop.get.mockReset().mockResolvedValue({ items: [ADDRESS] })
  shop.update.mockReset().mockResolvedValue({ address: ADDRESS })
  shop.check.mockReset().mockResolvedValue({})
})

it('gives the checkout it was opened from the address just written, and goes back there', async () => {
  const { page, router } = await mountPage(AddressPage, '/me/addresses/7?checkout=T1')
  await page.find('form').trigger('submit')
  await settle()
  expect(shop.check).toHaveBeenCalledExactlyOnceWith({ checkoutToken: 'T1', addressId: 7 })
  expect(router.currentRoute.value.path).toBe('/checkout/T1')
})

it('saves all the same when that checkout is over', async () => {
  shop.check.mockRejectedValue(refusal('CHECKOUT_EXPIRED'))
  const { page, router } = await mountPage(AddressPage, '/me/addresses/7?checkout=T1')
  await page.find('form').trigger('submit')
  await settle()
  expect(page.find('[role="alert"]').exists()).toBe(false)
  expect(router.currentRoute.value.path).toBe('/checkout/T1')
})

it('asks no checkout when it was opened from the list', async () => {
  const { page, router } = await mountPage(AddressPage, '/me/addresses/7')
  await page.find('form').trigger('submit')
  await settle()
  expect(shop.check).not.toHaveBeenCalled()
  expect(router.currentRoute.value.path).toBe('/me/addresses')
})

it('says that an address is gone instead of showing an empty form', async () => {
  shop.get.mockRejectedValue(refusal('NOT_FOUND'))
  const { page } = await mountPage(AddressPage, '/me/addresses/99')
  expect(page.find('form').exists()).toBe(false)
  expect(page.text()).toContain('没有这个地址')
})
