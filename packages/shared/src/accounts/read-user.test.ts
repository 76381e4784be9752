import { describe, expect, it } from 'vitest'
import { User } from '../contract/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { inTransaction } from '../database/index.ts'
import { closeAccount, getOwnUser, LEDGER, overlappingRanks, post, reviewRanks, setSpecialRank, setUserDisabled, signIn } from './index.ts'
import { after, CHEAP, fakePorts, guest, makeWorld, NOON, PASSWORD, refusal, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const read = async (userId: number, now = NOON) => (await getOwnUser(world.ctx(shopper(userId), now))).user
let made = 0

function order(userId: number, [orderStatus, shippingStatus, payStatus]: [number, number, number], columns: Record<string, unknown> = {}, isCommented = true) {
  made++
  const line = { goodsId: 1, goodsSn: '', goodsName: '', goodsThumb: '', marketPriceFen: 0, unitPriceFen: 0, quantity: 1, subtotalFen: 0, netAmountFen: 0, isCommented }
  return test.db.order.create({ data: { sn: `sn${made}`, userId, orderStatus, shippingStatus, payStatus, addedAt: NOON, lines: { create: [line] }, ...columns } })
}

describe('a user sees', () => {
  it('everything of a new account, with nothing null or missing', async () => {
    const { id, name, email } = await world.user()

    const user = await read(id)

    expect(User.parse(user)).toEqual(user)
    expect(user).toEqual({
      userId: id, userName: name, nickName: '', avatar: '', email, mobilePhone: '', isValidated: false, mobileValidated: false, sex: 0, birthday: '', qq: '',
      officePhone: '', homePhone: '', extendFields: [], rankId: 0, rankName: '', discount: 100, specialRank: false, nextRankName: '', nextRankPoints: 0,
      balanceFen: 0, frozenMoneyFen: 0, creditLineFen: 0, points: 0, rankPoints: 0, bonusCount: 0, bonusMoneyFen: 0, addressId: 0, collectCount: 0,
      awaitPayCount: 0, awaitShipCount: 0, awaitReceiveCount: 0, awaitCommentCount: 0, wechatBound: false, referrerId: 0,
      signedUpAt: NOON.toISOString(), lastLogin: '',
    })
  })

  it('figures equal to the ledger', async () => {
    const { id } = await world.user({ creditLineFen: 1000 })
    const book = (step: number, change: object) => inTransaction(world.ctx({ kind: 'system' }), (tx) =>
      post(tx, { userId: id, type: LEDGER.WITHDRAWAL, referenceKind: 'test', referenceId: 1, step, ...change }))
    await book(1, { type: LEDGER.DEPOSIT, balanceFen: 8000, points: 12, rankPoints: 7 })
    await book(2, { balanceFen: -5000, frozenFen: 5000, points: -2 })

    expect(await read(id)).toMatchObject({ balanceFen: 3000, frozenMoneyFen: 5000, creditLineFen: 1000, points: 10, rankPoints: 7 })
  })

  it('the bonuses that can be used now', async () => {
    const { id } = await world.user()
    const type = (moneyFen: number, from: Date, to: Date) => test.db.bonusType.create({ data: { name: '红包', moneyFen, sendStartAt: from, sendEndAt: to, useStartAt: from, useEndAt: to } })
    const [now, over, later] = [await type(1000, NOON, after(60)), await type(2000, after(-60), NOON), await type(4000, after(1), after(60))]
    await test.db.bonus.createMany({ data: [
      { typeId: now.id, userId: id }, { typeId: now.id, userId: id }, { typeId: now.id, userId: id, orderId: 900, usedAt: NOON },
      { typeId: over.id, userId: id }, { typeId: later.id, userId: id }, { typeId: now.id },
    ] })

    expect(await read(id)).toMatchObject({ bonusCount: 2, bonusMoneyFen: 2000 })
  })

  it('address, favourites and whether WeChat is bound', async () => {
    const { id } = await world.user()
    const place = { userId: id, consignee: '', countryId: 1, provinceId: 1, cityId: 1, regionText: '', address: '' }
    await test.db.address.create({ data: place })
    const address = await test.db.address.create({ data: { ...place, isDefault: true } })
    const { id: categoryId } = await test.db.category.create({ data: { name: '茶具' } })
    for (const [at, isDeleted] of [false, true].entries()) {
      const goods = await test.db.goods.create({ data: { categoryId, sn: `R${at}`, snKey: `r${at}`, name: '', shopPriceFen: 1, isDeleted } })
      await test.db.favourite.create({ data: { userId: id, goodsId: goods.id, priceThenFen: 1, addedAt: NOON } })
    }
    await test.db.identity.create({ data: { provider: 'wechat', appId: 'wx1', openId: 'o1', userId: id } })

    expect(await read(id)).toMatchObject({ addressId: address.id, collectCount: 1, wechatBound: true })
  })

  it('orders by what they wait for', async () => {
    const [{ id }, other] = [await world.user(), await world.user()]
    await order(id, [0, 0, 0], { payDeadline: after(60) })
    await order(id, [1, 0, 1])
    await order(id, [0, 0, 0], { payDeadline: NOON }) // its time is over
    await order(id, [1, 0, 2])
    await order(id, [5, 5, 2])
    await order(id, [1, 3, 0], { isCod: true })
    await order(id, [0, 0, 0], { isCod: true }) // waits to be confirmed
    await order(id, [5, 4, 2])
    await order(id, [5, 1, 2])
    await order(id, [5, 1, 0], { isCod: true })
    await order(id, [5, 2, 2], { receivedAt: NOON }, false)
    await order(id, [5, 2, 2], { receivedAt: NOON })
    await order(id, [5, 2, 2], { receivedAt: new Date(NOON.getTime() - 181 * 86_400_000) }) // too long ago to be commented on
    await order(id, [2, 0, 0])
    await order(id, [4, 0, 0])
    await order(other.id, [1, 0, 2])

    expect(await read(id)).toMatchObject({ awaitPayCount: 2, awaitShipCount: 3, awaitReceiveCount: 3, awaitCommentCount: 1 })
  })

  it('of orders of several sellers the main one until it is paid, then the children', async () => {
    const { id } = await world.user()
    const unpaid = await order(id, [0, 0, 0], { isMain: true })
    await order(id, [0, 0, 0], { mainOrderId: unpaid.id })
    await order(id, [0, 0, 0], { mainOrderId: unpaid.id })
    const paid = await order(id, [1, 0, 2], { isMain: true })
    await order(id, [1, 0, 2], { mainOrderId: paid.id })
    await order(id, [1, 0, 2], { mainOrderId: paid.id })

    expect(await read(id)).toMatchObject({ awaitPayCount: 1, awaitShipCount: 2 })
  })
})

describe('ranks', () => {
  it('earned ones name the next one; a special one wins and has no next', async () => {
    const bronze = await test.db.rank.create({ data: { name: '铜牌', minPoints: 100, maxPoints: 1000, discountPercent: 95 } })
    const silver = await test.db.rank.create({ data: { name: '银牌', minPoints: 1000, maxPoints: 2_000_000, discountPercent: 90 } })
    const house = await test.db.rank.create({ data: { name: '内部', isSpecial: true, discountPercent: 80 } })
    const { id } = await world.user({ rankPoints: 40 })
    const system = world.ctx({ kind: 'system' })
    const seen = async () => {
      const { rankId, rankName, discount, specialRank, nextRankName, nextRankPoints } = await read(id)
      return [rankId, rankName, discount, specialRank, nextRankName, nextRankPoints]
    }

    expect(await seen()).toEqual([0, '', 100, false, '铜牌', 60])
    await test.db.user.update({ where: { id }, data: { rankPoints: 999 } })
    expect(await reviewRanks(system)).toBe(1)
    expect(await reviewRanks(system)).toBe(0)
    expect(await seen()).toEqual([bronze.id, '铜牌', 95, false, '银牌', 1])
    await setSpecialRank(system, { userId: id, rankId: house.id })
    expect(await seen()).toEqual([house.id, '内部', 80, true, '', 0])
    expect(await refusal(setSpecialRank(system, { userId: id, rankId: silver.id }))).toBe('NOT_FOUND')
    await setSpecialRank(system, { userId: id, rankId: null })
    expect(await seen()).toEqual([bronze.id, '铜牌', 95, false, '银牌', 1])
  })

  it.each([
    ['touching', [[0, 100], [100, 200]], null],
    ['in any order, special ones aside', [[100, 200], [0, 100], [0, 900, true]], null],
    ['one point in two', [[0, 101], [100, 200]], ['r0', 'r1']],
    ['one inside another', [[0, 500], [600, 700], [100, 200]], ['r0', 'r2']],
  ] as const)('may not overlap: %s', (_case, ranges, found) => {
    const ranks = ranges.map(([minPoints, maxPoints, isSpecial = false], at) => ({ name: `r${at}`, minPoints, maxPoints, isSpecial }))

    expect(overlappingRanks(ranks)).toEqual(found)
  })
})

describe('an account', () => {
  const close = (userId: number) => inTransaction(world.ctx(guest('')), (tx) => closeAccount(tx, { userId }))

  it('that is closed keeps its orders and rows under its id and nothing personal', async () => {
    const { id, name, email } = await world.user({ mobile: '13800138200', mobileKey: '+8613800138200', qq: '1', birthday: new Date('1990-01-01') })
    await order(id, [5, 2, 2])
    await inTransaction(world.ctx({ kind: 'system' }), (tx) => post(tx, { userId: id, type: LEDGER.PROMOTION, points: 5, referenceKind: 'close', referenceId: 1 }))

    await close(id)

    expect(await test.db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({
      name: `closed-${id}`, email: '', emailKey: null, mobile: '', mobileKey: null, qq: '', birthday: null, passwordHash: null, points: 5, closedAt: NOON,
    })
    expect([await test.db.order.count({ where: { userId: id } }), await test.db.ledgerEntry.count({ where: { userId: id } })]).toEqual([1, 1])
    for (const userName of [name, email, '13800138200', `closed-${id}`]) {
      expect(await refusal(signIn(world.ctx(guest('')), { userName, password: PASSWORD }, { ...fakePorts(), hashCost: CHEAP }))).toBe('SIGNIN_FAILED')
    }
    expect(await refusal(close(id))).toBe('CONFLICT')
    expect(await refusal(setUserDisabled(world.ctx(guest('')), { userId: id, isDisabled: true }))).toBe('NOT_FOUND')
  })

  it('is not closed while money is left, an order is live or a case is open', async () => {
    const [rich, waiting, arguing] = [await world.user(), await world.user(), await world.user()]
    await inTransaction(world.ctx({ kind: 'system' }), (tx) => post(tx, { userId: rich.id, type: LEDGER.DEPOSIT, balanceFen: 1, referenceKind: 'close', referenceId: 2 }))
    await order(waiting.id, [5, 1, 2])
    const { id: orderId } = await order(arguing.id, [5, 2, 2])
    const { id: orderLineId } = await test.db.orderLine.findFirstOrThrow({ where: { orderId } })
    await test.db.aftersale.create({ data: { sn: 'a1', orderId, orderLineId, kind: 1, quantity: 1, addedAt: NOON } })

    expect([await refusal(close(rich.id)), await refusal(close(waiting.id)), await refusal(close(arguing.id))]).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT'])
    expect(await test.db.user.count({ where: { id: { in: [rich.id, waiting.id, arguing.id] }, closedAt: null } })).toBe(3)
  })
})
