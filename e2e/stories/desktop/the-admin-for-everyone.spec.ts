import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '../../world/story.ts'

async function visit(page: Page, pages: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    await test.step(name, async () => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty({ timeout: 20_000 })
      await expectAccessible(page)
    })
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('everyone can sign in to the admin and find the way', async ({ page, demo }) => {
      await page.goto('/admin/sign-in')
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? 'dark' : '')
      await expectAccessible(page)
      await page.getByRole('textbox', { name: '账号' }).fill(demo.merchant.name)
      await page.getByRole('textbox', { name: '密码' }).fill(demo.merchant.password)
      await page.getByRole('button', { name: '登录' }).click()
      await expect(page).toHaveURL(/\/admin\/$/)
      await visit(page, { dashboard: '/admin/', settings: '/admin/settings/shop', staff: '/admin/settings/staff', audit: '/admin/settings/audit' })
    })

    test('everyone can do the daily work in the admin', async ({ page, merchant }) => {
      await test.step(merchant.name, () => visit(page, { 'goods list': '/admin/goods', 'goods edit': '/admin/goods/1', 'orders': '/admin/orders', 'order': '/admin/orders/1', 'users': '/admin/users' }))
    })
  })
}

test('everyone can set the shop up in the admin', async ({ page, merchant }) => {
  await test.step(merchant.name, () => visit(page, {
    'categories': '/admin/categories',
    'brands': '/admin/brands',
    'goods types': '/admin/goods-types',
    'shipping': '/admin/shipping',
    'payments': '/admin/payments',
    'refunds': '/admin/refunds',
    'after-sales': '/admin/aftersales',
    'apps': '/admin/apps',
    'calls': '/admin/calls',
  }))
})
