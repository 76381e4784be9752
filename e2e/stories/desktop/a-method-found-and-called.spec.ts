import { expect, expectAccessible, test } from '../../world/story.ts'

test('a developer finds a method, reads it in both languages and calls it in the console', async ({ page, demo }) => {
  await test.step('by searching', async () => {
    await page.goto('/apidoc')
    await expectAccessible(page)
    await page.getByRole('searchbox').fill('商品详情')
    await page.getByRole('link', { name: /ectouch\.item\.get/ }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('获取单个商品信息')
  })

  await test.step('in English and back', async () => {
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page.getByRole('heading', { name: 'Parameters' })).toBeVisible()
    await page.getByRole('link', { name: '中文' }).click()
    await expect(page.getByRole('heading', { name: '参数' })).toBeVisible()
  })

  await test.step('signed and sent with an app of one\'s own', async () => {
    const form = page.getByRole('region', { name: '试一试' })
    await form.getByLabel('app_key').fill(demo.app.key)
    await form.getByLabel('密钥 secret').fill(`${demo.app.secret}x`)
    await form.getByLabel(/^goods_id/).fill('8')
    await form.getByRole('button', { name: '发送' }).click()
    await expect(form.getByRole('status').filter({ hasText: '40005' })).toBeVisible()
    await form.getByLabel('密钥 secret').fill(demo.app.secret)
    await form.getByRole('button', { name: '发送' }).click()
    await expect(form.getByRole('status').filter({ hasText: '"goods_id": 8' })).toBeVisible()
    await expectAccessible(page)
  })
})
