import { flushPromises } from '@vue/test-utils'
import { ElMessageBox } from 'element-plus'
import { expect, it, vi } from 'vitest'
import { mountPage } from '../../testing/mount-page.ts'
import SurveyEditPage from './SurveyEditPage.vue'

vi.mock('../../api.ts', async (original) => ({ ...await original(), api: { surveys: { choices: { query: async () => ({ bonuses: [] }) } } } }))

it('a survey that is being written is not lost to a click in the menu', async () => {
  const ask = vi.spyOn(ElMessageBox, 'confirm').mockRejectedValue('cancel')
  const { page, router } = await mountPage(SurveyEditPage, { route: { path: '/surveys/new', name: 'survey-new', component: SurveyEditPage }, names: ['surveys', 'survey'] })
  await page.find('input[maxlength="200"]').setValue('下一批上新')
  await router.push('/')
  await flushPromises()
  expect(ask).toHaveBeenCalledWith(expect.stringContaining('下一批上新'), expect.anything(), expect.anything())
  expect(router.currentRoute.value.path).toBe('/surveys/new')

  await page.find('input[maxlength="200"]').setValue('')
  await router.push('/')
  expect(ask).toHaveBeenCalledTimes(1)
  expect(router.currentRoute.value.path).toBe('/')
})
