import type { Page } from '@playwright/test'
import { giveAddress, giveBalance, placeOrder } from '../../world/ordering.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

const TEXTS = {
  'zh-CN': { checkout: '结算 (1)', confirm: '确认订单' },
  'en': { checkout: 'Check out (1)', confirm: 'Check out' },
}

/** Nothing grey is left: what the page shows is what it has to say. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.getByRole('main')).not.toBeEmpty()
  await expect(page.getByRole('main').locator('.bone')).toHaveCount(0)
  await expectAccessible(page)
}

for (const locale of ['zh-CN', 'en'] as const) {
  const { checkout, confirm } = TEXTS[locale]

  test.describe(locale, () => {
    test.use({ locale })

    async function visit(page: Page, paths: readonly string[]): Promise<void> {
      for (const path of paths) {
        await test.step(path, async () => {
          await page.goto(path)
          await expect(page.locator('html')).toHaveAttribute('lang', locale)
          await expectWhole(page)
        })
      }
    }

    test('a shopper who looks round finds every page whole and usable by everyone', async ({ page, shopper, call }) => {
      const { session } = shopper
      await giveAddress(call, session, '林秋')
      await call('ectouch.user.collect.add', { session, goods_id: 1 })
      await visit(page, ['/', '/categories', '/list?q=茶', '/packages', '/search', '/goods/1', '/goods/1/reviews', '/coupons', '/me', '/me/profile', '/me/addresses', '/me/addresses/new', '/me/favourites'])
    })

    test('a shopper who buys finds every page whole and usable by everyone', async ({ page, shopper, call, desk }) => {
      const { session, userId } = shopper
      await giveAddress(call, session, '林秋')
      await giveBalance(desk, userId, 20_000)
      const paid = await placeOrder(call, session, [{ goodsId: 8, number: 1 }], 'balance')
      const unpaid = await placeOrder(call, session, [{ goodsId: 13, number: 2 }], 'sandbox')
      await call('ectouch.cart.add', { session, goods_id: 8 })
      await visit(page, ['/orders', `/orders/${paid.orderSn}`, `/orders/${unpaid.orderSn}`, `/cashier/${unpaid.orderSn}`, `/result/${paid.orderSn}`, `/result/${unpaid.orderSn}`, '/cart'])
      await test.step('checkout', async () => {
        await page.getByRole('button', { name: checkout }).click()
        await expect(page.getByRole('heading', { name: confirm })).toBeVisible()
        await expectWhole(page)
      })
    })
  })
}
