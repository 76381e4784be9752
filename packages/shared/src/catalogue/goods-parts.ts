import type { PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { writeProperties, writeSpecs } from './goods-attributes.ts'
import type { GoodsChange, WithCause } from './goods-input.ts'
import { assertSameStock } from './goods-kind.ts'
import { writeSkus } from './goods-skus.ts'
import { noteStock, stockNow } from './stock-ledger.ts'

interface SoldGoods {
  id: number
  sn: string
  goodsTypeId: number | null
  hasSku: boolean
  /** Its stock follows its cards. */
  isOfCards: boolean
}

/** Properties, options, SKUs and the stock that follows from them. */
export async function writeSelling(tx: PrismaTxCtx, goods: SoldGoods, change: GoodsChange & WithCause): Promise<void> {
  const { properties, specs, skus, stock, stockCause } = change
  const hasSku = skus === undefined ? goods.hasSku : skus.length > 0
  if (hasSku && stock !== undefined) throw new ShopError('STOCK_HAS_SKU')
  // New options would leave the SKUs that exist without their combination.
  if (goods.hasSku && specs !== undefined && skus === undefined) throw new ShopError('SPEC_INVALID')
  const changesStock = skus !== undefined || stock !== undefined
  const before = changesStock ? await stockNow(tx, goods.id) : []
  if (properties) await writeProperties(tx, goods, properties)
  if (specs) await writeSpecs(tx, goods, specs)
  if (skus) await tx.db.goods.update({ where: { id: goods.id }, data: { hasSku, stock: await writeSkus(tx, goods, skus) } })
  if (stock !== undefined) await tx.db.goods.update({ where: { id: goods.id }, data: { stock } })
  if (goods.isOfCards) assertSameStock(before, changesStock ? await stockNow(tx, goods.id) : [])
  if (changesStock) await noteStock(tx, goods.id, before, stockCause)
}

async function checkGoods({ db }: PrismaTxCtx, goodsId: number, ids: readonly number[], field: string): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length < ids.length || wanted.includes(goodsId)) throw new ShopError('PARAM_INVALID', { field })
  if (wanted.length > 0 && await db.goods.count({ where: { id: { in: wanted }, isDeleted: false } }) < wanted.length) throw new ShopError('PARAM_INVALID', { field })
}

async function writePrices({ db }: PrismaTxCtx, goodsId: number, { volumePrices, rankPrices }: GoodsChange): Promise<void> {
  if (volumePrices) {
    await db.volumePrice.deleteMany({ where: { goodsId } })
    await db.volumePrice.createMany({ data: volumePrices.map((tier) => ({ goodsId, ...tier })) })
  }
  if (rankPrices) {
    const rankIds = [...new Set(rankPrices.map(({ rankId }) => rankId))]
    const isKnown = rankIds.length === rankPrices.length && await db.rank.count({ where: { id: { in: rankIds } } }) === rankIds.length
    if (!isKnown) throw new ShopError('PRICE_INVALID')
    await db.rankPrice.deleteMany({ where: { goodsId } })
    await db.rankPrice.createMany({ data: rankPrices.map((price) => ({ goodsId, ...price })) })
  }
}

async function writeGallery({ db }: PrismaTxCtx, goodsId: number, { gallery, addImages, removeImageIds }: GoodsChange): Promise<void> {
  if (removeImageIds && removeImageIds.length > 0) await db.goodsImage.deleteMany({ where: { goodsId, id: { in: removeImageIds } } })
  if (gallery) {
    const kept = gallery.flatMap(({ id }) => id ?? [])
    await db.goodsImage.deleteMany({ where: { goodsId, id: { notIn: kept } } })
    for (const [sortOrder, { id, url, thumbUrl, description }] of gallery.entries()) {
      const data = { url, thumbUrl, description, sortOrder }
      const changed = id === undefined ? 0 : (await db.goodsImage.updateMany({ where: { id, goodsId }, data })).count
      if (changed === 0) await db.goodsImage.create({ data: { goodsId, ...data } })
    }
  }
  if (addImages && addImages.length > 0) {
    const last = await db.goodsImage.aggregate({ where: { goodsId }, _max: { sortOrder: true } })
    const from = (last._max.sortOrder ?? -1) + 1
    await db.goodsImage.createMany({ data: addImages.map((image, at) => ({ goodsId, ...image, sortOrder: from + at })) })
  }
}

/** Everything that hangs on a product as a list and is replaced as one. */
export async function writeLists(tx: PrismaTxCtx, goodsId: number, change: GoodsChange): Promise<void> {
  const { fittings, linkedGoodsIds } = change
  await writePrices(tx, goodsId, change)
  await writeGallery(tx, goodsId, change)
  if (fittings) {
    await checkGoods(tx, goodsId, fittings.map((fitting) => fitting.goodsId), 'fittings')
    await tx.db.fitting.deleteMany({ where: { goodsId } })
    await tx.db.fitting.createMany({ data: fittings.map((fitting) => ({ goodsId, fittingGoodsId: fitting.goodsId, priceFen: fitting.priceFen })) })
  }
  if (linkedGoodsIds) {
    await checkGoods(tx, goodsId, linkedGoodsIds, 'linked_goods')
    await tx.db.goodsLink.deleteMany({ where: { goodsId } })
    await tx.db.goodsLink.createMany({ data: linkedGoodsIds.map((linkedGoodsId, sortOrder) => ({ goodsId, linkedGoodsId, sortOrder })) })
  }
}
