import { beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '../accounts/index.ts'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { changeOwnPassword, resolveStaffSession, signIn, signOut } from './session.ts'

const test = testDatabase()
const MORNING = new Date('2026-03-18T01:00:00Z')
const later = (minutes: number): Date => new Date(MORNING.getTime() + minutes * 60_000)
const at = (minutes: number) => test.ctx({ kind: 'guest', appId: 0, ip: '203.0.113.8' }, later(minutes))
const session = (token: string, minutes: number) => resolveStaffSession({ sql: test.sql, now: later(minutes) }, token, '203.0.113.8')
const HOUR = 60
const ORIGIN = { ip: '203.0.113.8', requestId: 't4c8m2x6q0w9k3z7' }

async function xu(): Promise<number> {
  const role = await test.db.role.create({ data: { name: '店主', permissions: ['*'] } })
  const member = await test.db.staff.create({ data: { name: 'Xu@xiaopu.example', nameKey: 'xu@xiaopu.example', displayName: '许店长', passwordHash: await hashPassword('springtea-2026'), roleId: role.id } })
  return member.id
}

const actions = async (): Promise<string[]> => (await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => `${row.action} ${row.targetName}`)
const enter = (minutes: number, password = 'springtea-2026') => signIn(at(minutes), { name: ' XU@xiaopu.example ', password }, ORIGIN)

describe('a member of staff', () => {
  let id: number

  beforeEach(async () => {
    await test.db.$executeRaw`TRUNCATE "Role", "Staff", "StaffSession", "AuditEntry", "SigninThrottle" CASCADE`
    id = await xu()
  })

  it('signs in with the name in any case and gets a token that is kept only as its digest', async () => {
    const { token, expiresAt } = await enter(0)

    expect(token).toMatch(/^[\w-]{43}$/)
    expect(expiresAt).toEqual(new Date('2026-03-25T01:00:00Z'))
    const [row] = await test.db.staffSession.findMany()
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/)
    expect(await session(token, 1)).toEqual({ kind: 'staff', staffId: id, name: '许店长', sellerId: 0, permissions: ['*'], ip: '203.0.113.8' })
    expect(await test.db.auditEntry.findMany()).toMatchObject([{ action: 'session.signIn', targetName: '许店长', ip: '203.0.113.8', requestId: 't4c8m2x6q0w9k3z7' }])
  })

  it('is told the same for a wrong password and for a name nobody has', async () => {
    await expect(enter(0, 'wrong')).rejects.toMatchObject({ word: 'SIGNIN_FAILED' })
    await expect(signIn(at(0), { name: 'nobody', password: 'wrong' }, ORIGIN)).rejects.toMatchObject({ word: 'SIGNIN_FAILED' })
    expect(await actions()).toEqual(['session.refused  XU@xiaopu.example ', 'session.refused nobody'])
  })

  it('is kept out for a quarter of an hour after five failures, right password or not', async () => {
    for (let minute = 0; minute < 5; minute++) await expect(enter(minute, 'wrong')).rejects.toMatchObject({ word: 'SIGNIN_FAILED' })

    await expect(enter(5)).rejects.toMatchObject({ word: 'SIGNIN_LOCKED', params: { retry_after: 840 } })
    await expect(enter(18.99)).rejects.toMatchObject({ word: 'SIGNIN_LOCKED' })
    await expect(enter(19)).resolves.toMatchObject({ token: expect.any(String) })
  })

  it('is not kept out by four failures, nor by five that are spread out', async () => {
    for (const minute of [0, 1, 2, 3]) await expect(enter(minute, 'wrong')).rejects.toThrow()
    await expect(enter(16, 'wrong')).rejects.toMatchObject({ word: 'SIGNIN_FAILED' })
    await expect(enter(17)).resolves.toBeDefined()
  })

  it('counts the failures of two attempts at once', async () => {
    await Promise.allSettled(Array.from({ length: 6 }, () => enter(0, 'wrong')))

    await expect(enter(1)).rejects.toMatchObject({ word: 'SIGNIN_LOCKED' })
  })

  it('is forgotten after twelve idle hours, and after seven days however busy', async () => {
    const idle = await enter(0)
    expect(await session(idle.token, 12 * HOUR - 1)).not.toBeNull()
    expect(await session(idle.token, 24 * HOUR - 2)).not.toBeNull()
    expect(await session(idle.token, 36 * HOUR - 1)).toBeNull()

    const busy = await enter(0)
    for (let hour = 6; hour < 168; hour += 6) expect(await session(busy.token, hour * HOUR)).not.toBeNull()
    expect(await session(busy.token, 168 * HOUR)).toBeNull()
  })

  it('signs out once, and the token is worth nothing', async () => {
    const { token } = await enter(0)
    await signOut(at(1), token)
    await signOut(at(2), token)

    expect(await session(token, 3)).toBeNull()
    expect((await actions()).filter((action) => action.startsWith('session.signOut'))).toHaveLength(1)
  })

  it('who is disabled has no session and gets none', async () => {
    const { token } = await enter(0)
    await test.db.staff.update({ where: { id }, data: { isDisabled: true } })

    expect(await session(token, 1)).toBeNull()
    await expect(enter(1)).rejects.toMatchObject({ word: 'USER_DISABLED' })
  })

  it('changes the own password and thereby ends the other sessions', async () => {
    const here = await enter(0)
    const there = await enter(0)
    const actor: Extract<Actor, { kind: 'staff' }> = { kind: 'staff', staffId: id, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }
    const change = (oldPassword: string, newPassword: string) => changeOwnPassword(test.ctx(actor, later(1)), actor, here.token, { oldPassword, newPassword })

    await expect(change('wrong', 'autumn-tea-77')).rejects.toMatchObject({ word: 'PASSWORD_WRONG' })
    await expect(change('springtea-2026', 'password')).rejects.toMatchObject({ word: 'PASSWORD_WEAK' })
    await change('springtea-2026', 'autumn-tea-77')

    expect(await session(here.token, 2)).not.toBeNull()
    expect(await session(there.token, 2)).toBeNull()
    await expect(enter(2, 'autumn-tea-77')).resolves.toBeDefined()
  })
})
