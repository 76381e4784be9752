import { describe, expect, it } from 'vitest'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const db = () => carey.world.shop.database.db
const form = { type: 2, member: 1, title: '春茶上市', content: '<p>明前<script>x()</script></p>', url: '/list' }
const write = async (more: object = {}): Promise<number> => numberIn(await carey.admin('message', 'add.message.item', { ...form, ...more }), 'message_id')
const publish = (message_id: number | number[]) => carey.admin('message', 'set.message.status', { message_id })

describe('staff', () => {
  it('writes a draft, changes it and publishes it; then it is fixed', async () => {
    const id = await write()
    expect((await carey.admin('message', 'get.message.item', { message_id: id })).data).toMatchObject({ message_id: id, type: 2, member: 1, title: '春茶上市', content: '<p>明前</p>', target: '_self', status: 0, is_top: 0, page_views: 0 })
    expect((await carey.admin('message', 'set.message.item', { message_id: id, title: '新茶', is_top: 1 })).data).toMatchObject({ title: '新茶', is_top: 1, content: '<p>明前</p>' })
    expect(await publish(id)).toMatchObject(ok(true))
    const changed = refused(500, '数据已被修改，请刷新后重试')
    expect([await carey.admin('message', 'set.message.item', { message_id: id, title: '改' }), await publish(id)]).toMatchObject([changed, changed])
    expect(rowsIn(await carey.admin('message', 'get.message.list', { title: '新茶', status: 1 }))).toHaveLength(1)
    expect(await carey.admin('message', 'add.message.item', { ...form, url: 'javascript:alert(1)' })).toMatchObject(refused(500, '参数 url 不合法'))
    expect(await (await carey.member(['goods.view']))('message', 'get.message.list')).toMatchObject(FORBIDDEN)
  })

  it('publishes and deletes several together or not at all', async () => {
    const [a, b] = [await write({ title: '甲' }), await write({ title: '乙' })]
    expect(await publish([a, 999_999])).toMatchObject(NOT_THERE)
    expect((await carey.admin('message', 'get.message.item', { message_id: a })).data).toMatchObject({ status: 0 })
    expect(await carey.admin('message', 'del.message.list', { message_id: [a, 999_999] })).toMatchObject(NOT_THERE)
    expect(await carey.admin('message', 'del.message.list', { message_id: [a, b] })).toMatchObject(ok(true))
    expect(await carey.admin('message', 'get.message.item', { message_id: a })).toMatchObject(ok(null))
    expect(await db().auditEntry.count({ where: { action: 'announcement.delete' } })).toBe(2)
  })
})

describe('a reader', () => {
  it('sees what was published for them, reads it, and puts it away; others are not touched', async () => {
    const [own, other] = [await carey.shopper(await carey.world.person()), await carey.shopper(await carey.world.person())]
    const [first, second, draft, forStaff] = [await write({ title: '一', status: 1 }), await write({ title: '二', type: 0, status: 1 }), await write({ title: '三' }), await write({ title: '四', member: 2, status: 1 })]
    const unread = async (call: typeof own, params: object = {}): Promise<unknown> => (await call('message', 'get.message.user.unread', { ...params })).data
    expect(rowsIn(await own('message', 'get.message.user.list'))).toMatchObject([{ message_id: second, is_read: 0 }, { message_id: first, is_read: 0 }])
    expect([await unread(own), await unread(own, { type: 2 })]).toEqual([{ total_result: 2 }, { total_result: 1 }])
    expect((await own('message', 'get.message.user.item', { message_id: first })).data).toMatchObject({ title: '一', page_views: 1 })
    expect([await own('message', 'get.message.user.item', { message_id: draft }), await own('message', 'get.message.user.item', { message_id: forStaff })]).toMatchObject([ok(null), ok(null)])
    expect([await unread(own), await unread(other)]).toEqual([{ total_result: 1 }, { total_result: 2 }])
    expect(rowsIn(await own('message', 'get.message.user.list', { is_read: 1 }))).toMatchObject([{ message_id: first, page_views: 1 }])
    expect(await own('message', 'set.message.user.read', { message_id: [second, forStaff] })).toMatchObject(NOT_THERE)
    expect(await unread(own)).toEqual({ total_result: 1 })
    expect(await own('message', 'set.message.user.allread', { type: 0 })).toMatchObject(ok(true))
    expect(await unread(own)).toEqual({ total_result: 0 })
    expect(await own('message', 'del.message.user.list', { message_id: [first] })).toMatchObject(ok(true))
    expect(rowsIn(await own('message', 'get.message.user.list')).map(({ message_id: id }) => id)).toEqual([second])
    expect(await own('message', 'del.message.user.all')).toMatchObject(ok(true))
    expect([rowsIn(await own('message', 'get.message.user.list')), rowsIn(await other('message', 'get.message.user.list')).length]).toEqual([[], 2])
    expect(rowsIn(await carey.admin('message', 'get.message.user.list'))).toMatchObject([{ message_id: forStaff }])
    expect(await carey.admin('message', 'set.message.user.read', { message_id: [forStaff] })).toMatchObject(ok(true))
  })

  it('only of their rank, or named, where it is for some', async () => {
    const [named, someone] = [await carey.world.person(), await carey.world.person()]
    await db().announcement.create({ data: { title: '给你', content: '', userIds: [named.userId], createdAt: new Date(), updatedAt: new Date(), publishedAt: new Date() } })
    const titles = async (person: typeof named): Promise<unknown[]> => rowsIn(await (await carey.shopper(person))('message', 'get.message.user.list')).map(({ title }) => title)
    expect([await titles(named), await titles(someone)]).toEqual([['给你'], []])
  })
})
