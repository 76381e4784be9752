import { expect, expectAccessible, test } from '../../world/story.ts'

const TEA = { id: 13, name: /桂花乌龙茶 125g/ }
const BOWL = { id: 8, name: /白瓷盖碗杯/ }

test('what a guest put into the cart joins what was in it before', async ({ page, stranger, call }) => {
  const { session } = await call('ectouch.user.signup', { user_name: stranger.name, email: stranger.email, password: stranger.password, agreement: 'true' })
  await call('ectouch.cart.add', { session: String(session), goods_id: TEA.id, number: 2 })

  await page.goto(`/goods/${BOWL.id}`)
  await page.getByRole('button', { name: '加入购物车' }).click()
  await page.getByRole('link', { name: /购物车.*里面有 1 件/ }).click()
  await expect(page.getByRole('textbox', { name: BOWL.name })).toHaveValue('1')
  await expect(page.getByRole('textbox', { name: TEA.name })).toBeHidden()

  await page.goto('/sign-in?next=/cart')
  await page.getByLabel('用户名、邮箱或手机号').fill(stranger.name)
  await page.getByLabel(/^密码\*?$/).fill(stranger.password)
  await expectAccessible(page)
  await page.getByRole('button', { name: '登录' }).click()

  await expect(page.getByRole('heading', { name: '购物车' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: BOWL.name })).toHaveValue('1')
  await expect(page.getByRole('textbox', { name: TEA.name })).toHaveValue('2')
  await expect(page.getByRole('button', { name: '结算 (3)' })).toBeVisible()
  await expectAccessible(page)
})
