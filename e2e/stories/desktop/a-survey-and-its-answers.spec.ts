import { expect, expectAccessible, test } from '../../world/story.ts'

test('the merchant asks, a shopper answers once, the results show it', async ({ page, merchant, phone, unique }) => {
  const title = unique('茶会好不好')

  await test.step(`${merchant.name} makes a survey and publishes it`, async () => {
    await page.goto('/admin/surveys')
    await page.getByRole('button', { name: '新建问卷' }).click()
    await expect(page).toHaveURL(/surveys\/new$/)
    await page.getByRole('textbox', { name: '标题' }).fill(title)
    await page.getByRole('button', { name: '单选', exact: true }).click()
    await page.getByRole('textbox', { name: '题目' }).first().fill('今天的茶好喝吗？')
    await page.getByRole('textbox', { name: '选项 1' }).fill('好喝')
    await page.getByRole('textbox', { name: '选项 2' }).fill('一般')
    await expectAccessible(page)
    await page.getByRole('button', { name: '保存并发布' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
    await expect(page.getByText('收集中')).toBeVisible()
  })

  const link = await page.getByRole('link', { name: '打开问卷' }).getAttribute('href') ?? ''

  await test.step('the shopper answers', async () => {
    await phone.goto(link)
    await phone.getByRole('button', { name: '提交' }).click()
    await expect(phone.getByRole('alert')).toHaveText('这一题还没有答')
    await phone.getByRole('radio', { name: '好喝' }).click()
    await expectAccessible(phone)
    await phone.getByRole('button', { name: '提交' }).click()
    await expect(phone.getByText('谢谢，已收到您的回答')).toBeVisible()
  })

  await test.step('and not a second time', async () => {
    await phone.goto(link)
    await expect(phone.getByText('您已经答过了')).toBeVisible()
    await expect(phone.getByRole('button', { name: '提交' })).toHaveCount(0)
  })

  await test.step('the results show it', async () => {
    await page.reload()
    await expect(page.getByText('1 人回答')).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: '标为无效' })).toContainText('好喝')
    await expectAccessible(page)
  })
})
