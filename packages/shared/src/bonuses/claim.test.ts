import { describe, expect, it } from 'vitest'
import { after, guest, makeWorld, NOON, refusal, refused, shopper } from '../accounts/testing/world.ts'
import { type Actor, inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { type BonusTypeForm, claimCoupon, createBonusType, listBonuses, listCoupons, updateBonusType } from './index.ts'

const test = testDatabase({ poolSize: 12 })
const world = makeWorld(test)
const MEMBER: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }
const HOUR = 3600
const [CLAIMED, EVERYBODY] = [4, 0]
const as = (userId: number, now = NOON) => world.ctx(shopper(userId), now)
const desk = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(world.ctx(MEMBER), work)
const form = (change: Partial<BonusTypeForm> = {}): BonusTypeForm => ({
  name: '满 99 减 10', moneyFen: 1000, sendKind: CLAIMED, minSendAmountFen: 0, minGoodsAmountFen: 9900,
  sendStartAt: after(-HOUR).toISOString(), sendEndAt: after(HOUR).toISOString(), useStartAt: after(-HOUR).toISOString(), useEndAt: after(5 * HOUR).toISOString(),
  useRange: 0, useRangeIds: [], claimTotal: 0, claimLimit: 1, claimRankIds: [], ...change,
})
const type = async (change: Partial<BonusTypeForm> = {}) => (await desk((tx) => createBonusType(tx, form(change)))).id
const person = async (columns: Record<string, unknown> = {}) => (await world.user(columns)).id
const claim = (userId: number, typeId: number, requestNo = '', now = NOON) => claimCoupon(as(userId, now), { typeId, requestNo })
const word = (call: Promise<unknown>) => call.then(() => 'mine', (error: { word: string }) => error.word)
const claimedCount = async (id: number) => (await test.db.bonusType.findUniqueOrThrow({ where: { id } })).claimedCount

describe('claiming a coupon', () => {
  it('makes it the caller\'s own, as often as one may', async () => {
    const [userId, typeId] = [await person(), await type({ claimLimit: 2, claimTotal: 10 })]

    const { bonus, coupon } = await claim(userId, typeId)

    expect(bonus).toMatchObject({ typeId, bonusSn: '', typeName: '满 99 减 10', typeMoneyFen: 1000, minGoodsAmountFen: 9900, status: 'unused' })
    expect(coupon).toMatchObject({ typeId, total: 10, issued: 1, limitPerUser: 2, myClaimed: 1, state: 'claimable', validMode: 'range', validDays: 0 })
    expect((await claim(userId, typeId)).coupon).toMatchObject({ issued: 2, myClaimed: 2, state: 'claimed' })
    expect(await refusal(claim(userId, typeId))).toBe('COUPON_LIMIT')
    expect([await claimedCount(typeId), (await listBonuses(as(userId), { status: 'unused', pageNo: 1, pageSize: 20 })).totalResults]).toEqual([2, 2])
  })

  it('is refused before its window, from its last second on, and once it could not be used any more', async () => {
    const [userId, typeId] = [await person(), await type()]

    expect(await refusal(claim(userId, typeId, '', after(-HOUR - 1)))).toBe('COUPON_NOT_OPEN')
    expect(await refusal(claim(userId, typeId, '', after(HOUR)))).toBe('COUPON_NOT_OPEN')
    expect((await claim(userId, typeId, '', after(HOUR - 1))).coupon.myClaimed).toBe(1)
    expect(await refusal(claim(userId, await type({ useEndAt: NOON.toISOString(), useStartAt: after(-2 * HOUR).toISOString() })))).toBe('COUPON_NOT_OPEN')
  })

  it('is for the ranks it names, 0 standing for members without one', async () => {
    const gold = await test.db.rank.create({ data: { name: '金卡' } })
    const [plain, golden] = [await person(), await person({ rankId: gold.id })]
    const [forGold, forNew] = [await type({ claimRankIds: [gold.id] }), await type({ claimRankIds: [EVERYBODY] })]

    expect(await refusal(claim(plain, forGold))).toBe('RANK_NOT_ALLOWED')
    expect(await refusal(claim(golden, forNew))).toBe('RANK_NOT_ALLOWED')
    expect([(await claim(golden, forGold)).coupon.state, (await claim(plain, forNew)).coupon.state]).toEqual(['claimed', 'claimed'])
  })

  it('of a kind that is given another way, or of none, is not found', async () => {
    const userId = await person()

    expect(await refusal(claim(userId, await type({ sendKind: 3 })))).toBe('NOT_FOUND')
    expect(await refusal(claim(userId, 999_999))).toBe('NOT_FOUND')
  })

  it('by more people at once than there are coupons leaves none over and none too many', async () => {
    const [typeId, people] = [await type({ claimTotal: 5 }), await Promise.all(Array.from({ length: 12 }, () => person()))]

    const words = await Promise.all(people.map((userId) => word(claim(userId, typeId))))

    expect(words.sort()).toEqual([...Array.from({ length: 7 }, () => 'COUPON_SOLD_OUT'), ...Array.from({ length: 5 }, () => 'mine')])
    expect([await claimedCount(typeId), await test.db.bonus.count({ where: { typeId } })]).toEqual([5, 5])
  })

  it('ten times at once gives as many as one may have', async () => {
    const [userId, typeId] = [await person(), await type({ claimLimit: 2 })]

    const words = await Promise.all(Array.from({ length: 10 }, () => word(claim(userId, typeId))))

    expect(words.filter((one) => one === 'mine')).toHaveLength(2)
    expect(new Set(words)).toEqual(new Set(['mine', 'COUPON_LIMIT']))
    expect(await claimedCount(typeId)).toBe(2)
  })

  it('with the same request number is done once; the number of another claim is a conflict', async () => {
    const [userId, typeId, other] = [await person(), await type({ claimLimit: 5 }), await type()]

    const answers = await Promise.all(Array.from({ length: 5 }, () => claim(userId, typeId, 'r-1')))

    expect(new Set(answers.map(({ bonus }) => bonus.bonusId)).size).toBe(1)
    expect(await claimedCount(typeId)).toBe(1)
    expect(await refusal(claim(userId, other, 'r-1'))).toBe('CONFLICT')
    expect((await claim(await person(), typeId, 'r-1')).coupon.issued).toBe(2)
  })
})

