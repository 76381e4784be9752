import { expect, expectAccessible, test } from '../../world/story.ts'

/** The notices go out with the minute. */
const NEXT_MINUTE_MS = 90_000

test('what was sold out tells those who asked when it is back', async ({ page, shopper, call, unique }) => {
  const name = unique('冰裂纹公道杯')
  const { item: like } = await call('ectouch.item.get', { goods_id: 8 }) as { item: { cat_id: number } } // the contract's shape
  const { item } = await call('ectouch.item.add', { goods_name: name, cat_id: like.cat_id, shop_price: '88.00', goods_number: 0 }) as { item: { goods_id: number } } // as above

  await test.step(`${shopper.name} asks to be told`, async () => {
    await page.goto(`/goods/${item.goods_id}`)
    await page.getByRole('button', { name: '到货通知我' }).click()
    await expectAccessible(page)
    await page.getByRole('dialog', { name: '缺货登记' }).getByRole('button', { name: '登记' }).click()
    await expect(page.getByText('已登记，到货会通知你')).toBeVisible()
    await page.goto('/me/bookings')
    await expect(page.getByText(name)).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('it comes back, and says so', async () => {
    await call('ectouch.item.update', { goods_id: item.goods_id, goods_number: 6 })
    await page.goto('/me/notices')
    await expect(async () => {
      await page.reload()
      await expect(page.getByText(`${name} 到货了`)).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: NEXT_MINUTE_MS })
    await expectAccessible(page)
  })
})
