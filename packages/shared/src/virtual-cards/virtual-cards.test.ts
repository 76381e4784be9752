import { beforeAll, describe, expect, it } from 'vitest'
import { createGoods, type NewGoods, takeStock, updateGoods, updateSku } from '../catalogue/index.ts'
import { aCategory } from '../catalogue/testing/fixtures.ts'
import { type Actor, inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { installSecretKey } from '../secrets/index.ts'
import { type CardFilters, expireCards, handOutCards, importCards, listCards, readCardLines, removeCards, revealCard } from './index.ts'

const test = testDatabase({ poolSize: 12 })
const NOW = new Date('2026-03-01T04:00:00.000Z')
const staffOf = (sellerId: number): Actor => ({ kind: 'staff', staffId: 1, name: '小王', sellerId, permissions: ['*'], ip: '' })
const STAFF = staffOf(0)
const MONTHS = [{ name: '时长', kind: 1 as const, values: ['月卡', '年卡'].map((value) => ({ value, priceFen: 0, imageUrl: '' })) }]
const sku = (option: string, stock = 0) => ({ options: [option], stock, priceFen: null, isOnSale: true })
let categoryId = 0
beforeAll(async () => {
  installSecretKey(Buffer.alloc(32, 5))
  categoryId = await aCategory(test)
})

const make = async (goods: Partial<NewGoods> = {}): Promise<number> => (await createGoods(test.ctx(STAFF, NOW), { name: '视频会员', categoryId, shopPriceFen: 100, isReal: false, extensionCode: 'virtual_card', ...goods })).goodsId
const bring = (goodsId: number, text: string, special: { skuId?: number, actor?: Actor, now?: Date } = {}) => importCards(test.ctx(special.actor ?? STAFF, special.now ?? NOW), { goodsId, skuId: special.skuId ?? 0, text })
const list = (goodsId: number, filters: Partial<CardFilters> = {}, actor = STAFF) => listCards(test.ctx(actor), { goodsId, skuId: 0, state: '', ...filters }, { pageNo: 1, pageSize: 50 })
const stockOf = async (goodsId: number): Promise<number> => (await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).stock
const movements = async (goodsId: number) => (await test.db.stockMovement.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })).map((row) => [row.cause, row.change, row.stockAfter])
const idsOf = async (goodsId: number, ...tails: string[]) => (await test.db.virtualCard.findMany({ where: { goodsId, tail: { in: tails } } })).map((card) => card.id)

describe('lines of cards', () => {
  it('are number, password and last day, however they are separated', () => {
    const { cards, refused } = readCardLines('A1,p1,2026-12-31\r\n\nA2\tp2\t2026/3/1\nA3，p3\n  A4  ', NOW)

    expect(refused).toEqual([])
    expect(cards).toEqual([
      { row: 1, number: 'A1', password: 'p1', expiresAt: new Date('2026-12-31T15:59:59.000Z') },
      { row: 3, number: 'A2', password: 'p2', expiresAt: new Date('2026-03-01T15:59:59.000Z') },
      { row: 4, number: 'A3', password: 'p3', expiresAt: null },
      { row: 5, number: 'A4', password: '', expiresAt: null },
    ])
  })

  it('that will not do are named with their row', () => {
    const { cards, refused } = readCardLines(['A1,p', ',p', 'A2,p,2026-02-30', 'A3,p,2026-02-28', 'A1,q', 'A4,p,2026-12-31,x', 'x'.repeat(121), 'A5,p,soon'].join('\n'), NOW)

    expect(cards.map((card) => card.number)).toEqual(['A1'])
    expect(refused.map(({ row, reason }) => [row, reason])).toEqual([[2, 'noNumber'], [3, 'badExpiry'], [4, 'pastExpiry'], [5, 'repeated'], [6, 'columns'], [7, 'tooLong'], [8, 'badExpiry']])
  })
})

