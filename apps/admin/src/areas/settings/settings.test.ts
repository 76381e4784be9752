import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '../../stores/session.ts'
import { mountPage } from '../../testing/mount-page.ts'
import { actionText, actorText, fieldText, summaryOf } from './audit-text.ts'
import AuditPage from './AuditPage.vue'
import { groupedRights } from './rights.ts'
import StaffPage from './StaffPage.vue'
import { rangeStart } from './useAudit.ts'
import { readablePassword } from './useStaff.ts'
import { i18n } from '../../i18n/index.ts'

const mocks = vi.hoisted(() => ({ staff: vi.fn(), list: vi.fn(), get: vi.fn(), choices: vi.fn(), create: vi.fn() }))
vi.mock('../../api.ts', async (original) => ({
  ...await original(),
  api: { staff: { list: { query: mocks.staff }, create: { mutate: mocks.create } }, audit: { list: { query: mocks.list }, get: { query: mocks.get }, choices: { query: mocks.choices } } },
}))

const ENTRY = { id: 5, staffId: 1, staffName: '许店长', action: 'settings.update', targetKind: 'settings', targetId: 'shop', targetName: '', changes: 1, firstField: 'minGoodsAmountFen', firstBefore: 5000, firstAfter: 6000, ip: '203.0.113.8', requestId: 't4c8m2x6q0w9k3z7', at: '2026-03-18T03:02:45.000Z' }
const member = (id: number, roleId: number, isOwner: boolean) => ({ id, name: `m${id}`, displayName: id === 1 ? '许店长' : '阿宁', roleId, roleName: isOwner ? '店主' : '客服', sellerId: 0, isOwner, isDisabled: false, createdAt: '', lastSignInAt: '' })

beforeEach(() => {
  mocks.staff.mockResolvedValue({
    members: [member(1, 1, true), member(2, 2, false)],
    roles: [{ id: 1, name: '店主', permissions: ['*'], memberCount: 1 }, { id: 2, name: '客服', permissions: ['orders.view'], memberCount: 1 }],
    permissions: ['orders.view', 'staff.manage'],
  })
  mocks.list.mockResolvedValue({ items: [ENTRY], totalResults: 1, pageNo: 1, pageSize: 20 })
  mocks.get.mockResolvedValue({ ...ENTRY, before: { minGoodsAmountFen: 5000 }, after: { minGoodsAmountFen: 6000 } })
  mocks.choices.mockResolvedValue({ staff: [{ id: 1, name: '许店长' }], targetKinds: ['settings'] })
})

const texts = { t: (key: string, params?: Record<string, unknown>) => i18n.global.t(key, params ?? {}), te: (key: string) => i18n.global.te(key) }

describe('the audit log', () => {
  it('opens the newest entry beside the list, with its change in yuan', async () => {
    const { page, router } = await mountPage(AuditPage)
    await flushPromises()
    expect(page.text()).toContain('最低商品金额 ¥50.00 → ¥60.00')
    expect(router.currentRoute.value.query).toEqual({ open: '5' })
    expect(page.find('.was').text()).toBe('−¥50.00')
    expect(page.find('.is').text()).toBe('+¥60.00')
    expect(page.text()).toContain('t4c8m2x6q0w9k3z7')
  })

  it('speaks of what it knows and shows the word of what it does not', () => {
    expect(actionText(texts, 'app.resetSecret')).toBe('重置应用密钥')
    expect(actionText(texts, 'moon.landed')).toBe('moon.landed')
    expect(fieldText(texts, 'settings', 'shopName')).toBe('店铺名称')
    expect([{ staffId: 2, staffName: '小包' }, { staffId: 0, staffName: 'system' }, { staffId: 0, staffName: 'app' }, { staffId: 0, staffName: '许店长' }, { staffId: 0, staffName: 'guest' }].map((one) => actorText(texts, one))).toEqual(['小包', '系统', '应用', '许店长', '未知'])
    expect(summaryOf(texts, { targetKind: 'goods', changes: 4, firstField: 'x', firstBefore: 1, firstAfter: 2 })).toBe('4 项改动')
    expect(summaryOf(texts, { targetKind: 'x', changes: 0, firstField: '', firstBefore: '', firstAfter: '' })).toBe('')
  })

  it('counts days from midnight in the shop', () => {
    const now = Date.parse('2026-03-18T17:00:00Z')
    expect(rangeStart('today', now)).toBe('2026-03-18T16:00:00.000Z')
    expect(rangeStart('week', now)).toBe('2026-03-12T16:00:00.000Z')
    expect(rangeStart('all', now)).toBe('')
  })
})

describe('members', () => {
  it('a manager may not touch one who has more rights', async () => {
    useSession().remember({ staffId: 2, name: 'm2', displayName: '阿宁', roleName: '客服', sellerId: 0, permissions: ['staff.manage', 'orders.view'] })
    const { page } = await mountPage(StaffPage)
    const rows = page.findAll('.el-table__body .el-table__row')
    expect(rows.map((row) => row.text().includes('重设密码'))).toEqual([false, true])
  })

  it('one is not added without what is needed', async () => {
    useSession().remember({ staffId: 1, name: 'm1', displayName: '许店长', roleName: '店主', sellerId: 0, permissions: ['*'] })
    const { page } = await mountPage(StaffPage)
    await page.findAll('button').find((button) => button.text() === '添加成员')?.trigger('click')
    await flushPromises()
    document.querySelector<HTMLButtonElement>('.el-dialog .el-button--primary')?.click()
    const said = () => [...document.querySelectorAll('.el-form-item__error')].map((one) => one.textContent?.trim())
    await vi.waitFor(() => expect(said()).toEqual(['请填写', '请填写', '请填写']))
    expect(mocks.create).not.toHaveBeenCalled()
  })
})

it('rights of one area share a row', () => {
  expect(groupedRights(['goods.view', 'orders.view', 'goods.edit'], (area) => area)).toEqual([{ name: 'goods', rights: ['goods.view', 'goods.edit'] }, { name: 'orders', rights: ['orders.view'] }])
})

it('a made password can be read out', () => {
  expect(readablePassword()).toMatch(/^[a-kmnp-z2-9]{4}-[a-kmnp-z2-9]{4}-[a-kmnp-z2-9]{4}$/)
})