describe('the list of coupons', () => {
  it('has what can be claimed first, and nothing that is for other ranks or not open', async () => {
    await test.db.bonusType.deleteMany({ where: { bonuses: { none: {} } } })
    await test.db.bonusType.updateMany({ data: { sendKind: 0 } })
    const gold = await test.db.rank.create({ data: { name: '黑卡' } })
    const userId = await person()
    const mine = await type({ sendEndAt: after(60).toISOString() })
    const gone = await type({ claimTotal: 1 })
    const [late, soon] = [await type({ sendEndAt: after(4 * HOUR).toISOString() }), await type({ sendEndAt: after(2 * HOUR).toISOString() })]
    await type({ claimRankIds: [gold.id] })
    await type({ sendStartAt: after(1).toISOString() })
    await claim(userId, mine)
    await claim(await person(), gone)

    expect((await listCoupons(as(userId), {})).items.map(({ typeId, state }) => [typeId, state])).toEqual([[soon, 'claimable'], [late, 'claimable'], [mine, 'claimed'], [gone, 'sold_out']])
    expect((await listCoupons(world.ctx(guest('1.2.3.4')), {})).items.map(({ typeId, myClaimed }) => [typeId, myClaimed])).toEqual([[mine, 0], [soon, 0], [late, 0], [gone, 0]])
    expect((await listCoupons(as(userId), { sellerId: 8 })).items).toEqual([])
  })

  it('for a product has those that pay for it', async () => {
    await test.db.bonusType.updateMany({ data: { sendKind: 0 } })
    const { id: brandId } = await test.db.brand.create({ data: { name: '山间' } })
    const { id: categoryId } = await test.db.category.create({ data: { name: '茶具' } })
    const goods = async (sn: string, columns: { brandId?: number } = {}) => (await test.db.goods.create({ data: { sn, snKey: sn, name: '壶', shopPriceFen: 100, categoryId, ...columns } })).id
    const [pot, cup] = [await goods('pot', { brandId }), await goods('cup')]
    const [forBrand, forCup, forAll] = [await type({ useRange: 2, useRangeIds: [brandId] }), await type({ useRange: 3, useRangeIds: [cup] }), await type()]

    const listed = async (goodsId: number) => (await listCoupons(world.ctx(guest('1.2.3.4')), { goodsId })).items.map(({ typeId }) => typeId)

    expect([await listed(pot), await listed(cup)]).toEqual([[forBrand, forAll], [forCup, forAll]])
    expect((await listCoupons(world.ctx(guest('1.2.3.4')), { goodsId: pot })).items[0]?.useRangeExt).toEqual([{ id: brandId, name: '山间' }])
  })
})

describe('a kind that is claimed', () => {
  it.each([
    [{ claimLimit: 0 }, 'claimLimit'],
    [{ claimLimit: 101 }, 'claimLimit'],
    [{ claimTotal: -1 }, 'claimTotal'],
    [{ claimRankIds: [999_999] }, 'claimRankIds'],
    [{ useStartAt: after(-9 * HOUR).toISOString(), useEndAt: after(-HOUR).toISOString() }, 'useEndAt'],
  ])('with %j is refused and the field named', async (change, field) => {
    expect((await refused(type(change))).params).toEqual({ field })
  })

  it('is never held to less than were claimed; more may be added', async () => {
    const typeId = await type({ claimTotal: 3 })
    await claim(await person(), typeId)
    await claim(await person(), typeId)

    expect((await refused(desk((tx) => updateBonusType(tx, typeId, form({ claimTotal: 1 }))))).params).toEqual({ field: 'claimTotal' })
    expect((await desk((tx) => updateBonusType(tx, typeId, form({ claimTotal: 2 })))).after).toMatchObject({ claimTotal: 2, claimedCount: 2 })
    expect(await refusal(claim(await person(), typeId))).toBe('COUPON_SOLD_OUT')
  })

  it('alone keeps limits of claiming', async () => {
    const typeId = await type({ sendKind: 3, claimTotal: 9, claimLimit: 9, claimRankIds: [EVERYBODY] })

    expect(await test.db.bonusType.findUniqueOrThrow({ where: { id: typeId } })).toMatchObject({ claimTotal: 0, claimLimit: 1, claimRankIds: [] })
  })
})