describe('bringing cards in', () => {
  it('takes the good ones, names the others, and the stock is what came in', async () => {
    const goodsId = await make()
    expect(await bring(goodsId, 'IN-0001,p1\nIN-0002,p2\n,p3')).toEqual({ added: 2, refused: [{ row: 3, reason: 'noNumber' }] })
    expect(await bring(goodsId, 'IN-0002,other\nIN-0003,p3')).toEqual({ added: 1, refused: [{ row: 1, reason: 'exists' }] })

    expect([await stockOf(goodsId), await movements(goodsId)]).toEqual([3, [['cards', 2, 2], ['cards', 1, 3]]])
    const audits = await test.db.auditEntry.findMany({ where: { targetKind: 'goods', targetId: String(goodsId) }, orderBy: { id: 'asc' } })
    expect(audits.map((row) => [row.action, row.after])).toEqual([['virtualCard.import', { added: 2, refused: 1, skuId: 0 }], ['virtualCard.import', { added: 1, refused: 1, skuId: 0 }]])
  })

  it('the same card is not taken for another product, but for another seller', async () => {
    const [one, other, theirs] = [await make(), await make(), await make()]
    await test.db.goods.update({ where: { id: theirs }, data: { sellerId: 4 } })
    await bring(one, 'TWICE-1,p')

    expect(await bring(other, 'TWICE-1,p')).toEqual({ added: 0, refused: [{ row: 1, reason: 'exists' }] })
    expect(await bring(theirs, 'TWICE-1,p', { actor: staffOf(4) })).toEqual({ added: 1, refused: [] })
  })

  it('ten times at once takes each once', async () => {
    const goodsId = await make()
    const text = Array.from({ length: 30 }, (_, at) => `RACE-${at},p`).join('\n')

    const added = await Promise.all(Array.from({ length: 10 }, async () => (await bring(goodsId, text)).added))

    expect([added.reduce((sum, count) => sum + count, 0), await stockOf(goodsId)]).toEqual([30, 30])
  })

  it('goes to one SKU where there are SKUs', async () => {
    const goodsId = await make({ specs: MONTHS, skus: [sku('月卡'), sku('年卡')] })
    const [month, year] = await test.db.sku.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })
    await expect(bring(goodsId, 'SKU-1,p')).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'skuId' } })

    await bring(goodsId, 'SKU-1,p\nSKU-2,p', { skuId: year?.id ?? 0 })

    expect((await list(goodsId)).goods).toMatchObject({ stock: 2, skus: [{ skuId: month?.id, stock: 0 }, { skuId: year?.id, stock: 2, optionsText: '时长:年卡' }] })
    expect((await list(goodsId, { skuId: month?.id ?? 0 })).totalResults).toBe(0)
  })

  it('is refused for goods of another kind, of another seller, and for nothing', async () => {
    const real = await make({ isReal: true, extensionCode: '' })
    const goodsId = await make()

    await expect(bring(real, 'X-1,p')).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(bring(goodsId, 'X-1,p', { actor: staffOf(4) })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(bring(goodsId, ' \n ')).rejects.toMatchObject({ word: 'PARAM_MISSING', params: { field: 'text' } })
    await expect(bring(goodsId, Array.from({ length: 2001 }, (_, at) => `M-${at}`).join('\n'))).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'text' } })
  })
})

