import { TRPCClientError } from '@trpc/client'
import { flushPromises } from '@vue/test-utils'
import { defineComponent, h, ref } from 'vue'
import { beforeEach, expect, it, vi } from 'vitest'
import { ElMessageBox } from 'element-plus'
import { mountPage } from '../testing/mount-page.ts'
import { useSaveForm } from './useSaveForm.ts'

interface Goods { name: string, sn: string, priceFen: number }

const loaded = ref<Goods | undefined>()
let ready: Promise<unknown> = Promise.resolve()
const save = vi.fn<(form: Goods, changed: Partial<Goods>) => Promise<void>>()

function refusal(word: string, params: Record<string, string> = {}): Error {
  return new TRPCClientError('no', { result: { error: { code: -32603, message: 'no', data: { word, params, code: 50101, httpStatus: 409 } } } })
}

async function form() {
  let handle = {} as ReturnType<typeof useSaveForm<Goods>>
  const component = defineComponent(() => {
    handle = useSaveForm<Goods>({
      loaded: () => loaded.value,
      label: (field) => ({ name: '商品名称', sn: '货号', priceFen: '售价' })[field] ?? field,
      save,
      fieldOfWord: { GOODS_SN_EXISTS: 'sn' },
      ready: () => ready,
      check: (goods): Record<string, string> => (goods.name ? {} : { name: '请填写' }),
      savedText: '',
    })
    return () => h('p')
  })
  const mounted = await mountPage(component, { route: { path: '/edit', name: 'edit', component }, names: ['list'] })
  return { ...mounted, handle }
}

const fields = async () => {
  const { handle, ...rest } = await form()
  const value = handle.form.value
  if (!value) throw new Error('not loaded')
  return { ...rest, handle, value }
}

beforeEach(() => {
  loaded.value = { name: '紫砂西施壶', sn: 'XP-ZS01', priceFen: 26_800 }
  ready = Promise.resolve()
  save.mockReset().mockResolvedValue()
})

it('counts and names what changed, and forgets what was changed back', async () => {
  const { handle, value } = await fields()
  expect(handle.isDirty.value).toBe(false)
  value.name = '西施壶'
  value.priceFen = 25_800
  expect(handle.changes.value).toEqual([
    { field: 'name', label: '商品名称', before: '紫砂西施壶', after: '西施壶' },
    { field: 'priceFen', label: '售价', before: 26_800, after: 25_800 },
  ])
  value.name = '紫砂西施壶'
  expect(handle.changes.value.map((change) => change.field)).toEqual(['priceFen'])
})

it('saves with Ctrl S, once, and tells the fields that changed', async () => {
  const { handle, value } = await fields()
  value.priceFen = 25_800
  const event = new KeyboardEvent('keydown', { key: 's', ctrlKey: true, cancelable: true })
  window.dispatchEvent(event)
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, cancelable: true }))
  await flushPromises()
  expect(event.defaultPrevented).toBe(true)
  expect(save).toHaveBeenCalledTimes(1)
  expect(save).toHaveBeenCalledWith({ name: '紫砂西施壶', sn: 'XP-ZS01', priceFen: 25_800 }, { priceFen: 25_800 })
  expect(handle.isDirty.value).toBe(false)
})

it('takes a field that is still being typed in with Ctrl S', async () => {
  const { handle, value } = await fields()
  const field = document.createElement('input')
  document.body.append(field)
  field.addEventListener('blur', () => { value.name = field.value })
  field.focus()
  field.value = '西施壶'
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, cancelable: true }))
  await flushPromises()
  expect(save.mock.calls[0]?.[1]).toEqual({ name: '西施壶' })
  expect(document.activeElement).toBe(field)
  field.remove()
  expect(handle.isDirty.value).toBe(false)
})

it('waits for what is on its way, and saves it too', async () => {
  const { handle, value } = await fields()
  let arrive = (): void => {}
  const upload = new Promise<void>((resolve) => { arrive = resolve })
  ready = upload.then(() => { value.sn = 'XP-ZS02' })
  value.name = '西施壶'
  const saved = handle.save()
  expect(handle.isSaving.value).toBe(true)
  expect(save).not.toHaveBeenCalled()
  arrive()
  expect(await saved).toBe(true)
  expect(save.mock.calls[0]?.[1]).toEqual({ name: '西施壶', sn: 'XP-ZS02' })
  expect(handle.isDirty.value).toBe(false)
})

it('puts a refusal at its field, by word or by the name it carries, and else over the buttons', async () => {
  const { handle, value } = await fields()
  value.sn = 'XP-ZS02'
  save.mockRejectedValueOnce(refusal('GOODS_SN_EXISTS'))
  await handle.save()
  expect(handle.errors.value).toEqual({ sn: '货号已存在' })
  save.mockRejectedValueOnce(refusal('PARAM_INVALID', { field: 'goods.priceFen' }))
  await handle.save()
  expect(handle.errors.value).toEqual({ priceFen: '参数 goods.priceFen 不合法' })
  save.mockRejectedValueOnce(refusal('CONFLICT'))
  await handle.save()
  expect(handle.errors.value).toEqual({})
  expect(handle.formError.value).toBe('数据已被修改，请刷新后重试')
  expect(handle.isDirty.value).toBe(true)
})

it('sends nothing that is not right here already', async () => {
  const { handle, value } = await fields()
  value.name = ''
  expect(await handle.save()).toBe(false)
  expect(handle.errors.value).toEqual({ name: '请填写' })
  expect(save).not.toHaveBeenCalled()
})

it('a later load does not wipe what is being typed; discarding takes what was loaded', async () => {
  const { handle, value } = await fields()
  value.name = '西施壶'
  loaded.value = { name: '别人改的', sn: 'XP-ZS01', priceFen: 1 }
  await flushPromises()
  expect(handle.form.value?.name).toBe('西施壶')
  handle.discard()
  expect(handle.form.value?.name).toBe('紫砂西施壶')
})

it('asks before leaving with changes, and goes without asking when there are none', async () => {
  const confirm = vi.spyOn(ElMessageBox, 'confirm').mockRejectedValueOnce('cancel').mockResolvedValue({} as never)
  const { router, value } = await fields()
  value.name = '西施壶'

  await router.push('/list')
  expect(router.currentRoute.value.name).toBe('edit')
  expect(confirm.mock.calls[0]?.[0]).toBe('商品名称 还没保存，离开会丢掉这些改动。')
  await router.push('/list')
  expect(router.currentRoute.value.name).toBe('list')
})
