import { describe, expect, it } from 'vitest'
import { PASSWORD } from '../../../testing/world.ts'
import { FORBIDDEN, NOT_ALLOWED, numberIn, ok, openCareyWorld, refused, rowsIn } from '../../testing/carey-world.ts'

const carey = openCareyWorld()
const db = () => carey.world.shop.database.db
const NEW = 'a brand new teapot'
const enter = (username: string, password: string) => carey.call('admin', 'login.admin.user', { username, password, platform: 'web' })
const roleWith = async (name: string, permissions: string[]): Promise<number> => (await db().role.create({ data: { name, permissions } })).id

async function colleague(username: string, permissions: string[] = ['goods.view']): Promise<number> {
  const group = await roleWith(`role ${username}`, permissions)
  return numberIn(await carey.admin('admin', 'add.admin.item', { username, password: NEW, password_confirm: NEW, group_id: group, nickname: `昵称 ${username}` }), 'admin_id')
}

describe('colleagues', () => {
  it('are added, with no more rights than who adds them has', async () => {
    const id = await colleague('clerk1')
    expect((await carey.admin('admin', 'get.admin.item', { client_id: id })).data).toEqual({ admin_id: id, username: 'clerk1', group_id: expect.any(Number), nickname: '昵称 clerk1', head_pic: '', last_login: '', last_ip: '', status: 1, create_time: expect.any(String), update_time: expect.any(String), get_auth_group: { name: 'role clerk1', status: 1 } })
    expect(await enter('clerk1', NEW)).toMatchObject({ status: 200 })
    const manager = await carey.member(['staff.manage'])
    const owners = await roleWith('owners', ['*'])
    expect(await manager('admin', 'add.admin.item', { username: 'above', password: NEW, password_confirm: NEW, group_id: owners, nickname: '高' })).toMatchObject(NOT_ALLOWED)
    expect(await carey.admin('admin', 'add.admin.item', { username: 'clerk1', password: NEW, password_confirm: NEW, group_id: owners, nickname: '重名' })).toMatchObject(refused(500, '用户名已存在'))
    expect([await carey.admin('admin', 'check.admin.username', { username: 'Clerk1' }), await carey.admin('admin', 'check.admin.username', { username: 'free_name' }), await carey.admin('admin', 'check.admin.nickname', { nickname: '昵称 clerk1' })]).toMatchObject([refused(500, '用户名已存在'), ok(true), refused(500, '用户名已存在')])
    expect(await (await carey.member(['goods.view']))('admin', 'get.admin.list')).toMatchObject(FORBIDDEN)
  })

  it('are found by name and group, and named in the order of the ids', async () => {
    const [a, b] = [await colleague('finder_a'), await colleague('finder_b')]
    const names = rowsIn(await carey.admin('admin', 'get.admin.list', { account: 'FINDER', order_field: 'username', order_type: 'asc' })).map(({ username }) => username)
    expect(names).toEqual(['finder_a', 'finder_b'])
    expect(rowsIn(await carey.admin('admin', 'get.admin.select', { client_id: [b, a, 999_999] })).map(({ admin_id: id }) => id)).toEqual([b, a])
    expect((await carey.admin('admin', 'set.admin.item', { client_id: a, nickname: '新昵称' })).data).toMatchObject({ nickname: '新昵称', username: 'finder_a' })
    expect(await carey.admin('admin', 'get.admin.item', { client_id: 999_999 })).toMatchObject(ok(null))
  })

  it('are disabled and deleted together or not at all; nobody does it to himself', async () => {
    const [a, b] = [await colleague('gone_a'), await colleague('gone_b')]
    const { id: self } = await db().staff.findFirstOrThrow({ where: { role: { permissions: { has: '*' } } } })
    expect(await carey.admin('admin', 'set.admin.status', { client_id: [a, self], status: 0 })).toMatchObject(NOT_ALLOWED)
    expect(await enter('gone_a', NEW)).toMatchObject({ status: 200 })
    expect(await carey.admin('admin', 'set.admin.status', { client_id: [a, b], status: 0 })).toMatchObject(ok(true))
    expect(await enter('gone_a', NEW)).toMatchObject(refused(500, '账号或密码错误'))
    expect(await carey.admin('admin', 'del.admin.list', { client_id: [a, self] })).toMatchObject(NOT_ALLOWED)
    expect(await carey.admin('admin', 'del.admin.list', { client_id: [a, b] })).toMatchObject(ok(true))
    expect(await db().staff.count({ where: { id: { in: [a, b] } } })).toBe(0)
    expect(await db().auditEntry.count({ where: { action: 'staff.delete', targetId: { in: [String(a), String(b)] } } })).toBe(2)
  })

  it('change their own password, have one reset, and others need the right', async () => {
    const id = await colleague('pass_a')
    const set = (call: typeof carey.guest, more: object) => call('admin', 'set.admin.password', { client_id: id, password: PASSWORD, password_confirm: PASSWORD, password_old: NEW, ...more })
    expect(await set(await carey.member(['goods.view']), {})).toMatchObject(NOT_ALLOWED)
    expect(await set(carey.admin, { password_old: 'not the old one' })).toMatchObject(refused(500, '密码不正确'))
    expect(await set(carey.admin, {})).toMatchObject(ok(true))
    expect(await enter('pass_a', PASSWORD)).toMatchObject({ status: 200 })
    const reset = await carey.admin('admin', 'reset.admin.item', { client_id: id })
    expect(reset.data).toEqual({ password: expect.stringMatching(/^[a-z2-9]{12}$/i) })
    const { password } = reset.data as { password: string } // looked at just now
    expect([await enter('pass_a', PASSWORD), await enter('pass_a', password)]).toMatchObject([{ status: 500 }, { status: 200 }])
    expect(JSON.stringify(await db().idempotencyRecord.findMany())).not.toContain(password)
  })
})
