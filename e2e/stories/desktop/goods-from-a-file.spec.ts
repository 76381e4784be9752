import { expect, expectAccessible, test } from '../../world/story.ts'

test('goods come from a file: the bad row is told, the good one is in the shop', async ({ page, phone, merchant, unique }) => {
  const [good, bad] = [unique('柴烧小盏 '), unique('无处安放 ')]
  const file = ['货号,商品名称,分类,本店售价,库存,在售', `${unique('IMP-')},${good},杯与盖碗,66.5,9,是`, `${unique('IMP-')},${bad},没有这个分类,一百,9,是`].join('\r\n')

  await test.step(`${merchant.name} sends the file and looks at what it would do`, async () => {
    await page.goto('/admin/goods/import')
    await page.getByLabel('选择文件').last().setInputFiles({ name: '春季上新.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${file}`) })
    await expect(page.getByRole('heading', { name: '春季上新.csv' })).toBeVisible()
    const refused = page.getByRole('row').filter({ hasText: bad })
    await expect(refused).toContainText('第 3 行 本店售价：“一百”不是金额')
    await expect(refused).toContainText('没有分类“没有这个分类”')
    await expectAccessible(page)
  })

  await test.step('confirmed, it tells what was done', async () => {
    await page.getByRole('button', { name: '确认导入 1 件' }).click()
    await expect(page.getByRole('row').filter({ hasText: good })).toContainText('已处理')
    await expect(page.getByRole('row').filter({ hasText: bad })).toContainText('不能处理')
  })

  await test.step('the shopper finds it', async () => {
    await phone.goto(`/list?q=${encodeURIComponent(good)}`)
    await phone.getByRole('main').getByRole('link', { name: good }).click()
    await expect(phone.getByText('¥66.50').first()).toBeVisible()
  })
})
