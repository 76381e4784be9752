import path from 'node:path'
import { expect, expectAccessible, test } from '../../world/story.ts'

const PICTURE = path.resolve(import.meta.dirname, '../../../apps/storefront/public/icons/icon-512.png')

/** The form of goods is the largest page there is; a busy machine takes its time to draw it. */
const PATIENCE = { timeout: 20_000 }

test('goods with two options are put on sale at the desk and chosen on the phone', async ({ page, phone, merchant, unique }) => {
  test.slow()
  const name = unique('手作茶杯 ')

  await test.step(`${merchant.name} writes the goods`, async () => {
    await page.goto('/admin/goods/new')
    await page.getByRole('textbox', { name: '商品名称' }).fill(name)
    await page.getByRole('combobox', { name: /^分类/ }).click()
    await page.getByRole('option', { name: /杯与盖碗/ }).click()
    await page.getByRole('textbox', { name: /^本店售价/ }).fill('68')
    await page.locator('#gallery input[type=file]').setInputFiles(PICTURE)
    await expect(page.getByRole('img', { name: '第 1 张图' })).toBeVisible()
  })

  await test.step('two options, four combinations, stock and a price of its own', async () => {
    for (const [at, [option, values]] of [['釉色', '天青,月白'], ['容量', '120 ml,200 ml']].entries()) {
      await page.getByRole('button', { name: '加一个规格（如：礼盒）' }).click()
      await page.getByRole('textbox', { name: '规格名' }).nth(at).fill(option ?? '')
      await page.getByRole('textbox', { name: '规格名' }).nth(at).press('Tab')
      await page.getByRole('button', { name: '加一个值' }).nth(at).click()
      await page.getByRole('textbox', { name: '加一个值' }).fill(values ?? '')
      await page.getByRole('textbox', { name: '加一个值' }).press('Tab')
      await page.getByRole('button', { name: '删除 默认' }).click()
    }
    for (const sku of ['天青 120 ml', '天青 200 ml', '月白 120 ml']) await page.getByRole('textbox', { name: `可售库存 ${sku}` }).fill('5')
    await page.getByRole('textbox', { name: '价格 天青 200 ml' }).fill('88')
    await expect(page.getByText('4 个货品 · 可售合计 15')).toBeVisible()
    await expectAccessible(page)
  })

  const goodsId = await test.step('on sale', async () => {
    await expect(page.getByRole('switch', { name: '在售', exact: true })).toBeChecked()
    await page.getByRole('button', { name: /^保存/ }).click()
    await expect(page).toHaveURL(/\/admin\/goods\/\d+$/, PATIENCE)
    await expect(page.getByRole('heading', { name })).toBeVisible(PATIENCE)
    return Number(page.url().split('/').at(-1))
  })

  await test.step('the shopper finds and chooses it', async () => {
    await phone.goto(`/list?q=${encodeURIComponent(name)}`)
    await phone.getByRole('main').getByRole('link', { name }).click()
    await expect(phone).toHaveURL(new RegExp(`/goods/${goodsId}$`))
    await phone.getByRole('button', { name: '加入购物车' }).click()
    const sheet = phone.getByRole('dialog', { name: '选择规格' })
    await sheet.getByRole('group', { name: '釉色' }).getByRole('button', { name: '月白' }).click()
    await expect(sheet.getByRole('group', { name: '容量' }).getByRole('button', { name: '200 ml' })).toContainText('售罄')
    await sheet.getByRole('group', { name: '釉色' }).getByRole('button', { name: '天青' }).click()
    await sheet.getByRole('group', { name: '容量' }).getByRole('button', { name: '200 ml' }).click()
    await expect(sheet.getByText('¥88.00')).toBeVisible()
    await expectAccessible(phone)
    await sheet.getByRole('button', { name: '加入购物车' }).click()
    await phone.getByRole('link', { name: /购物车.*里面有 1 件/ }).click()
    const line = phone.getByRole('listitem').filter({ hasText: name })
    await expect(line).toContainText('天青')
    await expect(line).toContainText('200 ml')
    await expect(line).toContainText('¥88.00')
    await expectAccessible(phone)
  })
})
