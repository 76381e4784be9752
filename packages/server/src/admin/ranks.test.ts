import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '@xiaopu/shared/testing'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter, type AdminInputs } from './index.ts'

type Form = AdminInputs['ranks']['save']['ranks'][number]

const test = testDatabase()

function desk(permissions = ['*'], sellerId = 0) {
  const ctx = test.ctx({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' })
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA })
}

const refused = (word: string, params?: object) => ({ cause: { word, ...params && { params } } })
const rank = (name: string, minPoints: number, maxPoints: number, special: Partial<Form> = {}): Form => ({ id: 0, name, minPoints, maxPoints, discountPercent: 100, isSpecial: false, isPublic: true, ...special })

/** Saves with what is known now as what was seen. */
async function save(ranks: Form[], who = desk()) {
  const seenIds = (await who.ranks.list()).ranks.map(({ id }) => id)
  return who.ranks.save({ seenIds, ranks })
}
const asForm = ({ users: _, prices: __, activities: ___, ...form }: Form & { users: number, prices: number, activities: number }): Form => form
const known = async (): Promise<Form[]> => (await desk().ranks.list()).ranks.map(asForm)

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "User", "Rank", "Goods", "Promotion", "AuditEntry" CASCADE`
})

describe('ranks', () => {
  it('are saved together; every member has the right one at once', async () => {
    const { id: userId } = await test.db.user.create({ data: { name: 'a', nameKey: 'a', rankPoints: 500 } })
    const { ranks, moved } = await save([rank('银卡', 100, 1000, { discountPercent: 95 }), rank('注册用户', 0, 100), rank('员工', 7, 3, { isSpecial: true, isPublic: false, discountPercent: 80 })])

    expect(moved).toBe(1)
    expect(ranks.map(({ name, minPoints, maxPoints, users }) => [name, minPoints, maxPoints, users])).toEqual([['注册用户', 0, 100, 0], ['银卡', 100, 1000, 1], ['员工', 0, 0, 0]])
    const [first, second, third] = await known()
    if (!first || !second || !third) throw new Error('three were saved')

    await save([{ ...first, name: '银卡', maxPoints: 600 }, { ...second, name: '注册用户', minPoints: 600 }, third])

    expect((await test.db.user.findUniqueOrThrow({ where: { id: userId } })).rankId).toBe(first.id)
    expect((await known()).map(({ id, name }) => [id, name])).toEqual([[first.id, '银卡'], [second.id, '注册用户'], [third.id, '员工']])
    expect((await test.db.auditEntry.findMany()).map((row) => row.action)).toEqual(['rank.save', 'rank.save'])
  })

  it.each([
    ['two that share figures', [rank('A', 0, 100), rank('B', 99, 200)], 'ranks.1.minPoints'],
    ['a gap between two', [rank('A', 0, 100), rank('B', 101, 200)], 'ranks.1.minPoints'],
    ['one that ends where it begins', [rank('A', 100, 100)], 'ranks.0.maxPoints'],
    ['a name twice', [rank('A', 0, 100), rank('A', 100, 200)], 'ranks.1.name'],
  ])('are refused with %s', async (_case, ranks, field) => {
    await expect(save(ranks)).rejects.toMatchObject(refused('PARAM_INVALID', { field }))
    expect(await known()).toEqual([])
  })

  it('may begin above nothing: below the first nobody has a rank', async () => {
    await save([rank('银卡', 100, 1000)])
    expect((await known()).map(({ minPoints }) => minPoints)).toEqual([100])
  })

  it('stay what they are, special or not, and are not saved over what somebody else saved', async () => {
    await save([rank('员工', 0, 0, { isSpecial: true })])
    const [one] = await known()
    if (!one) throw new Error('one was saved')
    await expect(save([{ ...one, isSpecial: false, maxPoints: 10 }])).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'ranks.0.isSpecial' }))
    await expect(desk().ranks.save({ seenIds: [], ranks: [rank('A', 0, 10)] })).rejects.toMatchObject(refused('CONFLICT'))
    await expect(save([{ ...one, id: 999 }])).rejects.toMatchObject(refused('CONFLICT'))
  })

  it('that a member has, a price or an activity names, are not taken away, and the refusal says what stands on them', async () => {
    await save([rank('注册用户', 0, 100), rank('员工', 0, 0, { isSpecial: true }), rank('金卡', 100, 200)])
    const all = await known()
    const [basic, gold, staff] = all
    if (!basic || !gold || !staff) throw new Error('three were saved')
    const user = await test.db.user.create({ data: { name: 'a', nameKey: 'a', rankId: staff.id, specialRankId: staff.id } })
    const category = await test.db.category.upsert({ where: { id: 1 }, create: { id: 1, name: '茶具' }, update: {} })
    const goods = await test.db.goods.create({ data: { sn: 'T', snKey: 't', name: '壶', categoryId: category.id, shopPriceFen: 100, rankPrices: { create: { rankId: gold.id, priceFen: 90 } } } })
    const without = (gone: Form) => all.filter((one) => one.id !== gone.id)

    await expect(save(without(staff))).rejects.toMatchObject(refused('CONFLICT', { name: '员工', users: 1, prices: 0, activities: 0 }))
    await expect(save(without(gold))).rejects.toMatchObject(refused('CONFLICT', { name: '金卡', users: 0, prices: 1, activities: 0 }))
    expect((await known())).toHaveLength(3)

    await test.db.goods.delete({ where: { id: goods.id } })
    await test.db.user.delete({ where: { id: user.id } })
    await save([basic])
    expect((await known()).map(({ name }) => name)).toEqual(['注册用户'])
  })

  it('are the platform\'s, and need the right to edit members', async () => {
    await expect(desk(['users.view']).ranks.save({ seenIds: [], ranks: [] })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['*'], 5).ranks.list()).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})
