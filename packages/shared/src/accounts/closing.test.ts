import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { inTransaction } from '../database/index.ts'
import { closeOwnAccount, closingState, exportOwnData, LEDGER, post } from './index.ts'
import { CHEAP, makeWorld, NOON, PASSWORD, refusal, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const CTX = (userId: number) => world.ctx(shopper(userId))
const close = (userId: number, password?: string) => closeOwnAccount(CTX(userId), password === undefined ? {} : { password }, { hashCost: CHEAP })
let made = 0

function order(userId: number, [orderStatus, shippingStatus, payStatus]: [number, number, number]) {
  made++
  return test.db.order.create({ data: { sn: `close${made}`, userId, orderStatus, shippingStatus, payStatus, addedAt: NOON, consignee: '王小明' } })
}

describe('a user who wants to leave', () => {
  it('is told by name what stands in the way', async () => {
    const { id } = await world.user()
    await order(id, [1, 0, 0])
    await order(id, [5, 2, 2])
    await inTransaction(world.ctx({ kind: 'system' }), (tx) => post(tx, { userId: id, type: LEDGER.DEPOSIT, balanceFen: 250, referenceKind: 'close', referenceId: id }))

    expect(await closingState(CTX(id))).toEqual({ liveOrders: 1, openCases: 0, openRequests: 0, balanceFen: 250, frozenFen: 0, canClose: false, needsPassword: true })
    expect(await refusal(close(id, PASSWORD))).toBe('CONFLICT')
    expect((await test.db.user.findUniqueOrThrow({ where: { id } })).closedAt).toBeNull()
  })

  it('proves it with the password and leaves nothing personal', async () => {
    const { id, email } = await world.user()
    await test.db.booking.create({ data: { userId: id, goodsId: 1, quantity: 1, tel: '13800138000', bookedAt: NOON } })
    await test.db.goodsTag.create({ data: { userId: id, goodsId: 1, text: '好', key: '好', addedAt: NOON } })
    await test.db.notice.create({ data: { userId: id, kind: 'price_fell', createdAt: NOON } })
    await test.db.outboundMessage.create({ data: { channel: 'mail', recipient: email, template: 'new_device', bodyCipher: '', createdAt: NOON } })

    expect(await refusal(close(id))).toBe('PASSWORD_WRONG')
    expect(await refusal(close(id, 'not my teapot'))).toBe('PASSWORD_WRONG')
    expect(await close(id, PASSWORD)).toEqual({ closed: true })

    const left = await Promise.all([test.db.booking.count({ where: { userId: id } }), test.db.goodsTag.count({ where: { userId: id } }), test.db.notice.count({ where: { userId: id } }), test.db.outboundMessage.count({ where: { recipient: email } })])
    expect(left).toEqual([0, 0, 0, 0])
    expect(await refusal(close(id, PASSWORD))).toBe('NOT_FOUND')
  })

  it('needs no password where there is none', async () => {
    const { id } = await world.user({ passwordHash: null })

    expect((await closingState(CTX(id))).needsPassword).toBe(false)
    expect(await close(id)).toEqual({ closed: true })
  })
})

describe('the file of one\'s own data', () => {
  it('holds what is mine, and no hash, no secret, nothing of others', async () => {
    const [{ id, name, email }, other] = [await world.user({ staffNote: 'difficult customer' }), await world.user()]
    const { id: goodsId } = await test.db.goods.create({ data: { category: { create: { name: '茶具' } }, sn: 'X1', snKey: 'x1', name: '石瓢壶', shopPriceFen: 1 } })
    await test.db.favourite.createMany({ data: [id, other.id].map((userId) => ({ userId, goodsId, priceThenFen: 1, addedAt: NOON })) })
    await order(id, [5, 2, 2])
    await order(other.id, [5, 2, 2])

    const { fileName, data } = await exportOwnData(CTX(id))

    expect(fileName).toBe(`xiaopu-${id}-2026-03-01.json`)
    expect(data).toMatchObject({ exportedAt: NOON.toISOString(), user: { userName: name, email }, favourites: [{ goodsName: '石瓢壶' }], orders: [{ consignee: '王小明' }], bookings: [], ledger: [], comments: [], sessions: [], identities: [] })
    for (const secret of ['argon2', 'difficult', other.name]) expect(JSON.stringify(data)).not.toContain(secret)
  })
})
