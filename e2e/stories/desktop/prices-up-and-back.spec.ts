import { expect, expectAccessible, test } from '../../world/story.ts'

test('prices go up for all that a filter finds, and come back', async ({ page, desk, merchant, unique }) => {
  const name = unique('试价茶则 ')
  const choices = await page.request.get('/admin/trpc/goods.choices')
  const { result } = await choices.json() as { result: { data: { categories: { categoryId: number }[] } } } // how tRPC wraps an answer
  const categoryId = result.data.categories[0]?.categoryId ?? 0
  for (const [at, shopPriceFen] of [10_001, 333].entries()) await desk('goods.create', { name: `${name} ${at}`, categoryId, shopPriceFen, stock: 1 })

  await test.step(`${merchant.name} chooses the change`, async () => {
    await page.goto(`/admin/goods?q=${encodeURIComponent(name)}`)
    await expect(page.getByRole('row')).toHaveCount(3)
    await page.getByRole('button', { name: '批量修改…' }).click()
    await page.getByRole('textbox', { name: '数值' }).fill('10')
    await page.getByRole('button', { name: '看改动' }).click()
  })

  await test.step('sees old and new before anything happens', async () => {
    await expect(page.getByRole('heading', { name: '本店售价 +10%' })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: `${name} 0` })).toContainText('¥100.01¥110.01')
    await expect(page.getByRole('row').filter({ hasText: `${name} 1` })).toContainText('¥3.33¥3.66')
    await expectAccessible(page)
  })

  await test.step('confirms, reloads, and takes it back', async () => {
    await page.getByRole('button', { name: '确认修改 2 件' }).click()
    await expect(page.getByRole('tab', { name: /已处理/ })).toContainText('2')
    await page.reload()
    await page.getByRole('button', { name: '撤销…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤销…' }).click()
    await expect(page.getByRole('tab', { name: /已恢复/ })).toContainText('2')
    await page.goto(`/admin/goods?q=${encodeURIComponent(name)}`)
    await expect(page.getByRole('row').filter({ hasText: `${name} 0` })).toContainText('100.01')
  })
})
