import { giveBalance } from '../../world/ordering.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

const FLOWER_CARD = /鲜花月卡，连收/

test('a shopper buys a card with the balance and has its number and password in the order', async ({ page, shopper, desk, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], baseURL ? { origin: baseURL } : {})
  await giveBalance(desk, shopper.userId, 30_000)

  await test.step('the product says it needs no parcel', async () => {
    await page.goto(`/list?q=${encodeURIComponent('鲜花月卡')}`)
    await page.getByRole('link', { name: FLOWER_CARD }).first().click()
    await expect(page.getByText(/付款后立即发卡号和密码/)).toBeVisible()
    await page.getByRole('button', { name: '立即购买' }).click()
  })

  await test.step('the checkout asks for no address', async () => {
    await expect(page.getByRole('heading', { name: '确认订单' })).toBeVisible()
    await expect(page.getByText('付款后发到订单里，不用地址')).toBeVisible()
    await expect(page.getByText('新建收货地址')).toBeHidden()
    await expectAccessible(page)
    await page.getByRole('button', { name: /支付方式/ }).click()
    await page.getByRole('dialog').getByText('余额支付').click()
    await page.getByRole('button', { name: '提交订单' }).click()
    await expect(page.getByRole('heading', { name: '已支付' })).toBeVisible()
    await expect(page.getByText('1 张卡密已发到订单里')).toBeVisible()
  })

  await test.step('the order shows it, to copy', async () => {
    await page.getByRole('link', { name: '查看卡密' }).click()
    await expect(page.getByRole('heading', { name: '卡密已发出' })).toBeVisible()
    const number = page.getByRole('button', { name: /^复制 卡号/ })
    await expect(number).toHaveText(/卡号\d{12}/)
    await expect(page.getByRole('button', { name: /^复制 密码/ })).toHaveText(/密码[2-9A-Z]{4}-[2-9A-Z]{4}/)
    await expectAccessible(page)
    await number.click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d{12}$/)
    await expect(page.getByRole('button', { name: '取消订单' })).toBeHidden()
  })
})
