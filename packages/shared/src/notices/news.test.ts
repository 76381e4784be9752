import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { addBooking, watchGoods } from '../accounts/index.ts'
import { giveBackStock, goodsSummaries, saveGoods, setOnSale, takeStock, updateGoods, updateSku } from '../catalogue/index.ts'
import { decrypt } from '../secrets/index.ts'
import { ShopError } from '../errors/index.ts'
import { answerBooking, listBookingsForStaff, listNotices, readNotices, tellNews, unreadNotices } from './index.ts'

const test = testDatabase()
const NOON = new Date('2026-03-01T04:00:00.000Z')
const KEY = Buffer.alloc(32, 7)
const HOUR_MS = 3_600_000
const STAFF: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }
const at = (hours: number): Date => new Date(NOON.getTime() + hours * HOUR_MS)
const failures: unknown[] = []
const ports = { secretsKey: KEY, baseUrl: 'https://shop.example', failed: (error: unknown) => { failures.push(error) } }
const news = (hours = 0) => tellNews(test.ctx(undefined, at(hours)), ports)
let categoryId = 0
let made = 0

beforeAll(async () => {
  categoryId = (await test.db.category.create({ data: { name: '茶具' } })).id
})

async function goods(columns: Record<string, unknown> = {}): Promise<number> {
  made++
  return (await test.db.goods.create({ data: { categoryId, sn: `N${made}`, snKey: `n${made}`, name: `壶 ${made}`, shopPriceFen: 10_000, stock: 0, ...columns } })).id
}

async function person(columns: Record<string, unknown> = {}): Promise<{ id: number, email: string, actor: Actor }> {
  made++
  const email = `reader${made}@example.com`
  const { id } = await test.db.user.create({ data: { name: `reader${made}`, nameKey: `reader${made}`, email, emailKey: email, ...columns } })
  return { id, email, actor: { kind: 'shopper', userId: id, sessionId: 0, appId: 0, ip: '' } }
}

const book = (who: { actor: Actor }, goodsId: number, quantity: number, skuId = 0) => addBooking(test.ctx(who.actor, NOON), { goodsId, skuId, quantity })
const watch = (who: { actor: Actor }, goodsId: number, priceBelowFen?: number) => watchGoods(test.ctx(who.actor, NOON), { goodsId, ...priceBelowFen === undefined ? {} : { priceBelowFen } }, { goodsSummaries })
const arrive = (goodsId: number, quantity: number, hours = 0, skuId = 0) => inTransaction(test.ctx(undefined, at(hours)), (tx) => giveBackStock(tx, [{ goodsId, skuId, quantity }], { cause: 'canceled' }))
const price = (goodsId: number, shopPriceFen: number, hours = 0) => updateGoods(test.ctx(undefined, at(hours)), goodsId, { shopPriceFen })
const inbox = async (who: { actor: Actor }) => (await listNotices(test.ctx(who.actor, NOON), { pageNo: 1, pageSize: 50 })).items.map(({ kind, params }) => [kind, params] as const)
const kinds = async (who: { actor: Actor }) => (await inbox(who)).map(([kind]) => kind)
async function mails(email: string): Promise<{ template: string, params: unknown }[]> {
  const rows = await test.db.outboundMessage.findMany({ where: { recipient: email }, orderBy: { id: 'asc' } })
  return rows.map(({ template, bodyCipher }) => ({ template, params: JSON.parse(decrypt(KEY, bodyCipher)) as unknown }))
}

