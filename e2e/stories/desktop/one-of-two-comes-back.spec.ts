import type { Page } from '@playwright/test'
import { giveAddress } from '../../world/ordering.ts'
import { type Call, expect, expectAccessible, test } from '../../world/story.ts'

const MUG = { id: 8, name: '白瓷盖碗杯' }

interface Checkout {
  checkout_token: string
  shippings: { shipping_id: number, support_cod: boolean, available: boolean }[]
  payments: { pay_id: number, is_cod: boolean }[]
}
interface Order { order_id: number, order_sn: string, lines: { rec_id: number, goods_number: number }[] }

/** Two mugs, to be paid for at the door. */
async function orderTwo(call: Call, session: string): Promise<Order> {
  await call('ectouch.cart.add', { session, goods_id: MUG.id, number: 2 })
  const { checkout } = await call('ectouch.flow.check', { session }) as { checkout: Checkout } // the contract's shape
  const { checkout_token: token, shippings, payments } = checkout
  const shipping = shippings.find((one) => one.available && one.support_cod)
  const cash = payments.find((one) => one.is_cod)
  await call('ectouch.flow.shipping.update', { session, checkout_token: token, shipping_id: shipping?.shipping_id ?? 0 })
  await call('ectouch.flow.payment.update', { session, checkout_token: token, pay_id: cash?.pay_id ?? 0 })
  const { order } = await call('ectouch.order.add', { session, checkout_token: token }) as { order: Order } // as above
  return order
}

/** What the shop does until the buyer has the goods and the cash is in. */
async function deliver(page: Page, { order_id: orderId, lines }: Order): Promise<void> {
  const does = async (path: string, data: object): Promise<{ result: { data: { deliveryId: number } } }> => {
    const reply = await page.request.post(`/admin/trpc/${path}`, { data, headers: { 'x-xiaopu-csrf': '1' } })
    expect(reply.ok(), `${path}: ${await reply.text()}`).toBe(true)
    return await reply.json() as { result: { data: { deliveryId: number } } } // read only where a parcel was made
  }
  const { result } = await does('orders.makeDelivery', { orderId, lines: lines.map((line) => ({ orderLineId: line.rec_id, quantity: line.goods_number })) })
  await does('orders.handOver', { orderId, deliveryId: result.data.deliveryId, trackingNo: 'SF1029384756' })
  await does('orders.receive', { orderId })
}

test('one of two mugs comes back, and its price is on the balance', async ({ page, shopper, merchant, call }) => {
  await giveAddress(call, shopper.session, '林秋')
  const order = await orderTwo(call, shopper.session)
  await deliver(page, order)

  await test.step('the shopper asks to return one', async () => {
    await page.goto(`/orders/${order.order_sn}`)
    await page.getByRole('link', { name: `申请售后 ${MUG.name}` }).click()
    await expect(page.getByRole('radio', { name: /退货退款/ })).toBeChecked()
    await page.getByRole('button', { name: '质量问题' }).click()
    await page.getByLabel('补充说明，选填').fill('杯口有一道裂缝')
    await expect(page.getByLabel('退款金额')).toHaveValue('45.00')
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交申请' }).click()
    await expect(page.getByRole('heading', { name: '等商家处理' })).toBeVisible()
    await expectAccessible(page)
  })
  const casePage = page.url()

  const desk = async (): Promise<void> => {
    await page.goto(`/admin/aftersales?q=${order.order_sn}`)
    await expect(page.getByText('杯口有一道裂缝')).toBeVisible()
  }

  await test.step(`${merchant.name} agrees`, async () => {
    await desk()
    await expectAccessible(page)
    await page.getByRole('button', { name: '同意', exact: true }).click()
    await expect(page.getByText('已同意')).toBeVisible()
    await page.getByRole('tab', { name: /等买家/ }).click()
    await expect(page.getByRole('button', { name: /林秋/ }).getByText('等买家寄回')).toBeVisible()
  })

  await test.step('the shopper sends it back', async () => {
    await page.goto(casePage)
    await page.getByRole('button', { name: '填写寄回单号' }).click()
    const sheet = page.getByRole('dialog', { name: '填写寄回单号' })
    await sheet.getByLabel('快递公司').fill('中通快递')
    await sheet.getByLabel('快递单号').fill('78541029336600')
    await sheet.getByRole('button', { name: '已寄出' }).click()
    await expect(page.getByRole('heading', { name: '商品寄回中' })).toBeVisible()
  })

  await test.step('the shop has it, and pays it back', async () => {
    await desk()
    await page.getByRole('button', { name: '收到退货' }).click()
    await expect(page.getByRole('complementary')).toContainText('退到余额')
    await page.getByRole('button', { name: '确认退款 ¥45.00' }).click()
    await page.getByRole('tab', { name: /已完成/ }).click()
    await expect(page.getByRole('button', { name: /林秋/ }).getByText('已完成')).toBeVisible()
  })

  await test.step('the money is there', async () => {
    await page.goto(casePage)
    await expect(page.getByText('已退 ¥45.00')).toBeVisible()
    const { user } = await call('ectouch.user.get', { session: shopper.session }) as { user: { user_money: string } } // as above
    expect(user.user_money).toBe('45.00')
  })
})
