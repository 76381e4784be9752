import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { areas } from '../../areas.ts'
import { useSession } from '../../stores/session.ts'
import { mountPage } from '../../testing/mount-page.ts'
import SearchPalette from './SearchPalette.vue'
import SideMenu from './SideMenu.vue'

const { find } = vi.hoisted(() => ({ find: vi.fn() }))
vi.mock('../../api.ts', async (original) => ({ ...await original(), api: { search: { find: { query: find } } } }))

const names = [...new Set([...areas.flatMap((area) => area.routes.map((route) => String(route.name))), 'order'])]
const signedIn = (permissions: string[]) => useSession().remember({ staffId: 1, name: 'xu', displayName: '许店长', roleName: '', sellerId: 0, permissions })

describe('the menu', () => {
  it('shows what the member may see and nothing else', async () => {
    signedIn(['audit.view'])
    const { page } = await mountPage(SideMenu, { props: { counts: {} }, names, route: { path: '/audit-page', name: 'elsewhere', component: SideMenu } })
    expect(page.findAll('.lines > li').map((line) => line.text())).toEqual(['设置'])
    await page.find('.lines button').trigger('click')
    expect(page.findAll('.sub').map((line) => line.text())).toEqual(['操作审计'])
  })

  it('counts work beside its entry, and leaves nought out', async () => {
    signedIn(['*'])
    const { page } = await mountPage(SideMenu, { props: { counts: { apps: 3, calls: 0 } }, names })
    await page.findAll('.lines button').find((button) => button.text() === '开放平台')?.trigger('click')
    const lines = page.findAll('.sub').map((line) => line.text())
    expect(lines).toEqual(expect.arrayContaining(['应用3', '调用记录']))
    expect(lines.filter((line) => line.startsWith('应用') || line.startsWith('调用记录'))).toHaveLength(2)
  })
})

describe('the palette', () => {
  beforeEach(() => find.mockReset().mockResolvedValue({ orders: [{ id: 3, sn: '2026031847205918', consignee: '林晓雯', totalFen: 62_563 }], goods: [], users: [] }))

  async function palette() {
    signedIn(['*'])
    const { router, page } = await mountPage(SearchPalette, { names, props: {} })
    const input = document.querySelector<HTMLInputElement>('.palette input')
    const type = async (text: string) => {
      if (input) input.value = text
      input?.dispatchEvent(new Event('input'))
      await new Promise((resolve) => setTimeout(resolve, 120))
      await flushPromises()
    }
    const press = async (key: string, options = {}) => {
      input?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }))
      await flushPromises()
    }
    const hits = () => [...document.querySelectorAll('.palette [role=option] .title')].map((one) => one.textContent)
    return { router, page, type, press, hits }
  }

  it('finds a record, marks the hit, and opens the first with Enter', async () => {
    const { type, press, hits, router, page } = await palette()
    await type('2059')
    expect(hits()[0]).toBe('2026031847205918')
    expect(document.querySelector('.palette .match')?.textContent).toBe('2059')
    await press('Enter')
    expect(router.currentRoute.value).toMatchObject({ name: 'order', params: { id: '3' } })
    expect(page.emitted('close')).toHaveLength(1)
  })

  it('goes round with the arrows and shows only actions after >', async () => {
    const { type, press, hits } = await palette()
    await type('> 新建应用')
    expect(hits()).toEqual(['新建应用'])
    expect(find).not.toHaveBeenCalled()
    await press('ArrowUp')
    expect(document.querySelector('.palette [aria-selected=true] .title')?.textContent).toBe('新建应用')
  })
})
