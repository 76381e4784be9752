import { expect, expectAccessible, test } from '../../world/story.ts'

test('what the merchant puts up for sale, a shopper finds and buys', async ({ page, merchant, unique }) => {
  const name = unique('柴烧茶壶 ')
  await test.step(`${merchant.name} puts up the teapot`, async () => {
    await page.goto('/admin/goods/new')
    await page.getByLabel('商品名称').fill(name)
    await page.getByRole('combobox', { name: '分类', exact: true }).click()
    await page.getByRole('option', { name: /茶壶/ }).click()
    await page.getByRole('textbox', { name: '本店售价' }).fill('268')
    await page.getByRole('textbox', { name: '可售库存' }).fill('3')
    await expectAccessible(page)
    await page.getByRole('button', { name: /^保存/ }).click()
    await expect(page.getByRole('heading', { name })).toBeVisible()
  })

  await test.step('a shopper finds it', async () => {
    await page.goto(`/list?q=${encodeURIComponent(name)}`)
    await page.getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await expect(page.getByText('¥268')).toBeVisible()
    await page.getByRole('button', { name: '加入购物车' }).click()
    await expect(page.getByRole('link', { name: '购物车，里面有 1 件' })).toBeVisible()
  })
})