describe('the shop\'s own list', () => {
  it('shows the last characters and never what a card says', async () => {
    const goodsId = await make()
    await bring(goodsId, 'LIST-98765432,PASS-1,2026-12-31\nAB')

    const page = await list(goodsId)

    expect(page.items.map((card) => [card.tail, card.hasPassword, card.state, card.expiresAt, card.addedBy])).toEqual([['B', false, 'free', '', '小王'], ['5432', true, 'free', '2026-12-31T15:59:59.000Z', '小王']])
    expect(page.counts).toEqual({ free: 2, sold: 0, expired: 0 })
    expect(JSON.stringify(page)).not.toMatch(/98765432|PASS/)
    await expect(list(goodsId, {}, staffOf(4))).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('opens one card for a member, and the audit tells who looked, not what was seen', async () => {
    const goodsId = await make()
    await bring(goodsId, 'REVEAL-12345,HUSH-1')
    const [cardId = 0] = await idsOf(goodsId, '2345')

    expect(await revealCard(test.ctx(STAFF), cardId)).toEqual({ number: 'REVEAL-12345', password: 'HUSH-1' })

    const [entry] = await test.db.auditEntry.findMany({ where: { action: 'virtualCard.reveal' } })
    expect([entry?.staffName, entry?.targetId, entry?.after]).toEqual(['小王', String(goodsId), { tail: '2345' }])
    await expect(revealCard(test.ctx(staffOf(4)), cardId)).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})

/** A line of an order that has just the columns the cards look at. */
async function aLine(goodsId: number): Promise<number> {
  const at = Date.now() + Math.random()
  const user = await test.db.user.create({ data: { name: `u${at}`, nameKey: `u${at}` } })
  const order = await test.db.order.create({ data: { sn: `S${at}`, userId: user.id, addedAt: NOW } })
  return (await test.db.orderLine.create({ data: { orderId: order.id, goodsId, goodsSn: '', goodsName: '', goodsThumb: '', marketPriceFen: 0, unitPriceFen: 0, quantity: 1, subtotalFen: 0, netAmountFen: 0 } })).id
}

describe('taking cards out', () => {
  it('takes free ones off the stock, and leaves sold ones and those orders hold', async () => {
    const goodsId = await make()
    await bring(goodsId, 'OUT-0001\nOUT-0002\nOUT-0003\nOUT-0004')
    await inTransaction(test.ctx(), async (tx) => {
      await takeStock(tx, [{ goodsId, skuId: 0, quantity: 1 }], { cause: 'placed' })
      await handOutCards(tx, [{ orderLineId: await aLine(goodsId), goodsId, skuId: 0, quantity: 1 }])
    })
    await takeStock(test.ctx(), [{ goodsId, skuId: 0, quantity: 1 }], { cause: 'placed' })
    const remove = async (...tails: string[]) => removeCards(test.ctx(STAFF), { goodsId, cardIds: await idsOf(goodsId, ...tails) })

    expect(await remove('0001', '0002')).toEqual({ removed: 1 })
    await expect(remove('0003', '0004')).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 1 } })

    expect([await stockOf(goodsId), (await list(goodsId)).counts]).toEqual([1, { free: 2, sold: 1, expired: 0 }])
    await expect(removeCards(test.ctx(staffOf(4)), { goodsId, cardIds: await idsOf(goodsId, '0003') })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('by the clock: the stock falls with the cards whose day is over, those orders hold wait', async () => {
    const goodsId = await make()
    await bring(goodsId, 'DUE-0001,p,2026-03-01\nDUE-0002,p,2026-03-01\nDUE-0003,p,2026-03-02\nDUE-0004,p')
    await takeStock(test.ctx(), [{ goodsId, skuId: 0, quantity: 3 }], { cause: 'placed' })
    const midnight = new Date('2026-03-01T16:00:00.000Z')

    expect(await expireCards(test.ctx(undefined, NOW))).toBe(0)
    expect(await expireCards(test.ctx(undefined, midnight))).toBe(1)
    expect(await expireCards(test.ctx(undefined, midnight))).toBe(0)

    expect([await stockOf(goodsId), (await list(goodsId)).counts]).toEqual([0, { free: 3, sold: 0, expired: 1 }])
    expect((await movements(goodsId)).at(-1)).toEqual(['expired', -1, 0])
  })
})

describe('goods of cards', () => {
  it('have no stock but their cards', async () => {
    const refusal = { word: 'PARAM_INVALID', params: { field: 'goods_number' } }
    await expect(make({ stock: 5 })).rejects.toMatchObject(refusal)
    await expect(make({ specs: MONTHS, skus: [sku('月卡', 2)] })).rejects.toMatchObject(refusal)
    const goodsId = await make()
    await bring(goodsId, 'STOCK-1')

    await expect(updateGoods(test.ctx(STAFF), goodsId, { stock: 2 })).rejects.toMatchObject(refusal)
    await updateGoods(test.ctx(STAFF), goodsId, { stock: 1, name: '会员' })
    const withSkus = await make({ specs: MONTHS, skus: [sku('月卡')] })
    const [month] = await test.db.sku.findMany({ where: { goodsId: withSkus } })
    await expect(updateSku(test.ctx(STAFF), { skuId: month?.id ?? 0, stockChange: 1 })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'product_number' } })
    expect((await updateSku(test.ctx(STAFF), { skuId: month?.id ?? 0, priceFen: 900 })).sku.stock).toBe(0)
    expect([await stockOf(goodsId), await stockOf(withSkus)]).toEqual([1, 0])
  })

  it('are not real, and their kind stands once there is a card, a stock or an order', async () => {
    await expect(make({ isReal: true })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'is_real' } })
    const [empty, stocked, carded, sold] = [await make(), await make({ isReal: true, extensionCode: '', stock: 3 }), await make(), await make()]
    await bring(carded, 'KIND-1')
    await removeCards(test.ctx(STAFF), { goodsId: carded, cardIds: [] })
    await aLine(sold)
    const turn = (goodsId: number, isReal: boolean) => updateGoods(test.ctx(STAFF), goodsId, { isReal, extensionCode: isReal ? '' : 'virtual_card' })

    const fixed = { word: 'PARAM_INVALID', params: { field: 'extensionCode' } }
    await expect(turn(stocked, false)).rejects.toMatchObject(fixed)
    await expect(turn(carded, true)).rejects.toMatchObject(fixed)
    await expect(turn(sold, true)).rejects.toMatchObject(fixed)
    await turn(empty, true)
    expect(await test.db.goods.findUniqueOrThrow({ where: { id: empty } })).toMatchObject({ isReal: true, extensionCode: '' })
  })
})
