import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { goodsDetail, goodsSummaries } from '../catalogue/index.ts'
import { addFavourite, deleteFavourites, unwatchGoods, watchGoods } from './index.ts'
import { makeWorld, NOON, refusal, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const ports = { goodsSummaries }
const CTX = (userId: number) => world.ctx(shopper(userId), NOON)
let goodsId = 0

beforeAll(async () => {
  const { id: categoryId } = await test.db.category.create({ data: { name: '茶具' } })
  goodsId = (await test.db.goods.create({ data: { categoryId, sn: 'A1', snKey: 'a1', name: '石瓢壶', shopPriceFen: 12800, stock: 5 } })).id
})

const favourite = (userId: number) => test.db.favourite.findFirst({ where: { userId, goodsId } })

describe('a watched product', () => {
  it('becomes a favourite, watched from the present price', async () => {
    const { id } = await world.user()

    const { favouriteId } = await watchGoods(CTX(id), { goodsId }, ports)

    expect(await favourite(id)).toMatchObject({ id: favouriteId, isAttention: true, priceBelowFen: 12800, priceThenFen: 12800 })
    expect((await goodsDetail(CTX(id), { goodsId })).item).toMatchObject({ isAttention: true, isCollect: true })
  })

  it('keeps the favourite it was, and takes the newest price', async () => {
    const { id } = await world.user()
    const { favouriteId } = await addFavourite(CTX(id), { goodsId }, ports)

    await watchGoods(CTX(id), { goodsId, priceBelowFen: 9900 }, ports)
    const again = await watchGoods(CTX(id), { goodsId, priceBelowFen: 8800 }, ports)

    expect(again).toEqual({ favouriteId })
    expect(await favourite(id)).toMatchObject({ isAttention: true, priceBelowFen: 8800 })
  })

  it('stays a favourite when the watch ends; a second end is NOT_FOUND', async () => {
    const { id } = await world.user()
    await watchGoods(CTX(id), { goodsId }, ports)

    expect(await unwatchGoods(CTX(id), { goodsId })).toEqual({ deleted: true })
    expect(await favourite(id)).toMatchObject({ isAttention: false, priceBelowFen: 0 })
    expect(await refusal(unwatchGoods(CTX(id), { goodsId }))).toBe('NOT_FOUND')
  })

  it('is no longer watched when the favourite goes', async () => {
    const { id } = await world.user()
    await watchGoods(CTX(id), { goodsId }, ports)

    await deleteFavourites(CTX(id), { goodsId: [goodsId] })

    expect(await refusal(unwatchGoods(CTX(id), { goodsId }))).toBe('NOT_FOUND')
    expect((await goodsDetail(CTX(id), { goodsId })).item.isAttention).toBe(false)
  })

  it('exists', async () => {
    const { id } = await world.user()

    expect(await refusal(watchGoods(CTX(id), { goodsId: 999_999 }, ports))).toBe('NOT_FOUND')
  })
})
