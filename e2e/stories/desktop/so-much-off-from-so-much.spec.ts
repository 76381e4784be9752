import { giveAddress } from '../../world/ordering.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

test('the merchant takes something off from an amount on, and the next checkout has it', async ({ page, phone, customer, call, desk, unique }) => {
  const name = unique('试减茶则 ')
  const choices = await page.request.get('/admin/trpc/goods.choices')
  const { result } = await choices.json() as { result: { data: { categories: { categoryId: number }[] } } } // how tRPC wraps an answer
  const { goodsId } = await desk('goods.create', { name, categoryId: result.data.categories[0]?.categoryId ?? 0, shopPriceFen: 10_000, stock: 5 })
  await giveAddress(call, customer.session, '林秋')

  await test.step('100 yuan of this product, 12 off', async () => {
    await page.goto('/admin/favourables/new')
    await page.getByRole('textbox', { name: '活动名称' }).fill(unique('满减 '))
    await page.getByRole('radio', { name: '指定商品' }).check()
    await page.getByRole('combobox', { name: '范围内容' }).fill(name)
    await page.getByRole('option', { name }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: '金额门槛' }).fill('100')
    await page.getByRole('textbox', { name: '减免金额' }).fill('12')
  })

  await test.step('is said in words and worked out before it is published', async () => {
    await expect(page.getByText(`满 100 元减 12 元，仅限${name}，所有人`)).toBeVisible()
    // The lowest of the ranks' prices: two of them for 90 each.
    await expect(page.getByText('商品 ¥180.00，优惠 ¥12.00')).toBeVisible()
    await expectAccessible(page)
    // It starts with the next full hour otherwise.
    await page.getByRole('combobox', { name: '开始时间' }).fill('2026-01-01 00:00')
    await page.getByRole('combobox', { name: '开始时间' }).press('Enter')
    await page.getByRole('button', { name: '检查并发布' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await expect(page.getByText('进行中', { exact: true })).toBeVisible()
  })

  await test.step('the shopper pays 88', async () => {
    await call('ectouch.cart.add', { session: customer.session, goods_id: Number(goodsId), number: 1 })
    await phone.goto('/cart')
    await phone.getByRole('button', { name: '结算 (1)' }).click()
    await expect(phone.getByText('已优惠 ¥12.00')).toBeVisible()
  })
})
