import { callGateway } from '../../world/gateway.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

test('an app made in the admin gets its secret once, and calls with it', async ({ page, baseURL, merchant, unique }) => {
  const name = unique('收银同步 ')
  await test.step(`${merchant.name} makes the app`, async () => {
    await page.goto('/admin/apps')
    await expectAccessible(page)
    await page.getByRole('button', { name: '新建应用' }).or(page.getByRole('link', { name: '新建应用' })).click()
    await page.getByRole('textbox', { name: '名称' }).fill(name)
    await page.getByRole('checkbox', { name: /商家接口/ }).check()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^保存/ }).click()
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await expectAccessible(page)
  })

  const keys = page.getByRole('definition')
  const key = await keys.filter({ has: page.getByRole('button', { name: '复制 App Key' }) }).innerText()
  const secret = await keys.filter({ hasText: '只显示这一次，离开后无法再看。' }).getByRole('code').innerText()

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
