import { callGateway } from '../../world/gateway.ts'
import { expect, test } from '../../world/story.ts'

test('an app made in the admin gets its secret once, and calls with it', async ({ page, baseURL, merchant, unique }) => {
  const name = unique('收银同步 ')
  await test.step(`${merchant.name} makes the app`, async () => {
    await page.goto('/admin/apps/new')
    await page.getByRole('textbox', { name: '名称' }).fill(name)
    await page.getByText('商家接口').click()
    await expect(page.getByRole('checkbox', { name: /商家接口/ })).toBeChecked()
    await page.getByRole('button', { name: /^保存/ }).click()
    await expect(page.getByRole('heading', { name })).toBeVisible()
  })

  const keys = page.getByRole('definition')
  const key = (await keys.filter({ has: page.getByRole('button', { name: '复制 App Key' }) }).getByText(/^\d+$/).textContent() ?? '').trim()
  const secret = await keys.filter({ hasText: '只显示这一次，离开后无法再看。' }).getByRole('code').textContent() ?? ''

  await test.step('the key and the secret open the gateway', async () => {
    const { item } = await callGateway(baseURL ?? '', { key, secret }, 'ectouch.item.get', { goods_id: 8 })
    expect(item).toMatchObject({ goods_id: 8 })
    await expect(callGateway(baseURL ?? '', { key, secret: `${secret}x` }, 'ectouch.item.get', { goods_id: 8 })).rejects.toThrow('40005')
  })

  await test.step('the secret is not shown a second time', async () => {
    await page.reload()
    await expect(page.getByText(key, { exact: true })).toBeVisible()
    await expect(page.getByText(secret)).toBeHidden()
    await expect(page.getByText('已设置')).toBeVisible()
  })
})
