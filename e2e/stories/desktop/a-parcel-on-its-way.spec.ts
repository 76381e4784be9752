import { buy, giveAddress } from '../../world/ordering.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

const CUP = { id: 8, name: /白瓷盖碗杯/ }
const SPOON = { id: 12, name: /黄铜茶匙/ }

test('the merchant sends a paid order in two parcels and the shopper sees both', async ({ page, demo, shopper, call, unique }) => {
  await giveAddress(call, shopper.session, '林秋')
  const orderSn = await buy(call, shopper.session, [CUP.id, SPOON.id])
  const numbers = [unique('SF').toUpperCase(), unique('SF').toUpperCase()]

  await test.step('signing in and finding the order', async () => {
    await page.goto('/admin/sign-in?next=/orders')
    await page.getByLabel('账号', { exact: true }).fill(demo.merchant.name)
    await page.getByLabel('密码', { exact: true }).fill(demo.merchant.password)
    await expectAccessible(page)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByPlaceholder('订单号、收货人、手机号、商品').fill(orderSn)
    await expect(page.getByRole('tab', { name: '待发货 1' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: orderSn }).click()
    await expect(page.getByRole('heading', { name: `订单 ${orderSn}` })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('preparing it and packing one piece after the other', async () => {
    await page.getByRole('button', { name: '开始备货' }).click()
    await page.getByRole('button', { name: '配货' }).first().click()
    await page.getByRole('spinbutton', { name: SPOON.name }).fill('0')
    await page.getByRole('button', { name: '放入 1 件' }).click()
    await expect(page.getByText('包裹 1', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: '配货', exact: true }).last().click()
    await page.getByRole('button', { name: '放入 1 件' }).click()
    await expect(page.getByText('包裹 2', { exact: true })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('handing both parcels over', async () => {
    for (const [at, number] of numbers.entries()) {
      const field = page.getByRole('textbox', { name: `填写或扫描快递单号 ${at + 1}` })
      await field.fill(number)
      await field.press('Enter')
      await expect(page.getByText(number)).toBeVisible()
    }
  })

  await test.step('what the shopper sees', async () => {
    await page.goto(`/orders/${orderSn}`)
    await expect(page.getByRole('heading', { name: '已发货' })).toBeVisible()
    await expect(page.getByRole('heading', { name: '包裹 1' })).toBeVisible()
    await expect(page.getByRole('heading', { name: '包裹 2' })).toBeVisible()
    for (const number of numbers) await expect(page.getByRole('button', { name: number })).toBeVisible()
    await expectAccessible(page)
  })
})
