import { describe, expect, it } from 'vitest'
import { after, makeWorld, NOON, refusal, refused, shopper } from '../accounts/testing/world.ts'
import { type Actor, inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { addBonus, type BonusTypeForm, bonusNumbers, createBonusType, issueToRank, issueToUsers, listBonuses, listBonusTypes, printNumbers, updateBonusType } from './index.ts'

const test = testDatabase({ poolSize: 12 })
const world = makeWorld(test)
const MEMBER: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }
const HOUR = 3600
const PAGE = { pageNo: 1, pageSize: 20 }
const as = (userId: number, now = NOON) => world.ctx(shopper(userId), now)
const desk = <T>(work: Parameters<typeof inTransaction<T>>[1], actor = MEMBER) => inTransaction(world.ctx(actor), work)
const form = (change: Partial<BonusTypeForm> = {}): BonusTypeForm => ({
  name: '新客红包',
  moneyFen: 1000,
  sendKind: 0,
  minSendAmountFen: 0,
  minGoodsAmountFen: 5000,
  sendStartAt: after(-HOUR).toISOString(),
  sendEndAt: after(HOUR).toISOString(),
  useStartAt: after(-HOUR).toISOString(),
  useEndAt: after(HOUR).toISOString(),
  useRange: 0,
  useRangeIds: [],
  claimTotal: 0,
  claimLimit: 1,
  claimRankIds: [],
  ...change,
})
const type = async (change: Partial<BonusTypeForm> = {}) => (await desk((tx) => createBonusType(tx, form(change)))).id
const person = async (columns: Record<string, unknown> = {}) => (await world.user(columns)).id
let numbers = 0
async function printed(change: Partial<BonusTypeForm> = {}): Promise<string> {
  const sn = `TEST${++numbers}`
  await test.db.bonus.create({ data: { typeId: await type({ sendKind: 3, ...change }), sn } })
  return sn
}

describe('a number on a bonus', () => {
  it('gives it to whoever sends it, in small letters too', async () => {
    const [userId, sn] = [await person(), await printed()]

    expect(await addBonus(as(userId), { bonusSn: ` ${sn.toLowerCase()} ` })).toMatchObject({ bonusSn: sn, typeName: '新客红包', typeMoneyFen: 1000, minGoodsAmountFen: 5000, status: 'unused', orderSn: '', usedTime: '' })
    expect(await refusal(addBonus(as(userId), { bonusSn: sn }))).toBe('BONUS_OWNED')
    expect(await refusal(addBonus(as(await person()), { bonusSn: sn }))).toBe('BONUS_TAKEN')
  })

  it('belongs to one of two who send it at once', async () => {
    const [first, second, sn] = [await person(), await person(), await printed()]

    const words = await Promise.all([first, second].map((userId) => addBonus(as(userId), { bonusSn: sn }).then(() => 'mine', (error: { word: string }) => error.word)))

    expect(words.sort()).toEqual(['BONUS_TAKEN', 'mine'])
  })

  it('is refused at the second its time is over, whoever owns it', async () => {
    const [userId, sn] = [await person(), await printed()]

    expect(await refusal(addBonus(as(userId, after(HOUR)), { bonusSn: sn }))).toBe('BONUS_EXPIRED')
    await addBonus(as(userId, after(HOUR - 1)), { bonusSn: sn })
    expect(await refusal(addBonus(as(userId, after(HOUR)), { bonusSn: sn }))).toBe('BONUS_EXPIRED')
  })

  it('guessed ten times within an hour stops all tries for an hour', async () => {
    const [userId, sn] = [await person(), await printed({ useEndAt: after(9 * HOUR).toISOString() })]
    for (let tried = 0; tried < 10; tried++) expect(await refusal(addBonus(as(userId, after(tried)), { bonusSn: `NONE${tried}` }))).toBe('BONUS_UNAVAILABLE')

    const stopped = await refused(addBonus(as(userId, after(10)), { bonusSn: sn }))

    expect([stopped.word, stopped.params]).toEqual(['RATE_LIMITED', { retry_after: HOUR - 1 }])
    expect(await refusal(addBonus(as(userId, after(9 + HOUR - 1)), { bonusSn: sn }))).toBe('RATE_LIMITED')
    expect((await addBonus(as(userId, after(9 + HOUR)), { bonusSn: sn })).bonusSn).toBe(sn)
  })
})

describe('the list of bonuses', () => {
  it('has what can be used first, the soonest to end at the top, then the others newest first', async () => {
    const userId = await person()
    const own = async (change: Partial<BonusTypeForm>, columns: object = {}) => (await test.db.bonus.create({ data: { typeId: await type(change), userId, ownedAt: NOON, ...columns } })).id
    const late = await own({ useEndAt: after(3 * HOUR).toISOString() })
    const used = await own({ useStartAt: after(-3 * HOUR).toISOString(), useEndAt: after(-HOUR).toISOString() }, { orderId: 77, usedAt: after(-2 * HOUR) })
    const soon = await own({ useEndAt: after(2 * HOUR).toISOString() })
    const expired = await own({ useStartAt: after(-2 * HOUR).toISOString(), useEndAt: NOON.toISOString() })
    const later = await own({ useStartAt: after(1).toISOString() })
    const list = async (status: Parameters<typeof listBonuses>[1]['status']) => (await listBonuses(as(userId), { status, ...PAGE })).items

    expect((await list('all')).map(({ bonusId, status }) => [bonusId, status])).toEqual([[soon, 'unused'], [late, 'unused'], [later, 'not_started'], [expired, 'expired'], [used, 'used']])
    for (const [status, ids] of [['unused', [soon, late]], ['not_started', [later]], ['expired', [expired]], ['used', [used]]] as const) expect((await list(status)).map(({ bonusId }) => bonusId)).toEqual(ids)
    expect(await list('used')).toMatchObject([{ usedTime: after(-2 * HOUR).toISOString() }])
  })

  it('names what a bonus is for', async () => {
    const userId = await person()
    const { id } = await test.db.category.create({ data: { name: '茶具' } })
    await test.db.bonus.create({ data: { typeId: await type({ useRange: 1, useRangeIds: [id] }), userId, ownedAt: NOON } })

    expect((await listBonuses(as(userId), { status: 'all', ...PAGE })).items).toMatchObject([{ useRange: 1, useRangeExt: [{ id, name: '茶具' }] }])
  })
})

