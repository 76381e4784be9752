import { giveAddress } from '../../world/ordering.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

const PACKAGE = '一人茶席礼包'
const TEA = /^桂花乌龙茶/

test('someone finds a package beside a tea and sees what is in it up to the order', async ({ page, shopper, call }) => {
  await giveAddress(call, shopper.session, '林秋')

  await test.step('the tea\'s page names the package', async () => {
    await page.goto('/packages')
    await expectAccessible(page)
    await page.getByRole('link', { name: new RegExp(PACKAGE) }).click()
    await page.getByRole('link', { name: TEA }).click()
    const beside = page.getByRole('region', { name: '搭着买更省' })
    await expect(beside.getByText('省 ¥22.00')).toBeVisible()
    await expectAccessible(page)
    await beside.getByRole('link', { name: new RegExp(PACKAGE) }).click()
  })

  await test.step('two of it into the cart', async () => {
    await expect(page.getByText('分开买 ¥151.00')).toBeVisible()
    await page.getByRole('button', { name: '加一件' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: '加入购物车' }).click()
    await expect(page.getByText('已放进购物车')).toBeVisible()
    await page.goto('/cart')
    const contents = page.getByRole('list', { name: '礼包内容' })
    await expect(contents.getByRole('listitem')).toHaveText([/白瓷盖碗杯 × 1/, /桂花乌龙茶 125g × 1/, /黄铜茶匙.* × 1/])
    await expectAccessible(page)
  })

  await test.step('checked out at the package\'s price', async () => {
    await page.getByRole('button', { name: '结算 (2)' }).click()
    await expect(page.getByRole('list', { name: '礼包内容' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交订单' }).click()
    await page.getByRole('button', { name: /支付 ¥/ }).click()
    await page.getByRole('button', { name: '支付', exact: true }).click()
    await page.getByRole('link', { name: '看订单' }).click()
  })

  await test.step('the order says what is in it', async () => {
    await expect(page.getByRole('heading', { name: '等待发货' })).toBeVisible()
    await expect(page.getByRole('link', { name: new RegExp(`^${PACKAGE}`) })).toBeVisible()
    await expect(page.getByRole('list', { name: '礼包内容' }).getByRole('listitem')).toHaveText([/白瓷盖碗杯/, /桂花乌龙茶/, /黄铜茶匙/])
    await expect(page.getByText('¥258.00').first()).toBeVisible()
    await expectAccessible(page)
  })
})
