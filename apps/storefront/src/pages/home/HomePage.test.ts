import { beforeEach, describe, expect, it, vi } from 'vitest'
import { goods } from '../../testing/goods.ts'
import { mountPage, refusal } from '../../testing/mount-page.ts'
import HomePage from './HomePage.vue'

const shop = vi.hoisted(() => ({ items: vi.fn(), ads: vi.fn() }))

vi.mock(import('../../api.ts'), async (original) => {
  const api = {
    items: { get: { query: shop.items } },
    shop: { ad: { list: { query: shop.ads } }, config: { query: async () => ({ config: { shopName: '小铺' }, serverTime: '' }) } },
    promotion: { article: { list: { query: async () => ({ items: [], totalResults: 0, pageNo: 1, pageSize: 2 }) } } },
    search: { keywords: { hot: { query: async () => ({ keywords: [], defaultKeyword: '明前龙井' }) } } },
  }
  return { ...await original(), api: api as never }
})

const listOf = (...items: unknown[]) => ({ items, totalResults: items.length, pageNo: 1, pageSize: 20 })

describe('the home page', () => {
  beforeEach(() => {
    shop.ads.mockReset().mockRejectedValue(refusal('NOT_FOUND'))
    shop.items.mockReset().mockImplementation(async ({ intro }) => intro === 'promote' ? listOf() : listOf(goods()))
  })

  it('stands without ads and promotions: shortcuts and picks', async () => {
    const { page } = await mountPage(HomePage)
    expect(page.find('.shortcuts').text()).toContain('限时价')
    expect(page.find('.goods-card').attributes('href')).toBe('/goods/1')
    expect(page.find('.goods-card').text()).toContain('¥159.60')
    expect(page.text()).not.toContain('距结束')
  })

  it('shows running promotions with what is left of the time', async () => {
    const inTwoHours = new Date(Date.now() + 7_199_000).toISOString()
    const promoted = goods({ goodsId: 2, isPromote: true, promotePriceFen: 12000, finalPriceFen: 12000, promoteEndDate: inTwoHours, salesCount: 72, stock: 28 })
    shop.items.mockImplementation(async ({ intro }) => intro === 'promote' ? listOf(promoted) : listOf(goods()))
    const { page } = await mountPage(HomePage)
    expect(page.find('.count-down').text()).toBe('01:59:59')
    expect(page.find('.offer').text()).toContain('已售 72%')
  })

  it('says so when nothing is on display', async () => {
    shop.items.mockResolvedValue(listOf())
    const { page } = await mountPage(HomePage)
    expect(page.text()).toContain('这里还没有摆出商品')
  })

  it('offers to try again and names the request when the shop has a fault', async () => {
    shop.items.mockRejectedValue(refusal('SYSTEM_ERROR'))
    const { page } = await mountPage(HomePage)
    expect(page.find('[role="alert"]').text()).toContain('7F2K-03A9')
  })
})
