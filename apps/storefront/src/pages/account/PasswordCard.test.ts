import { expect, it, vi } from 'vitest'
import { loadRefusals } from '../../api.ts'
import { mountPage, refusal, settle } from '../../testing/mount-page.ts'
import PasswordCard from './PasswordCard.vue'

const shop = vi.hoisted(() => ({ update: vi.fn() }))

vi.mock(import('../../api.ts'), async (original) => {
  const api = { user: { password: { update: { mutate: shop.update } } } }
  return { ...await original(), api: api as never }
})

it.each([
  ['PASSWORD_WRONG', 0],
  ['PASSWORD_WEAK', 1],
])('says %s beside the password it is about', async (word, field) => {
  shop.update.mockRejectedValue(refusal(word))
  await loadRefusals()
  const { page } = await mountPage(PasswordCard)
  await page.find('form').trigger('submit')
  await settle()
  expect(page.findAll('input').map((input) => input.attributes('aria-invalid') === 'true')).toEqual([field === 0, field === 1])
})
