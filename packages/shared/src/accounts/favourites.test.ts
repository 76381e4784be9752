import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { goodsSummaries } from '../catalogue/index.ts'
import { addFavourite, deleteFavourites, listFavourites } from './index.ts'
import { after, makeWorld, NOON, refusal, refused, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const CTX = (userId: number, now = NOON) => world.ctx(shopper(userId), now)
const ALL = { attentionOnly: false, pageNo: 1, pageSize: 20 }
const ports = { goodsSummaries }
let categoryId = 0
let made = 0

async function goods(columns: Record<string, unknown> = {}): Promise<number> {
  made++
  const { id } = await test.db.goods.create({ data: { categoryId, sn: `T${made}`, snKey: `t${made}`, name: `紫砂壶 ${made}`, shopPriceFen: 12800, stock: 5, ...columns } })
  return id
}
const collect = (userId: number, goodsId: number, now = NOON) => addFavourite(CTX(userId, now), { goodsId }, ports)
const list = async (userId: number, filter: Partial<Parameters<typeof listFavourites>[1]> = {}) => listFavourites(CTX(userId), { ...ALL, ...filter }, ports)

beforeAll(async () => {
  categoryId = (await test.db.category.create({ data: { name: '茶具' } })).id
})

describe('a product is collected', () => {
  it('once, with its price of then; a second call answers the same', async () => {
    const [{ id }, goodsId] = [await world.user(), await goods({ shopPriceFen: 9900 })]

    const first = await collect(id, goodsId)
    await test.db.goods.update({ where: { id: goodsId }, data: { shopPriceFen: 8800 } })
    const second = await collect(id, goodsId, after(60))

    expect([first.existed, second]).toEqual([false, { favouriteId: first.favouriteId, existed: true }])
    const { items, totalResults } = await list(id)
    expect(totalResults).toBe(1)
    expect(items).toMatchObject([{ favouriteId: first.favouriteId, isAttention: false, priceThenFen: 9900, addTime: NOON.toISOString(), goods: { goodsId, finalPriceFen: 8800 } }])
  })

  it('once by eight calls at the same time', async () => {
    const [{ id }, goodsId] = [await world.user(), await goods()]

    const answers = await Promise.all(Array.from({ length: 8 }, () => collect(id, goodsId)))

    expect(answers.filter(({ existed }) => !existed)).toHaveLength(1)
    expect(new Set(answers.map(({ favouriteId }) => favouriteId)).size).toBe(1)
  })

  it('not when it does not exist or lies in the recycle bin', async () => {
    const { id } = await world.user()

    expect(await refusal(collect(id, 999_999))).toBe('NOT_FOUND')
    expect(await refusal(collect(id, await goods({ isDeleted: true })))).toBe('NOT_FOUND')
  })

  it('at most 500 times', async () => {
    const [{ id }, known, one] = [await world.user(), await goods(), await goods()]
    await test.db.favourite.createMany({ data: Array.from({ length: 499 }, (_, at) => ({ userId: id, goodsId: 100_000 + at, priceThenFen: 1, addedAt: NOON })) })

    await collect(id, known)
    const limit = await refused(collect(id, one))

    expect([limit.word, limit.params]).toEqual(['LIMIT_REACHED', { limit: 500 }])
    expect((await collect(id, known)).existed).toBe(true)
  })
})

describe('the list', () => {
  it('shows the newest first, those off sale too, those in the recycle bin not', async () => {
    const [{ id }, other] = [await world.user(), await world.user()]
    const [first, second, third] = [await goods(), await goods(), await goods()]
    for (const [at, goodsId] of [first, second, third].entries()) await collect(id, goodsId, after(at))
    await collect(other.id, first)
    await test.db.goods.update({ where: { id: second }, data: { isOnSale: false } })
    await test.db.goods.update({ where: { id: third }, data: { isDeleted: true } })

    const { items, totalResults } = await list(id)

    expect(items.map(({ goods }) => [goods.goodsId, goods.isOnSale])).toEqual([[second, false], [first, true]])
    expect(totalResults).toBe(2)
    expect(await list(id, { pageNo: 2, pageSize: 1 })).toMatchObject({ items: [{ goods: { goodsId: first } }], totalResults: 2, pageNo: 2, pageSize: 1 })
    expect(await list(id, { pageNo: 3, pageSize: 1 })).toMatchObject({ items: [], totalResults: 2 })
  })

  it('finds watched products and words', async () => {
    const { id } = await world.user()
    const [pot, cup] = [await goods({ name: 'Yixing 朱泥 Teapot', searchText: 'yixing 朱泥 teapot' }), await goods({ name: '100% Cup', searchText: '100% cup' })]
    await collect(id, pot)
    await collect(id, cup)
    await test.db.favourite.updateMany({ where: { userId: id, goodsId: cup }, data: { isAttention: true } })
    const found = async (filter: object) => (await list(id, filter)).items.map(({ goods }) => goods.goodsId)

    expect(await found({ attentionOnly: true })).toEqual([cup])
    expect(await found({ keywords: 'TEAPOT 朱泥' })).toEqual([pot])
    expect(await found({ keywords: '100%' })).toEqual([cup])
    expect(await found({ keywords: '%' })).toEqual([cup])
    expect(await found({ keywords: 'kettle' })).toEqual([])
    expect(await found({ keywords: '  ' })).toEqual([cup, pot])
  })
})

describe('favourites are deleted', () => {
  it('by themselves or by their products; what is not the caller\'s is left alone', async () => {
    const [{ id }, other] = [await world.user(), await world.user()]
    const [first, second] = [await goods(), await goods()]
    const mine = [await collect(id, first), await collect(id, second)]
    const theirs = await collect(other.id, first)

    expect(await deleteFavourites(CTX(id), { favouriteIds: [mine[0]?.favouriteId ?? 0, theirs.favouriteId, 999_999] })).toEqual({ deleted: 1 })
    expect(await deleteFavourites(CTX(id), { goodsId: [first, second] })).toEqual({ deleted: 1 })
    expect(await test.db.favourite.count({ where: { userId: other.id } })).toBe(1)
  })

  it.each([['a stranger\'s', 'stranger'], ['one deleted before', 'again']])('%s is NOT_FOUND', async (_case, whose) => {
    const [owner, stranger, goodsId] = [await world.user(), await world.user(), await goods()]
    const { favouriteId } = await collect(owner.id, goodsId)
    if (whose === 'again') await deleteFavourites(CTX(owner.id), { favouriteIds: [favouriteId] })
    const before = await test.db.favourite.count()

    expect(await refusal(deleteFavourites(CTX(whose === 'again' ? owner.id : stranger.id), { favouriteIds: [favouriteId] }))).toBe('NOT_FOUND')
    expect(await test.db.favourite.count()).toBe(before)
  })

  it.each([['neither', {}, 'PARAM_MISSING'], ['both', { favouriteIds: [1], goodsId: [1] }, 'PARAM_INVALID']])('with %s kind of id: %s', async (_case, input, word) => {
    const { id } = await world.user()

    expect(await refusal(deleteFavourites(CTX(id), input))).toBe(word)
  })
})
