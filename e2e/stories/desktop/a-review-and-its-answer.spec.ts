import { deliver, giveAddress, giveBalance, placeOrder } from '../../world/ordering.ts'
import { expect, expectAccessible, test } from '../../world/story.ts'

const MUG = { goodsId: 8, number: 1, name: '白瓷盖碗杯' }

test('a buyer\'s review shows once the merchant has looked at it, with the shop\'s answer', async ({ page, phone, customer, call, desk, unique }) => {
  const said = unique('釉面很润，盖沿不烫手')
  const answered = '谢谢，用久了更润。'
  await giveBalance(desk, customer.userId, 50_000)
  await giveAddress(call, customer.session, '林秋')
  const order = await placeOrder(call, customer.session, [MUG], 'balance')
  await deliver(call, desk, customer.session, order)

  await test.step('the buyer writes four stars and a sentence', async () => {
    await phone.goto(`/orders/${order.orderSn}/review`)
    await phone.getByRole('radio', { name: '4 星' }).check({ force: true })
    await phone.getByLabel(/^说说用下来怎么样/).fill(said)
    await expectAccessible(phone)
    await phone.getByRole('button', { name: '发表评价' }).click()
    await expect(phone.getByText('谢谢，审核后就会显示')).toBeVisible()
    await phone.goto(`/goods/${MUG.goodsId}/reviews`)
    await expect(phone.getByRole('heading', { name: '评价' })).toBeVisible()
    await expect(phone.getByText(said)).toBeHidden()
  })

  await test.step('the merchant lets it show and answers', async () => {
    await page.goto(`/admin/comments?q=${encodeURIComponent(said)}`)
    const row = page.getByRole('row').filter({ hasText: said })
    await expect(row).toContainText(MUG.name)
    await expectAccessible(page)
    await row.getByRole('button', { name: '回复' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(answered)
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('已回复')).toBeVisible()
    await row.getByRole('button', { name: '通过' }).click()
    await expect(page.getByText('1 条评价已显示')).toBeVisible()
  })

  await test.step('everybody reads both', async () => {
    await phone.goto(`/goods/${MUG.goodsId}/reviews`)
    await expect(phone.getByText(said)).toBeVisible()
    await expect(phone.getByText(answered)).toBeVisible()
    await expectAccessible(phone)
  })
})
