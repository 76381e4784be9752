import type { Locator, Page } from '@playwright/test'
import { giveAddress, giveBalance, placeOrder } from '../../world/ordering.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

const MUG = { goodsId: 8, number: 2, name: /白瓷盖碗杯/ }
const TEA = { goodsId: 13, number: 1, name: /桂花乌龙茶 125g/ }

/** The merchant hands over the parcel that waits, with its number. */
async function handOver(page: Page, parcel: number, trackingNo: string): Promise<void> {
  await page.getByRole('textbox', { name: `填写或扫描快递单号 ${parcel}` }).fill(trackingNo)
  await page.getByRole('button', { name: `交接包裹 ${parcel}` }).click()
  await expect(page.getByRole('article').filter({ hasText: `包裹 ${parcel}` })).toContainText(trackingNo)
}

const parcelOf = (phone: Page, parcel: number): Locator => phone.locator('section').filter({ has: phone.getByRole('heading', { name: `包裹 ${parcel}` }) })

test('a paid order goes out in two parcels, and the shopper sees what is still to come', async ({ page, phone, customer, call, desk }) => {
  await giveBalance(desk, customer.userId, 100_000)
  await giveAddress(call, customer.session, '林秋')
  const { orderId, orderSn } = await placeOrder(call, customer.session, [MUG, TEA], 'balance')

  await test.step('the merchant packs the mugs and hands them over', async () => {
    await page.goto(`/admin/orders/${orderId}`)
    await page.getByRole('button', { name: '开始备货' }).click()
    await page.getByRole('button', { name: '配货' }).first().click()
    await page.getByRole('spinbutton', { name: TEA.name }).fill('0')
    await page.getByRole('button', { name: '放入 2 件' }).click()
    await handOver(page, 1, 'SF1388204677')
    await expectAccessible(page)
  })

  await test.step('the shopper sees the first parcel, and that the tea is still to come', async () => {
    await phone.goto(`/orders/${orderSn}`)
    await expect(phone.getByRole('heading', { name: '部分发货' })).toBeVisible()
    await expect(phone.getByText('还有 1 件没有寄出')).toBeVisible()
    await expect(parcelOf(phone, 1)).toContainText(MUG.name)
    await expect(parcelOf(phone, 1)).toContainText('SF1388204677')
    await expect(phone.getByRole('link', { name: TEA.name }).filter({ hasText: '未发 1' })).toBeVisible()
    await expect(phone.getByRole('link', { name: MUG.name }).filter({ hasText: '已发 2' })).toBeVisible()
    await expect(phone.getByRole('button', { name: '确认收货' })).toBeHidden()
    await expectAccessible(phone)
  })

  await test.step('the merchant sends the rest', async () => {
    await page.getByRole('button', { name: '配货' }).first().click()
    await page.getByRole('button', { name: '放入 1 件' }).click()
    await handOver(page, 2, 'SF1388204678')
  })

  await test.step('the shopper has it all', async () => {
    await phone.reload()
    await expect(phone.getByRole('heading', { name: '已发货' })).toBeVisible()
    await expect(parcelOf(phone, 2)).toContainText(TEA.name)
    await phone.getByRole('button', { name: '确认收货' }).click()
    const sheet = phone.getByRole('dialog', { name: '收到全部商品了' })
    await expectAccessible(phone)
    await sheet.getByRole('button', { name: '确认收货' }).click()
    await expect(phone.getByRole('heading', { name: '已完成' })).toBeVisible()
    await expect(phone.getByRole('button', { name: '确认收货' })).toBeHidden()
    await page.reload()
    await expect(page.getByText('已完成').first()).toBeVisible()
  })
})