describe('a booking', () => {
  it('is told and closed when the stock covers it, oldest first, and reserves nothing', async () => {
    const [first, second, third, goodsId] = [await person({ isEmailValid: true }), await person(), await person(), await goods()]
    await book(first, goodsId, 2)
    await book(second, goodsId, 5)
    await book(third, goodsId, 3)

    await arrive(goodsId, 3)
    await news(1)

    const bookings = await test.db.booking.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })
    expect(bookings.map(({ isDisposed, disposeNote, disposedAt }) => [isDisposed, disposeNote, disposedAt])).toEqual([[true, '到货通知', at(1)], [false, '', null], [true, '到货通知', at(1)]])
    const told = await test.db.notice.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })
    expect(told.map(({ userId, kind }) => [userId, kind])).toEqual([[first.id, 'booking_arrived'], [third.id, 'booking_arrived']])
    expect(await mails(first.email)).toEqual([{ template: 'booking_arrived', params: { goodsName: `壶 ${made - 0}`, quantity: 2, link: `https://shop.example/goods/${goodsId}` } }])
    expect(await mails(third.email)).toEqual([])
    expect((await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).stock).toBe(3)
  })

  it('is told once, however often the stock rises', async () => {
    const [ann, goodsId] = [await person(), await goods()]
    await book(ann, goodsId, 1)

    for (const hours of [1, 2, 3]) {
      await arrive(goodsId, 1, hours)
      await news(hours)
    }

    expect(await kinds(ann)).toEqual(['booking_arrived'])
  })

  it('is not told of units that are gone again', async () => {
    const [ann, goodsId] = [await person(), await goods()]
    await book(ann, goodsId, 2)
    await arrive(goodsId, 2)
    await inTransaction(test.ctx(), (tx) => takeStock(tx, [{ goodsId, skuId: 0, quantity: 1 }], { cause: 'placed' }))
    await news()

    expect(await kinds(ann)).toEqual([])
  })

  it('of a SKU waits for that SKU, written by a merchant or given back by an order', async () => {
    const [ann, ben, goodsId] = [await person(), await person(), await goods({ hasSku: true })]
    const [red, blue] = [await test.db.sku.create({ data: { goodsId, sn: `r${made}`, snKey: `r${made}`, optionKey: '1', optionsText: '颜色:红' } }), await test.db.sku.create({ data: { goodsId, sn: `u${made}`, snKey: `u${made}`, optionKey: '2' } })]
    await book(ann, goodsId, 2, red.id)
    await book(ben, goodsId, 2, blue.id)

    await updateSku(test.ctx(undefined, NOON), { skuId: red.id, stockChange: 2 })
    await news()
    expect([await inbox(ann), await kinds(ben)]).toEqual([[['booking_arrived', { goodsName: `${(await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).name} 颜色:红`, quantity: 2 }]], []])
    await arrive(goodsId, 2, 0, blue.id)
    await news()
    expect(await kinds(ben)).toEqual(['booking_arrived'])
  })

  it('hears of the stock a member types into the form', async () => {
    const [ann, goodsId] = [await person(), await goods()]
    await book(ann, goodsId, 1)
    const { updatedAt } = await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })

    await saveGoods(test.ctx(STAFF, NOON), goodsId, { stock: 4 }, updatedAt)
    await news()

    expect(await kinds(ann)).toEqual(['booking_arrived'])
  })

  it('costs nothing where nobody waits: no event is written', async () => {
    const goodsId = await goods()
    const before = await test.db.outboxEvent.count()

    await arrive(goodsId, 5)
    await price(goodsId, 500)

    expect(await test.db.outboxEvent.count()).toBe(before)
  })
})

describe('a watched product', () => {
  it('is told when its price falls below the one given, which then becomes that price', async () => {
    const [ann, goodsId] = [await person({ isEmailValid: true }), await goods({ stock: 5 })]
    await watch(ann, goodsId, 9000)
    await price(goodsId, 9000, 1)
    await news(1)
    expect(await inbox(ann)).toEqual([])

    await price(goodsId, 8990, 2)
    await news(2)

    const { name } = await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })
    expect(await inbox(ann)).toEqual([['price_fell', { goodsName: name, price: '¥89.90', was: '¥90.00' }]])
    expect(await mails(ann.email)).toEqual([{ template: 'price_fell', params: { goodsName: name, price: '¥89.90', was: '¥90.00', link: `https://shop.example/goods/${goodsId}` } }])
    expect(await test.db.favourite.findFirst({ where: { userId: ann.id, goodsId } })).toMatchObject({ priceBelowFen: 8990, toldAt: at(2) })
    await price(goodsId, 9500, 30)
    await price(goodsId, 8990, 31)
    await news(31)
    expect(await kinds(ann)).toEqual(['price_fell'])
  })

  it('is judged by the price of the user\'s own rank', async () => {
    const rank = await test.db.rank.create({ data: { name: '金卡', discountPercent: 90 } })
    const [gold, plain, goodsId] = [await person({ rankId: rank.id }), await person(), await goods({ stock: 5 })]
    await watch(gold, goodsId, 8500)
    await watch(plain, goodsId, 8500)

    await price(goodsId, 9000)
    await news()

    expect([await kinds(gold), await kinds(plain)]).toEqual([['price_fell'], []])
  })

  it('is told of once in 24 hours, and of the newest state after that', async () => {
    const [ann, goodsId] = [await person(), await goods({ stock: 5 })]
    await watch(ann, goodsId)
    await price(goodsId, 9000, 0)
    await news(0)
    await price(goodsId, 8000, 1)
    await news(1)
    await price(goodsId, 8500, 2)
    await news(2)
    await news(23.9)
    expect(await kinds(ann)).toEqual(['price_fell'])

    await news(24)

    expect((await inbox(ann)).map(([, params]) => params.price)).toEqual(['¥85.00', '¥90.00'])
    await news(48)
    expect(await kinds(ann)).toHaveLength(2)
  })

  it('is told of when its stock rises from nothing, not when it rises further', async () => {
    const [ann, empty, full] = [await person(), await goods(), await goods({ stock: 1 })]
    await watch(ann, empty)
    await watch(ann, full)

    await arrive(empty, 2)
    await arrive(full, 2)
    await news()

    expect((await test.db.notice.findMany({ where: { userId: ann.id } })).map(({ kind, goodsId }) => [kind, goodsId])).toEqual([['stock_back', empty]])
  })

  it('is told of when its promotion begins by the clock', async () => {
    const [ann, goodsId] = [await person(), await goods({ stock: 5, promotePriceFen: 7000, promoteStartAt: at(2), promoteEndAt: at(9) })]
    await watch(ann, goodsId)
    await news(1.9)
    expect(await kinds(ann)).toEqual([])

    await news(2)
    await news(3)

    expect((await inbox(ann)).map(([, params]) => params.price)).toEqual(['¥70.00'])
  })

  it('is not told of while it is off sale', async () => {
    const [ann, goodsId] = [await person(), await goods()]
    await watch(ann, goodsId)
    await setOnSale(test.ctx(), { goodsIds: [goodsId], isOnSale: false })

    await arrive(goodsId, 2)
    await news()

    expect(await kinds(ann)).toEqual([])
  })
})

