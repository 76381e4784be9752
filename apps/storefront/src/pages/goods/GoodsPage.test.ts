import { DOMWrapper } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { goodsDetail } from '../../testing/goods.ts'
import { brokenLine, mountPage, refusal, settle } from '../../testing/mount-page.ts'
import GoodsPage from './GoodsPage.vue'

const shop = vi.hoisted(() => ({ item: vi.fn(), add: vi.fn() }))

vi.mock(import('../../api.ts'), async (original) => {
  const api = {
    item: { get: { query: shop.item } },
    comment: { get: { query: async () => ({ items: [], summary: { total: 0, good: 0, medium: 0, bad: 0, withImages: 0, average: 0, goodRate: 100 } }) } },
    shop: { config: { query: async () => ({ config: {}, serverTime: '' }) }, shipping: { query: async () => ({ shippings: [] }) } },
    cart: { add: { mutate: shop.add }, get: { query: async () => ({ cart: { number: 1 } }) } },
  }
  return { ...await original(), api: api as never }
})

const body = new DOMWrapper(document.body)

function buttonNamed(name: string) {
  const found = body.findAll('dialog button').find((button) => button.text().startsWith(name))
  if (!found) throw new Error(`no button ${name}`)
  return found
}

async function openSheet() {
  const mounted = await mountPage(GoodsPage, '/goods/1')
  await mounted.page.find('.sticky-bar .add').trigger('click')
  return mounted
}

describe('the product page', () => {
  beforeEach(() => {
    document.body.innerHTML = ''
    localStorage.clear()
    shop.item.mockReset().mockResolvedValue({ item: goodsDetail() })
    shop.add.mockReset().mockResolvedValue({ cart: { number: 1, cartKey: 'c'.repeat(32), lines: [] }, cartLineId: 7 })
  })

  it('shows the price and says why it is that', async () => {
    const { page } = await mountPage(GoodsPage, '/goods/1')
    expect(page.find('.price-text').text()).toBe('¥159.60')
    expect(page.text()).toContain('售价 ¥168.00 · 金卡会员，省 ¥8.40')
  })

  it('lets a sold out combination be looked at and a missing one not, and says both', async () => {
    shop.item.mockResolvedValue({ item: goodsDetail({ skus: goodsDetail().skus.filter((sku) => sku.skuId !== 2) }) })
    await openSheet()
    expect(buttonNamed('雪白').attributes('aria-pressed')).toBe('true')
    expect(buttonNamed('220 ml').attributes('disabled')).toBeDefined()
    expect(body.text()).toContain('没有 雪白 的 220 ml')
    await buttonNamed('釉里红').trigger('click')
    expect(body.find('dialog .facts').text()).toContain('售罄')
    expect(body.find('dialog .gone').exists()).toBe(true)
  })

  it('puts the chosen SKU and units into the cart and keeps a guest\'s cart key', async () => {
    await openSheet()
    await body.find('dialog [aria-label="加一件"]').trigger('click')
    await body.find('dialog [aria-label="加一件"]').trigger('click')
    expect(body.find('dialog .price-text').text()).toBe('¥150.00')
    await body.find('dialog .add').trigger('click')
    await settle()
    expect(shop.add).toHaveBeenCalledWith({ goodsId: 1, number: 3, skuId: 2, optionValueIds: [11, 22], buyNow: false })
    expect(localStorage.getItem('xp.cartKey')).toBe('c'.repeat(32))
  })

  it('goes to the checkout with buy now', async () => {
    const { router } = await openSheet()
    await body.find('dialog .buy').trigger('click')
    await settle()
    expect(router.currentRoute.value.name).toBe('checkout')
  })

  it('stays when the shop refuses', async () => {
    shop.add.mockRejectedValue(refusal('OUT_OF_STOCK', { stock: 8 }))
    const { router } = await openSheet()
    await body.find('dialog .buy').trigger('click')
    await settle()
    expect(router.currentRoute.value.name).toBe('goods')
    expect(body.find('dialog .add').exists()).toBe(true)
  })

  it('has a way on when the product is gone', async () => {
    shop.item.mockRejectedValue(refusal('NOT_FOUND'))
    const { page } = await mountPage(GoodsPage, '/goods/1')
    expect(page.text()).toContain('这件商品不在了')
    expect(page.find('a.button').attributes('href')).toBe('/')
  })

  it('asks again after a broken line', async () => {
    shop.item.mockRejectedValueOnce(brokenLine())
    const { page } = await mountPage(GoodsPage, '/goods/1')
    expect(page.find('[role="alert"]').text()).toContain('没连上')
    await page.find('[role="alert"] button').trigger('click')
    await settle()
    expect(page.text()).toContain('釉里红手作茶壶')
  })
})
