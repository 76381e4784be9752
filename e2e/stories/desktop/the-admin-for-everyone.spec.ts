import { expect, expectAccessible, test } from '../../world/story.ts'

const PAGES = [
  { name: 'dashboard', path: '/admin/' },
  { name: 'goods list', path: '/admin/goods' },
  { name: 'goods edit', path: '/admin/goods/1' },
  { name: 'orders', path: '/admin/orders' },
  { name: 'order', path: '/admin/orders/1' },
  { name: 'users', path: '/admin/users' },
  { name: 'settings', path: '/admin/settings/shop' },
  { name: 'staff', path: '/admin/settings/staff' },
  { name: 'audit', path: '/admin/settings/audit' },
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the main pages of the admin can be used by everyone', async ({ page, demo }) => {
      await page.goto('/admin/sign-in')
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? 'dark' : '')
      await expectAccessible(page)
      await page.getByRole('textbox', { name: '账号' }).fill(demo.merchant.name)
      await page.getByRole('textbox', { name: '密码' }).fill(demo.merchant.password)
      await page.getByRole('button', { name: '登录' }).click()
      await expect(page).toHaveURL(/\/admin\/$/)

      for (const { name, path } of PAGES) {
        await test.step(name, async () => {
          await page.goto(path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expect(page.getByRole('main').locator('.skeleton')).toHaveCount(0)
          await expectAccessible(page)
        })
      }
    })
  })
}
