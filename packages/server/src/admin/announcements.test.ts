import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '@xiaopu/shared/testing'
import { aShopper, asShopper } from '../../../shared/src/catalogue/testing/fixtures.ts'
import { countUnreadAnnouncements, listOwnAnnouncements } from '@xiaopu/shared/content'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:00:00.000Z')
let staffId = 0

function desk(permissions = ['*'], sellerId = 0, now = NOW) {
  const ctx = test.ctx({ kind: 'staff', staffId, name: '许店长', sellerId, permissions, ip: '203.0.113.8' }, now)
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA }).announcements
}
const refused = (word: string, params: object = {}) => ({ cause: { word, params } })
type Form = Parameters<ReturnType<typeof desk>['create']>[0]
const form = (special: Partial<Form> = {}): Form => ({ kind: 1, audience: 'shoppers', rankIds: [], userIds: [], title: '清明假期发货', content: '<p>四号停发一天</p>', url: '', target: '_self', isTop: false, ...special })
const titlesOf = async (shopper: Awaited<ReturnType<typeof aShopper>>): Promise<string[]> => (await listOwnAnnouncements(test.ctx(asShopper(shopper), NOW), { kind: null, isRead: null, sort: 'create_time', isAscending: false }, { pageNo: 1, pageSize: 20 })).items.map(({ title }) => title)
async function early(rank?: { discountPercent: number }) {
  const shopper = await aShopper(test, rank)
  await test.db.user.update({ where: { id: shopper.userId }, data: { signedUpAt: new Date('2026-03-01T00:00:00.000Z') } })
  return shopper
}

beforeEach(async () => {
  await test.db.announcement.deleteMany()
  const role = await test.db.role.findFirst() ?? await test.db.role.create({ data: { name: '店员', permissions: ['orders.view'] } })
  const member = await test.db.staff.findFirst() ?? await test.db.staff.create({ data: { name: '许店长', nameKey: '许店长', displayName: '许店长', passwordHash: '', roleId: role.id, createdAt: new Date('2026-03-01T00:00:00.000Z') } })
  staffId = member.id
})

describe('an announcement', () => {
  it('is a draft that nobody sees, published it reaches those it is for and is fixed', async () => {
    const [silver, plain] = [await early({ discountPercent: 95 }), await early()]
    const { id, isPublished } = await desk().create(form({ rankIds: [silver.rankId ?? 0] }))
    expect([isPublished, await titlesOf(silver)]).toEqual([false, []])
    expect(await desk().update({ ...form({ title: '四号停发', rankIds: [], userIds: [plain.userId] }), id })).toMatchObject({ title: '四号停发', rankIds: [], userIds: [plain.userId] })

    await desk().publish({ id })
    expect([await titlesOf(silver), await titlesOf(plain)]).toEqual([[], ['四号停发']])
    await expect(desk().update({ ...form(), id })).rejects.toMatchObject(refused('CONFLICT'))
    expect((await test.db.auditEntry.findMany({ where: { targetKind: 'announcement', targetId: String(id) }, orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual(['announcement.create', 'announcement.update', 'announcement.publish'])
  })

  it('says how many it reaches before it is sent', async () => {
    const [silver, plain] = [await early({ discountPercent: 90 }), await early()]
    const all = await test.db.user.count()
    expect(await desk().reach({ audience: 'shoppers', rankIds: [], userIds: [] })).toEqual({ count: all, users: [] })
    const named = await desk().reach({ audience: 'shoppers', rankIds: [silver.rankId ?? 0], userIds: [plain.userId] })
    expect([named.count, named.users.map(({ id }) => id)]).toEqual([2, [plain.userId]])
    expect((await desk().reach({ audience: 'staff', rankIds: [], userIds: [plain.userId] }))).toEqual({ count: await test.db.staff.count(), users: [] })
  })

  it.each<[string, Partial<Form>, string, string]>([
    ['without a title', { title: ' ' }, 'PARAM_MISSING', 'title'],
    ['for an unknown rank', { rankIds: [999_999] }, 'PARAM_INVALID', 'rankIds'],
    ['for an unknown member', { userIds: [999_999] }, 'PARAM_INVALID', 'userIds'],
    ['with a link that runs', { url: 'javascript:alert(1)' }, 'PARAM_INVALID', 'url'],
  ])('is refused %s', async (_case, special, word, field) => {
    await expect(desk().create(form(special))).rejects.toMatchObject(refused(word, { field }))
    expect(await test.db.announcement.count()).toBe(0)
  })

  it('is listed by what it is, and is the platform\'s alone', async () => {
    const one = await desk().create(form())
    await desk().create(form({ kind: 2, audience: 'staff', title: '盘点' }))
    await desk().publish({ id: one.id })
    expect((await desk().list({ isPublished: true })).items.map(({ title }) => title)).toEqual(['清明假期发货'])
    expect((await desk().list({ audience: 'staff' })).items.map(({ title }) => title)).toEqual(['盘点'])
    expect((await desk().list({ q: '清明', kind: 1 })).totalResults).toBe(1)
    await expect(desk(['*'], 5).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['orders.view']).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
    expect(await desk().delete({ ids: [one.id] })).toEqual({ deleted: 1 })
  })
})

describe('the bell', () => {
  it('has what the shop tells its people, until it was read, whatever their rights', async () => {
    const { id } = await desk().create(form({ audience: 'staff', title: '今晚盘点', isTop: true }))
    const clerk = desk(['orders.view'])
    expect(await clerk.own()).toEqual({ items: [], unread: 0 })
    await desk().publish({ id })
    expect(await clerk.own()).toMatchObject({ items: [{ id, title: '今晚盘点', isRead: false }], unread: 1 })
    expect(await clerk.read({ id })).toMatchObject({ content: '<p>四号停发一天</p>', isRead: true })
    expect(await clerk.own()).toMatchObject({ items: [{ id, isRead: true }], unread: 0 })
    expect((await desk().get({ id })).readCount).toBe(1)
    const shopper = await early()
    expect(await countUnreadAnnouncements(test.ctx(asShopper(shopper), NOW), null)).toBe(0)
    await expect(clerk.read({ id: 999_999 })).rejects.toMatchObject(refused('NOT_FOUND'))
  })
})
