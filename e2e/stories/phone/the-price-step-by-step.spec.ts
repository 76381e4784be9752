import { giveAddress } from '../../world/ordering.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

const MUG = { id: 8, name: '白瓷盖碗杯' }

test('the checkout says step by step why this is the price', async ({ page, shopper, call }) => {
  await giveAddress(call, shopper.session, '林秋')
  await call('ectouch.cart.add', { session: shopper.session, goods_id: MUG.id, number: 2 })

  await page.goto('/cart')
  await page.getByRole('button', { name: '结算 (2)' }).click()
  const due = page.getByRole('term').filter({ hasText: '还需支付' })
  await expect(due).toBeVisible()
  await page.getByRole('button', { name: '为什么是这个价' }).click()

  const sheet = page.getByRole('dialog', { name: '为什么是这个价' })
  for (const stage of ['商品金额', '优惠活动', '运费', '积分抵扣', '余额支付', '还需支付']) await expect(sheet.getByText(stage, { exact: true })).toBeVisible()
  await expect(sheet.getByRole('listitem').filter({ hasText: '本店价 ¥45.00 × 2' }).last()).toContainText('¥90.00')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})
