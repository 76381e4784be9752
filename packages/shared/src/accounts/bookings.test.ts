import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { addBooking, deleteBooking, listBookings, type NewBooking } from './index.ts'
import { after, makeWorld, NOON, refusal, refused, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const CTX = (userId: number, now = NOON) => world.ctx(shopper(userId), now)
const ALL = { pageNo: 1, pageSize: 20 }
let categoryId = 0
let made = 0

beforeAll(async () => {
  categoryId = (await test.db.category.create({ data: { name: '茶具' } })).id
})

async function goods(columns: Record<string, unknown> = {}): Promise<number> {
  made++
  return (await test.db.goods.create({ data: { categoryId, sn: `B${made}`, snKey: `b${made}`, name: `朱泥壶 ${made}`, thumbUrl: '/t.webp', shopPriceFen: 12800, stock: 0, ...columns } })).id
}

async function soldInSizes(stock: number): Promise<{ goodsId: number, skuId: number }> {
  const goodsId = await goods({ hasSku: true, stock })
  const sku = await test.db.sku.create({ data: { goodsId, sn: `BS${goodsId}`, snKey: `bs${goodsId}`, optionKey: '1', optionsText: '容量:200ml', stock } })
  return { goodsId, skuId: sku.id }
}

const book = (userId: number, input: Partial<NewBooking> & { goodsId: number }, now = NOON) => addBooking(CTX(userId, now), { skuId: 0, quantity: 2, ...input })

const refusalWord = (error: unknown): string => (error instanceof Error && 'word' in error ? String(error.word) : 'fault')

describe('a booking', () => {
  it('keeps what was asked for and takes email, number and name from the account', async () => {
    const { id, email } = await world.user({ mobile: '13800138000' })
    await test.db.address.create({ data: { userId: id, consignee: '王小明', countryId: 1, provinceId: 1, cityId: 1, districtId: 0, regionText: '上海', address: '外滩 1 号', isDefault: true } })
    const goodsId = await goods({ stock: 1 })

    const { booking } = await book(id, { goodsId, description: '  要两把一样的 ' })

    expect(booking).toEqual({
      bookingId: booking.bookingId, goodsId, skuId: 0, goodsName: `朱泥壶 ${made}`, goodsThumb: '/t.webp', optionsText: '', quantity: 2, description: '要两把一样的',
      linkMan: '王小明', email, tel: '13800138000', isDisposed: false, disposeNote: '', bookedAt: NOON.toISOString(), disposedAt: '',
    })
    expect((await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).stock).toBe(1)
  })

  it('prefers what was sent', async () => {
    const { id } = await world.user()

    const { booking } = await book(id, { goodsId: await goods(), email: 'Tea@Example.COM', tel: '021-5555', linkMan: '阿明' })

    expect(booking).toMatchObject({ email: 'Tea@example.com', tel: '021-5555', linkMan: '阿明' })
  })

  it('of a SKU shows its options', async () => {
    const { id } = await world.user()
    const { goodsId, skuId } = await soldInSizes(1)

    expect((await book(id, { goodsId, skuId })).booking).toMatchObject({ skuId, optionsText: '容量:200ml' })
  })

  it('is refused while the stock covers it, to the unit', async () => {
    const { id } = await world.user()
    const [goodsId, { goodsId: sized, skuId }] = [await goods({ stock: 2 }), await soldInSizes(3)]

    expect(await refusal(book(id, { goodsId, quantity: 2 }))).toBe('GOODS_IN_STOCK')
    expect(await refusal(book(id, { goodsId: sized, skuId, quantity: 3 }))).toBe('GOODS_IN_STOCK')
    expect((await book(id, { goodsId, quantity: 3 })).booking.quantity).toBe(3)
  })

  it('needs a product, its SKU, and a way to reach somebody', async () => {
    const [{ id }, nobody] = [await world.user(), await world.user({ email: '', emailKey: null })]
    const [goodsId, { goodsId: sized, skuId }] = [await goods(), await soldInSizes(0)]

    expect(await refusal(book(id, { goodsId: 999_999 }))).toBe('NOT_FOUND')
    expect(await refusal(book(id, { goodsId: await goods({ isDeleted: true }) }))).toBe('NOT_FOUND')
    expect(await refusal(book(id, { goodsId: sized }))).toBe('SPEC_REQUIRED')
    expect(await refusal(book(id, { goodsId, skuId }))).toBe('NOT_FOUND')
    expect(await refusal(book(id, { goodsId: sized, skuId: skuId + 999 }))).toBe('NOT_FOUND')
    expect(await refusal(book(id, { goodsId, email: 'no address' }))).toBe('EMAIL_INVALID')
    expect((await refused(book(nobody.id, { goodsId }))).params).toEqual({ field: 'tel' })
    expect(await test.db.booking.count({ where: { userId: { in: [id, nobody.id] } } })).toBe(0)
  })

  it('is open once per user and SKU, however many are sent at once, and again after it was closed', async () => {
    const [{ id }, goodsId] = [await world.user(), await goods()]

    const words = await Promise.all(Array.from({ length: 4 }, () => book(id, { goodsId }).then(() => 'booked', refusalWord)))
    await test.db.booking.updateMany({ where: { userId: id }, data: { isDisposed: true } })

    expect(words.sort()).toEqual(['BOOKING_EXISTS', 'BOOKING_EXISTS', 'BOOKING_EXISTS', 'booked'])
    expect((await book(id, { goodsId })).booking.isDisposed).toBe(false)
  })

  it('is one of 50 open ones at most', async () => {
    const [{ id }, goodsId] = [await world.user(), await goods()]
    const open = Array.from({ length: 50 }, (_, at) => ({ userId: id, goodsId: 500_000 + at, quantity: 1, bookedAt: NOON }))
    await test.db.booking.createMany({ data: open })

    const limit = await refused(book(id, { goodsId }))
    await test.db.booking.updateMany({ where: { userId: id, goodsId: 500_000 }, data: { isDisposed: true } })

    expect([limit.word, limit.params]).toEqual(['LIMIT_REACHED', { limit: 50 }])
    expect((await book(id, { goodsId })).booking.goodsId).toBe(goodsId)
  })
})

describe('my bookings', () => {
  it('come newest first, mine only', async () => {
    const [{ id }, other] = [await world.user(), await world.user()]
    const [first, second] = [await goods(), await goods()]
    await book(id, { goodsId: first })
    await book(id, { goodsId: second }, after(60))
    await book(other.id, { goodsId: first })

    const { items, totalResults } = await listBookings(CTX(id), ALL)

    expect([items.map((item) => item.goodsId), totalResults]).toEqual([[second, first], 2])
    expect((await listBookings(CTX(id), { pageNo: 2, pageSize: 1 })).items.map((item) => item.goodsId)).toEqual([first])
  })

  it('are deleted once, open or closed, by their owner', async () => {
    const [{ id }, other] = [await world.user(), await world.user()]
    const { booking: { bookingId } } = await book(id, { goodsId: await goods() })

    expect(await refusal(deleteBooking(CTX(other.id), { bookingId }))).toBe('NOT_FOUND')
    await test.db.booking.update({ where: { id: bookingId }, data: { isDisposed: true } })
    expect(await deleteBooking(CTX(id), { bookingId })).toEqual({ deleted: true })
    expect(await refusal(deleteBooking(CTX(id), { bookingId }))).toBe('NOT_FOUND')
  })
})
