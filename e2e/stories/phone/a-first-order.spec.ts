import { expect, expectAccessible, test } from '../../world/story.ts'

const TEAPOT = /紫砂西施壶/

test('a stranger finds a teapot, becomes a customer and pays for it', async ({ page, stranger }) => {
  await test.step('from home into a guest\'s cart', async () => {
    await page.goto('/')
    await expectAccessible(page)
    await page.getByRole('region', { name: '为你挑选' }).getByRole('link', { name: TEAPOT }).click()
    await page.getByRole('button', { name: '加入购物车' }).click()
    const sheet = page.getByRole('dialog', { name: '选择规格' })
    await sheet.getByRole('group', { name: '泥料' }).getByRole('button', { name: '紫泥' }).click()
    await sheet.getByRole('group', { name: '容量' }).getByRole('button', { name: '240 ml' }).click()
    await expect(sheet.getByText('已选 紫泥 · 240 ml')).toBeVisible()
    await expectAccessible(page)
    await sheet.getByRole('button', { name: '加入购物车' }).click()
    await page.getByRole('link', { name: /购物车.*里面有 1 件/ }).click()
    await expect(page.getByRole('link', { name: TEAPOT })).toBeVisible()
    await expect(page.getByText('紫泥')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('signing up on the way to the checkout', async () => {
    await page.getByRole('button', { name: '结算 (1)' }).click()
    await page.getByRole('link', { name: '还没有账号，去注册' }).click()
    await page.getByLabel(/^用户名\*?$/).fill(stranger.name)
    await page.getByLabel('邮箱').fill(stranger.email)
    await page.getByLabel(/^密码\*?$/).fill(stranger.password)
    await page.getByLabel('我同意用户协议').check()
    await expectAccessible(page)
    await page.getByRole('button', { name: '注册' }).click()
    await expect(page.getByRole('heading', { name: '确认订单' })).toBeVisible()
    await expect(page.getByText(TEAPOT)).toBeVisible()
  })

  await test.step('where to send it', async () => {
    await page.getByRole('link', { name: '新建收货地址' }).click()
    await page.getByLabel('收货人').fill('林秋')
    await page.getByLabel('手机号').fill('13800138000')
    await page.getByRole('button', { name: /所在地区|选择省、市、区/ }).click()
    const regions = page.getByRole('dialog', { name: '送到哪里' })
    for (const region of [/^浙江/, /^杭州/, /^西湖/]) await regions.getByRole('button', { name: region }).click()
    await expect(regions).toBeHidden()
    await page.getByLabel('详细地址').fill('文三路 1 号 2 楼')
    await expectAccessible(page)
    await page.getByRole('button', { name: '保存地址' }).click()
    await expect(page.getByRole('button', { name: /林秋.*文三路 1 号 2 楼/ })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('placing the order and paying for it', async () => {
    await page.getByRole('button', { name: '提交订单' }).click()
    await expect(page.getByRole('heading', { name: '收银台' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: /支付 ¥/ }).click()
    await page.getByRole('button', { name: '支付', exact: true }).click()
    await expect(page.getByRole('heading', { name: '已支付' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: '已支付' })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the order itself', async () => {
    await page.getByRole('link', { name: '看订单' }).click()
    await expect(page.getByRole('heading', { name: '等待发货' })).toBeVisible()
    await expect(page.getByText(TEAPOT)).toBeVisible()
    await expectAccessible(page)
  })
})
