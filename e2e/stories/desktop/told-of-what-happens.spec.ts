import { createHmac } from 'node:crypto'
import { type Received, startReceiver } from '../../world/receiver.ts'
import { expect, signUp, test } from '../../world/story.ts'

/** The sign a receiver works out for itself. */
function signOf({ headers, body }: Received, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`
}

test('another program is told what happens in the shop, and told again when asked', async ({ page, desk, call, unique }) => {
  const { url, received, stop } = await startReceiver()
  const { app } = await desk('apps.create', { name: unique('会员同步 '), needsCaptcha: false, scopes: ['merchant'], ipList: [], rates: {} }) as { app: { id: number } } // the procedure's answer
  let secret = ''

  await test.step('the merchant says where to, and of what', async () => {
    await page.goto(`/admin/apps/${app.id}`)
    await page.getByRole('button', { name: '新建推送地址' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '地址' }).fill(url)
    await dialog.getByRole('textbox', { name: '说明' }).fill('会员系统')
    await dialog.getByText('会员注册').click()
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('heading', { name: '会员系统' })).toBeVisible()
    secret = await page.getByRole('code').filter({ hasText: 'whsec_' }).textContent() ?? ''
  })

  await test.step('a test event arrives, signed', async () => {
    await page.getByRole('button', { name: '发送测试事件' }).click()
    await expect(page.getByText(/接收方答复 200/)).toBeVisible()
    const [first] = received
    expect(first && first.headers['webhook-signature']).toBe(first && signOf(first, secret))
  })

  const name = unique('newcomer')
  await test.step('somebody signs up: the event and its body stand in the log', async () => {
    await signUp(call, name)
    await expect.poll(() => received.length).toBe(2)
    await page.reload()
    await page.getByRole('row').filter({ hasText: 'user.signed_up' }).first().getByRole('button', { name: '展开当前行' }).click()
    await expect(page.locator('pre').filter({ hasText: 'user.signed_up' }).first()).toBeVisible()
    await expect(page.getByText('kept').first()).toBeVisible()
  })

  await test.step('sent again it is the same event', async () => {
    await page.getByRole('button', { name: '重发', exact: true }).click()
    await expect.poll(() => received.length).toBe(3)
    const [, once, again] = received
    expect([again?.headers['webhook-id'], again?.body]).toEqual([once?.headers['webhook-id'], once?.body])
  })
  await stop()
})
