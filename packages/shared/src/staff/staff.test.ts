import { beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '../accounts/index.ts'
import { type Actor, inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { audit } from './audit.ts'
import { changesBetween, redacted } from './audit-changes.ts'
import { getAuditEntry, listAudit } from './audit-log.ts'
import { createMember, listMembers, resetMemberPassword, updateMember } from './members.ts'
import { createRole, deleteRole, listRoles, updateRole } from './roles.ts'
import { signIn } from './session.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:00:00Z')
const NOWHERE = { ip: '', requestId: '' }

let ownerRole = 0
let deskRole = 0
let ownerId = 0
let deskId = 0

const actor = (staffId: number, permissions: string[], sellerId = 0): Actor => ({ kind: 'staff', staffId, name: '许店长', sellerId, permissions, ip: '203.0.113.8' })
const asOwner = () => test.ctx(actor(ownerId, ['*']), NOW)
const asManager = () => test.ctx(actor(99, ['staff.manage', 'orders.view']), NOW)
const entries = () => test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "Role", "Staff", "StaffSession", "AuditEntry", "SigninThrottle" CASCADE`
  ownerRole = (await test.db.role.create({ data: { name: '店主', permissions: ['*'] } })).id
  deskRole = (await test.db.role.create({ data: { name: '客服', permissions: ['orders.view'] } })).id
  const passwordHash = await hashPassword('springtea-2026')
  ownerId = (await test.db.staff.create({ data: { name: 'xu', nameKey: 'xu', displayName: '许店长', passwordHash, roleId: ownerRole } })).id
  deskId = (await test.db.staff.create({ data: { name: 'aning', nameKey: 'aning', displayName: '阿宁', passwordHash, roleId: deskRole } })).id
})

describe('members', () => {
  it('a new one can sign in, and the log names everything but the password', async () => {
    await createMember(asOwner(), { name: 'Liang', displayName: '小梁', roleId: deskRole, password: 'warehouse-77' })

    await expect(signIn(test.ctx(undefined, NOW), { name: 'liang', password: 'warehouse-77' }, NOWHERE)).resolves.toBeDefined()
    const [created] = await entries()
    expect(created).toMatchObject({ staffId: ownerId, staffName: '许店长', action: 'staff.create', targetName: '小梁', ip: '203.0.113.8', after: { name: 'Liang', displayName: '小梁', role: '客服' } })
    expect((await listMembers(asOwner())).map((member) => `${member.displayName} ${member.roleName}`)).toEqual(['许店长 店主', '阿宁 客服', '小梁 客服'])
  })

  it.each([
    ['a name that is taken in another case', { name: 'XU', password: 'warehouse-77' }, 'USER_NAME_EXISTS'],
    ['a name with a blank', { name: 'x u', password: 'warehouse-77' }, 'USER_NAME_INVALID'],
    ['a password everybody knows', { name: 'liang', password: 'password' }, 'PASSWORD_WEAK'],
  ])('are not made with %s', async (_case, input, word) => {
    await expect(createMember(asOwner(), { displayName: '小梁', roleId: deskRole, ...input })).rejects.toMatchObject({ word })
    expect(await entries()).toEqual([])
  })

  it('the last owner stays one, and nobody disables themselves', async () => {
    await expect(updateMember(asOwner(), ownerId, { displayName: '许', roleId: deskRole, isDisabled: false })).rejects.toMatchObject({ word: 'FORBIDDEN' })
    await expect(updateMember(asOwner(), ownerId, { displayName: '许', roleId: ownerRole, isDisabled: true })).rejects.toMatchObject({ word: 'FORBIDDEN' })
    expect(await test.db.staff.findUnique({ where: { id: ownerId } })).toMatchObject({ displayName: '许店长', roleId: ownerRole, isDisabled: false })
  })

  it('two owners who demote each other at once leave one', async () => {
    await test.db.staff.update({ where: { id: deskId }, data: { roleId: ownerRole } })
    const results = await Promise.allSettled([
      updateMember(test.ctx(actor(deskId, ['*']), NOW), ownerId, { displayName: '许店长', roleId: deskRole, isDisabled: false }),
      updateMember(asOwner(), deskId, { displayName: '阿宁', roleId: deskRole, isDisabled: false }),
    ])

    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await test.db.staff.count({ where: { roleId: ownerRole } })).toBe(1)
  })

  it('nobody gives a right they have not, nor touches one who has more', async () => {
    await expect(createMember(asManager(), { name: 'liang', displayName: '小梁', roleId: ownerRole, password: 'warehouse-77' })).rejects.toMatchObject({ word: 'FORBIDDEN' })
    await expect(resetMemberPassword(asManager(), ownerId, 'warehouse-77')).rejects.toMatchObject({ word: 'FORBIDDEN' })
    await expect(updateMember(asManager(), deskId, { displayName: '阿宁', roleId: ownerRole, isDisabled: false })).rejects.toMatchObject({ word: 'FORBIDDEN' })
    await expect(createRole(asManager(), { name: '财务', permissions: ['orders.money'] })).rejects.toMatchObject({ word: 'FORBIDDEN' })
    await expect(createRole(asManager(), { name: '前台', permissions: ['orders.view'] })).resolves.toMatchObject({ memberCount: 0 })
  })

  it('a seller’s manager sees and writes the seller’s own colleagues only', async () => {
    const asSeller = () => test.ctx(actor(98, ['staff.manage', 'orders.view'], 7), NOW)
    const own = await createMember(asSeller(), { name: 'shan', displayName: '山野', roleId: deskRole, password: 'warehouse-77' })

    expect(own.sellerId).toBe(7)
    expect((await listMembers(asSeller())).map((member) => member.displayName)).toEqual(['山野'])
    await expect(updateMember(asSeller(), deskId, { displayName: 'x', roleId: deskRole, isDisabled: false })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(createRole(asSeller(), { name: '前台', permissions: ['orders.view'] })).rejects.toMatchObject({ word: 'FORBIDDEN' })
  })

  it('a new password ends their sessions and opens a closed name', async () => {
    for (let tried = 0; tried < 5; tried++) await expect(signIn(test.ctx(undefined, NOW), { name: 'aning', password: 'x' }, NOWHERE)).rejects.toThrow()
    await resetMemberPassword(asOwner(), deskId, 'warehouse-77')

    await expect(signIn(test.ctx(undefined, NOW), { name: 'aning', password: 'warehouse-77' }, NOWHERE)).resolves.toBeDefined()
  })
})

describe('roles', () => {
  it('the owner’s keeps its one right', async () => {
    await updateRole(asOwner(), ownerRole, { name: '老板', permissions: ['orders.view'] })

    expect((await listRoles(asOwner()))[0]).toEqual({ id: ownerRole, name: '老板', permissions: ['*'], memberCount: 1 })
  })

  it('one that somebody has stays, an empty one goes', async () => {
    await expect(deleteRole(asOwner(), deskRole)).rejects.toMatchObject({ word: 'CONFLICT' })
    const { id } = await createRole(asOwner(), { name: '财务', permissions: ['orders.money'] })
    await deleteRole(asOwner(), id)

    expect((await entries()).map((row) => row.action)).toEqual(['role.create', 'role.delete'])
  })

  it('a name is taken once', async () => {
    await expect(createRole(asOwner(), { name: ' 客服 ', permissions: [] })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'name' } })
  })
})

describe('the audit log', () => {
  it('keeps the fields that differ', () => {
    expect(changesBetween({ a: 1, b: [1], c: 'x', gone: 1 }, { a: 1, b: [2], c: 'x', fresh: NOW })).toEqual({
      before: { b: [1], gone: 1 },
      after: { b: [2], fresh: '2026-03-18T08:00:00.000Z' },
    })
  })

  it('masks what is secret at any depth', () => {
    expect(redacted({ name: 'x', secretCipher: 'v1.abc', pay: { apiKey: 'k', appSecret: 's', rows: [{ password: 'p' }] }, passwordHash: 'h', token: '' }))
      .toEqual({ name: 'x', secretCipher: '***', pay: { apiKey: '***', appSecret: '***', rows: [{ password: '***' }] }, passwordHash: '***', token: '' })
  })

  it('holds nothing of what was rolled back, and nothing of a save that changed nothing', async () => {
    await expect(inTransaction(asOwner(), async (tx) => {
      await audit(tx, { action: 'goods.update', targetKind: 'goods', targetId: 1, before: { price: 1 }, after: { price: 2 } })
      throw new Error('no')
    })).rejects.toThrow('no')
    await inTransaction(asOwner(), (tx) => audit(tx, { action: 'goods.update', targetKind: 'goods', targetId: 1, before: { price: 1 }, after: { price: 1 } }))

    expect(await entries()).toEqual([])
  })

  it('is listed newest first and found by name, number, member and time', async () => {
    for (const [minute, targetId, targetName] of [[0, 11, '紫砂西施壶'], [1, 12, '羊毛 50%_围巾'], [2, 11, '紫砂西施壶']] as const) {
      const ctx = test.ctx(actor(minute === 1 ? deskId : ownerId, ['*']), new Date(NOW.getTime() + minute * 60_000))
      await inTransaction(ctx, (tx) => audit(tx, { action: 'goods.update', targetKind: 'goods', targetId, targetName, before: { volumePriceFen: 24_200 }, after: { volumePriceFen: 23_800 } }))
    }
    const none = { q: '', staffId: 0, targetKind: '', targetId: '', from: '', to: '', pageNo: 1, pageSize: 20 }
    const found = async (filter: Partial<typeof none>) => (await listAudit(asOwner(), { ...none, ...filter })).items.map((row) => row.targetId)

    expect(await found({})).toEqual(['11', '12', '11'])
    expect(await found({ q: '西施' })).toEqual(['11', '11'])
    expect(await found({ q: '50%_' })).toEqual(['12'])
    expect(await found({ q: '%' })).toEqual(['12'])
    expect(await found({ staffId: deskId })).toEqual(['12'])
    expect(await found({ from: '2026-03-18T08:02:00.000Z' })).toEqual(['11'])
    expect(await found({ pageSize: 1, pageNo: 2 })).toEqual(['12'])
    expect((await listAudit(test.ctx(actor(50, ['audit.view'], 7), NOW), none)).items).toEqual([])
    const [row] = (await listAudit(asOwner(), none)).items
    expect(await getAuditEntry(asOwner(), row?.id ?? 0)).toMatchObject({ changes: 1, firstField: 'volumePriceFen', before: { volumePriceFen: 24_200 }, after: { volumePriceFen: 23_800 } })
  })
})
