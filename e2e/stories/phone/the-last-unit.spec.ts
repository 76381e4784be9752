import { giveAddress, placeOrder } from '../../world/ordering.ts'
import { expect, expectAccessible, signUp, test } from '../../world/story.ts'

test.use({ refusedCalls: ['order.add', 'flow.check'] })

test('of two who want the last unit, the second is told so and by name', async ({ page, shopper, unique, call, desk }) => {
  const name = unique('孤品茶盏 ')
  const { goodsId } = await desk('goods.create', { name, categoryId: 1, shopPriceFen: 8800, stock: 1, isOnSale: true }) as { goodsId: number } // the procedure's answer
  const rival = await signUp(call, unique('rival'))
  for (const { session } of [shopper, rival]) await giveAddress(call, session, '林秋')

  await test.step('both have it in the cart', async () => {
    await page.goto(`/goods/${goodsId}`)
    await page.getByRole('button', { name: '加入购物车' }).click()
    await page.getByRole('link', { name: /购物车.*里面有 1 件/ }).click()
    await page.getByRole('button', { name: '结算 (1)' }).click()
    await expect(page.getByRole('button', { name: '提交订单' })).toBeEnabled()
  })

  await test.step('the other one is quicker', async () => {
    await placeOrder(call, rival.session, [{ goodsId, number: 1 }], 'bank')
    await page.getByRole('button', { name: '提交订单' }).click()
    await expect(page.getByRole('alert').filter({ hasText: `${name}：已售罄` })).toBeInViewport()
    await expectAccessible(page)
  })

  await test.step('cart and product page say the same', async () => {
    await page.goto('/cart')
    await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('已售罄')
    await expectAccessible(page)
    await page.goto(`/goods/${goodsId}`)
    await expect(page.getByRole('button', { name: '已售罄 · 到货通知我' })).toBeVisible()
    await expectAccessible(page)
  })
})