describe('the worker', () => {
  it('leaves an event it fails on for later and goes on with the next one', async () => {
    const [ann, goodsId] = [await person(), await goods()]
    await book(ann, goodsId, 1)
    const bad = await test.db.outboxEvent.create({ data: { topic: 'goods.stock_rose', payload: { goodsId: 'no number' }, createdAt: NOON, tasks: { create: { consumer: 'notices' } } } })
    await arrive(goodsId, 1)

    await news()

    expect(await kinds(ann)).toEqual(['booking_arrived'])
    expect(failures).toHaveLength(1)
    expect(await test.db.outboxTask.findMany({ where: { eventId: bad.id } })).toMatchObject([{ consumer: 'notices', attempts: 1 }])
    await test.db.outboxEvent.delete({ where: { id: bad.id } })
  })

  it('of two processes tells everybody once', async () => {
    const [ann, goodsId] = [await person(), await goods()]
    await book(ann, goodsId, 1)
    await watch(ann, goodsId)
    await arrive(goodsId, 1)

    await Promise.all([news(), news(), news()])
    await news()

    expect((await kinds(ann)).sort()).toEqual(['booking_arrived', 'stock_back'])
  })

  it('mails nobody whose address is not confirmed, who is disabled or who left', async () => {
    const people = [await person(), await person({ isEmailValid: true, isDisabled: true }), await person({ isEmailValid: true, closedAt: NOON })]
    const goodsId = await goods()
    for (const who of people) await book(who, goodsId, 1)

    await arrive(goodsId, 1)
    await news()

    expect(await Promise.all(people.map(({ email }) => mails(email)))).toEqual([[], [], []])
  })
})

describe('the inbox', () => {
  it('counts what was not read', async () => {
    const [ann, ben, goodsId] = [await person(), await person(), await goods()]
    for (const who of [ann, ben]) await book(who, goodsId, 1)
    await arrive(goodsId, 1)
    await news()
    const ctx = test.ctx(ann.actor, NOON)
    const [newest] = (await listNotices(ctx, { pageNo: 1, pageSize: 1 })).items

    expect(await unreadNotices(ctx)).toEqual({ unread: 1 })
    expect(await readNotices(ctx, { upToId: newest?.noticeId ?? 0 })).toEqual({ read: 1 })
    expect(await unreadNotices(ctx)).toEqual({ unread: 0 })
    expect(await unreadNotices(test.ctx(ben.actor, NOON))).toEqual({ unread: 1 })
  })
})

describe('a member of staff', () => {
  const answer = (bookingId: number, actor: Actor = STAFF) => inTransaction(test.ctx(actor, at(5)), (tx) => answerBooking(tx, { bookingId, note: ' 月底到货 ' }, ports)).then(() => 'answered', (error: unknown) => (error instanceof ShopError ? error.word : 'fault'))

  it('closes a booking with an answer the shopper is told, once', async () => {
    const [ann, goodsId] = [await person({ isEmailValid: true }), await goods()]
    const { booking: { bookingId } } = await book(ann, goodsId, 1)
    const seller: Actor = { ...STAFF, sellerId: 99 } as Actor

    expect(await answer(bookingId, seller)).toBe('NOT_FOUND')
    expect([await answer(bookingId), await answer(bookingId), await answer(999_999)]).toEqual(['answered', 'CONFLICT', 'NOT_FOUND'])

    expect(await test.db.booking.findUniqueOrThrow({ where: { id: bookingId } })).toMatchObject({ isDisposed: true, disposeNote: '月底到货', disposedBy: '许店长', disposedAt: at(5) })
    expect(await kinds(ann)).toEqual(['booking_answered'])
    expect((await mails(ann.email)).map(({ template }) => template)).toEqual(['booking_answered'])
    expect((await listBookingsForStaff(test.ctx(seller), { state: 'all', q: '' }, { pageNo: 1, pageSize: 20 })).totalResults).toBe(0)
    expect((await listBookingsForStaff(test.ctx(STAFF), { state: 'closed', q: `reader${made}` }, { pageNo: 1, pageSize: 20 })).items).toEqual([])
  })
})
