import { expect, expectAccessible, test } from '../../world/story.ts'

test('a shopper deposits, sees the balance and withdraws a part, and the merchant pays it out', async ({ browser, baseURL, page, shopper, demo }) => {
  await test.step('100.00 through the provider', async () => {
    await page.goto('/me/wallet')
    await expectAccessible(page)
    await page.getByRole('link', { name: '充值', exact: true }).click()
    await page.getByLabel('充值金额').fill('100')
    await page.getByRole('radio', { name: /沙箱/ }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^支付 ¥100/ }).click()
    await page.getByRole('button', { name: '支付', exact: true }).click()
    await expect(page.getByRole('heading', { name: '充值成功' })).toBeVisible()
    await expect(page.getByText('¥100.00 已到余额')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the balance and where it came from', async () => {
    await page.getByRole('link', { name: '看钱包' }).click()
    await expect(page.getByText('+¥100.00')).toBeVisible()
    await expect(page.getByText('余 ¥100.00')).toBeVisible()
  })

  await test.step('a part goes back', async () => {
    await page.getByRole('link', { name: '提现', exact: true }).click()
    await page.getByLabel('提现金额').fill('60')
    await page.getByText('支付宝', { exact: true }).click()
    await page.getByLabel('收款人姓名').fill('林秋')
    await page.getByLabel('支付宝账号').fill('linqiu@example.com')
    await page.getByLabel(/^登录密码/).fill(shopper.password)
    await expectAccessible(page)
    await page.getByRole('button', { name: '申请提现' }).click()
    await expect(page.getByText('处理中')).toBeVisible()
    await expect(page.getByText('支付宝 **** .com')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the merchant pays it out', async () => {
    const office = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...baseURL && { baseURL } })
    const signIn = await office.request.post('/admin/trpc/session.signIn', { data: { ...demo.merchant, isRemembered: false }, headers: { 'x-xiaopu-csrf': '1' } })
    expect(signIn.ok()).toBe(true)
    const desk = await office.newPage()
    await desk.goto(`/admin/withdrawals?q=${shopper.name}`)
    await desk.getByRole('button', { name: '打款', exact: true }).click()
    const dialog = desk.getByRole('dialog', { name: `给 ${shopper.name} 打款` })
    await dialog.getByRole('button', { name: '开始打款' }).click()
    await expect(dialog.getByText('linqiu@example.com')).toBeVisible()
    await dialog.getByRole('textbox', { name: /流水号/ }).fill(`ALI-${shopper.name}`)
    await dialog.getByRole('button', { name: '确认已打款' }).click()
    await expect(dialog).toBeHidden()
    await expect(desk.getByText('没有提现申请')).toBeVisible()
    await office.close()
  })

  await test.step('and the shopper sees it', async () => {
    await page.reload()
    await expect(page.getByText('已完成').first()).toBeVisible()
    await page.goto('/me/wallet')
    await expect(page.getByText('-¥60.00').or(page.getByText('−¥60.00'))).toBeVisible()
    await expect(page.getByText('余 ¥40.00')).toBeVisible()
  })
})
