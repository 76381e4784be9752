import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { expect, it } from 'vitest'
import { mountPage } from '../testing/mount-page.ts'
import { useAddressFilters } from './useAddressFilters.ts'

async function list(path: string) {
  const DEFAULTS = { q: '', state: 'all', categoryId: 0, isNew: false, tags: [] as string[], pageNo: 1, pageSize: 20 }
  let handle = {} as ReturnType<typeof useAddressFilters<typeof DEFAULTS>>
  const page = defineComponent(() => {
    handle = useAddressFilters(DEFAULTS)
    return () => h('p', JSON.stringify(handle.filters))
  })
  const { router } = await mountPage(page, { path })
  return { ...handle, router, address: () => router.currentRoute.value.fullPath }
}

it('reads what the address says and takes nonsense for the default', async () => {
  const { filters, activeCount } = await list('/page?q=壶&state=onSale&categoryId=7&isNew=1&tags=a&tags=b&pageNo=x')
  expect({ ...filters }).toEqual({ q: '壶', state: 'onSale', categoryId: 7, isNew: true, tags: ['a', 'b'], pageNo: 1, pageSize: 20 })
  expect(activeCount.value).toBe(5)
})

it('writes only what differs, several filters in one step, and goes back to page 1', async () => {
  const { filters, address, router } = await list('/page?pageNo=3')
  filters.q = '壶'
  filters.state = 'onSale'
  expect(filters.q).toBe('壶')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ q: '壶', state: 'onSale' })
  filters.state = 'all'
  filters.q = ''
  await flushPromises()
  expect(address()).toBe('/page')
})

it('a page further changes nothing else; clearing keeps what does not belong to it', async () => {
  const { filters, router, reset } = await list('/page?q=壶&tab=x')
  filters.pageNo = 2
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ q: '壶', tab: 'x', pageNo: '2' })
  reset()
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ tab: 'x' })
})