describe('a bonus type', () => {
  it.each([
    [{ name: ' ' }, 'name'],
    [{ moneyFen: 0 }, 'moneyFen'],
    [{ useEndAt: after(-HOUR).toISOString() }, 'useEndAt'],
    [{ sendEndAt: after(-HOUR).toISOString() }, 'sendEndAt'],
    [{ useRange: 2, useRangeIds: [] }, 'useRangeIds'],
    [{ useRange: 3, useRangeIds: [999_999] }, 'useRangeIds'],
  ])('with %j is refused and the field named', async (change, field) => {
    expect((await refused(desk((tx) => createBonusType(tx, form(change))))).params).toEqual({ field })
  })

  it('keeps what it promised once one was given out', async () => {
    const id = await type()
    await desk((tx) => updateBonusType(tx, id, form({ moneyFen: 2000 })))
    await test.db.bonus.create({ data: { typeId: id, userId: await person(), ownedAt: NOON } })

    expect((await refused(desk((tx) => updateBonusType(tx, id, form({ moneyFen: 500 }))))).params).toEqual({ field: 'moneyFen' })
    const { before, after: now } = await desk((tx) => updateBonusType(tx, id, form({ moneyFen: 2000, name: '老客红包', useEndAt: after(5 * HOUR).toISOString() })))
    expect([before.name, now.name, now.useEndAt, now.issuedCount]).toEqual(['新客红包', '老客红包', after(5 * HOUR).toISOString(), 1])
  })

  it('of a seller is its members\' alone', async () => {
    const SELLER: Actor = { ...MEMBER, sellerId: 8 } as typeof MEMBER
    const { id } = await desk((tx) => createBonusType(tx, form()), SELLER)
    const platform = await type()

    expect((await listBonusTypes(world.ctx(SELLER), PAGE)).items.map((row) => row.id)).toEqual([id])
    expect(await refusal(desk((tx) => updateBonusType(tx, platform, form()), SELLER))).toBe('NOT_FOUND')
    expect(await refusal(desk((tx) => issueToUsers(tx, { typeId: id, userNames: ['x'] }), SELLER))).toBe('FORBIDDEN')
  })
})

describe('giving bonuses out', () => {
  it('to members by name, each once, and tells which names nobody has', async () => {
    const [typeId, userId] = [await type(), await person({ name: 'LiLei', nameKey: 'lilei' })]

    expect(await desk((tx) => issueToUsers(tx, { typeId, userNames: ['LILEI', 'lilei ', '无此人'] }))).toEqual({ name: '新客红包', issued: 1, unknown: ['无此人'] })
    expect(await test.db.bonus.findMany({ where: { typeId } })).toMatchObject([{ userId, sn: null, orderId: null }])
  })

  it('to everybody of a rank but those who left or may not sign in', async () => {
    const [typeId, rank] = [await type(), await test.db.rank.create({ data: { name: '金卡' } })]
    const userId = await person({ rankId: rank.id })
    await person({ rankId: rank.id, isDisabled: true })
    await person({ rankId: rank.id, closedAt: NOON })

    expect((await desk((tx) => issueToRank(tx, { typeId, rankId: rank.id }))).issued).toBe(1)
    expect((await test.db.bonus.findMany({ where: { typeId } })).map((row) => row.userId)).toEqual([userId])
  })

  it('as printed numbers that nobody owns yet', async () => {
    const typeId = await type({ sendKind: 3 })

    expect((await desk((tx) => printNumbers(tx, { typeId, count: 50 }))).issued).toBe(50)
    const { items, totalResults } = await bonusNumbers(world.ctx(MEMBER), { typeId, pageNo: 1, pageSize: 100 })
    expect([totalResults, new Set(items.map(({ sn }) => sn)).size]).toEqual([50, 50])
    expect(items.filter(({ sn, userName, isUsed }) => !/^[A-HJ-NP-Z2-9]{12}$/.test(sn) || userName !== '' || isUsed)).toEqual([])
    expect((await refused(desk((tx) => printNumbers(tx, { typeId, count: 5001 })))).params).toEqual({ field: 'count' })
  })

  it('in its own way only, and not after its end', async () => {
    const [byMember, over] = [await type(), await type({ useStartAt: after(-3 * HOUR).toISOString(), useEndAt: NOON.toISOString() })]

    expect((await refused(desk((tx) => printNumbers(tx, { typeId: byMember, count: 1 })))).params).toEqual({ field: 'typeId' })
    expect(await refusal(desk((tx) => issueToUsers(tx, { typeId: over, userNames: ['lilei'] })))).toBe('BONUS_EXPIRED')
  })
})
