import { type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { share } from '../money/index.ts'
import { getSettings } from '../shop/index.ts'
import type { Goods } from '../database/generated/client.ts'
import type { GoodsChange, NewGoods, WithCause } from './goods-input.ts'
import { writeLists, writeSelling } from './goods-parts.ts'
import { tellGoodsChange, tellPublished } from './goods-news.ts'
import { checkPrices, checkSpecs, cleanHtml, sellerOf } from './goods-rules.ts'
import { CARD_KIND, checkKind, isKindOpenFor } from './goods-kind.ts'
import { placeGoods } from './placements.ts'
import { checkSalePlan, NO_PLAN } from './sale-plan.ts'
import { refreshSearchText } from './search-text.ts'
import { translated } from './taken-numbers.ts'

const BASIS_POINTS = 10_000
const SECOND_MS = 1000
const ID_DIGITS = 6
const COLUMNS = [
  'name', 'categoryId', 'shopPriceFen', 'marketPriceFen', 'promotePriceFen', 'promoteStartAt', 'promoteEndAt', 'warnStock', 'weightGrams', 'brief', 'keywords', 'videoUrl',
  'isReal', 'extensionCode', 'isOnSale', 'onSaleAt', 'offSaleAt', 'isAloneSale', 'isShippingFree', 'isBest', 'isNew', 'isHot', 'pointsLimitYuan', 'givePoints', 'giveRankPoints', 'sortOrder', 'sellerNote',
] as const

const secondOf = (time: Date): number => Math.floor(time.getTime() / SECOND_MS) * SECOND_MS

/** The wire knows whole seconds, so a product's time of change is one, and a later change is a later second. */
function changeTime(now: Date, before: Date | null): Date {
  return new Date(before ? Math.max(secondOf(now), secondOf(before) + SECOND_MS) : secondOf(now))
}

/** The change as columns of the product's own row. */
function columnsOf(change: GoodsChange) {
  const picked = Object.fromEntries(COLUMNS.flatMap((key) => (change[key] === undefined ? [] : [[key, change[key]]]))) satisfies Partial<Record<typeof COLUMNS[number], unknown>>
  return {
    ...picked,
    ...change.promotePriceFen === 0 ? { promoteStartAt: null, promoteEndAt: null } : {},
    ...change.description === undefined ? {} : { description: cleanHtml(change.description) },
    ...change.image === undefined ? {} : { imageUrl: change.image.url, thumbUrl: change.image.thumbUrl },
    ...change.brandId === undefined ? {} : { brandId: change.brandId || null },
    ...change.goodsTypeId === undefined ? {} : { goodsTypeId: change.goodsTypeId || null },
    ...change.bonusTypeId === undefined ? {} : { bonusTypeId: change.bonusTypeId || null },
  }
}

/** What the change names exists. */
async function checkReferences({ db }: PrismaTxCtx, change: GoodsChange): Promise<void> {
  const categoryIds = [...new Set([...change.categoryId === undefined ? [] : [change.categoryId], ...change.categoryIds ?? []])]
  if (categoryIds.length > 0 && await db.category.count({ where: { id: { in: categoryIds } } }) < categoryIds.length) throw new ShopError('CATEGORY_INVALID')
  if (change.brandId && !await db.brand.findUnique({ where: { id: change.brandId } })) throw new ShopError('BRAND_INVALID')
  if (change.goodsTypeId && !await db.goodsType.findUnique({ where: { id: change.goodsTypeId } })) throw new ShopError('PARAM_INVALID', { field: 'goods_type_id' })
  if (change.bonusTypeId && !await db.bonusType.findUnique({ where: { id: change.bonusTypeId } })) throw new ShopError('PARAM_INVALID', { field: 'bonus_type_id' })
}

/** A number that is given must be free; one that is not is made of the product's id. */
async function freeNumber(tx: PrismaTxCtx, sn: string | undefined): Promise<{ id: number, sn: string }> {
  for (;;) {
    const row = await tx.sql.row<{ id: bigint | number }>('goods_next_id', `SELECT nextval(pg_get_serial_sequence('"Goods"', 'id')) AS "id"`)
    const id = Number(row?.id)
    const wanted = sn ?? `ECS${String(id).padStart(ID_DIGITS, '0')}`
    const isTaken = await tx.db.goods.findUnique({ where: { snKey: wanted.toLowerCase() }, select: { id: true } })
    if (!isTaken) return { id, sn: wanted }
    if (sn !== undefined) throw new ShopError('GOODS_SN_EXISTS')
  }
}

/** 新增商品. Nothing is stored when any part is refused. */
export async function createGoods(ctx: Ctx, input: NewGoods & WithCause): Promise<{ goodsId: number }> {
  const sellerId = sellerOf(ctx.actor) ?? 0
  checkPrices(input)
  checkSpecs(input.specs ?? [])
  checkKind(input)
  checkSalePlan(NO_PLAN, input, ctx.now)
  const { marketPriceRateBasisPoints } = await getSettings(ctx)
  return translated(() => inPrismaTransaction(ctx, async (tx) => {
    await checkReferences(tx, input)
    const { id, sn } = await freeNumber(tx, input.sn)
    const at = changeTime(tx.now, null)
    await tx.db.goods.create({
      data: {
        marketPriceFen: share(input.shopPriceFen, marketPriceRateBasisPoints, BASIS_POINTS),
        ...columnsOf(input),
        id,
        sellerId,
        sn,
        snKey: sn.toLowerCase(),
        name: input.name,
        categoryId: input.categoryId,
        shopPriceFen: input.shopPriceFen,
        addedAt: at,
        updatedAt: at,
      },
    })
    await writeSelling(tx, { id, sn, goodsTypeId: input.goodsTypeId || null, hasSku: false, isOfCards: input.extensionCode === CARD_KIND }, input)
    await writeLists(tx, id, input)
    await placeGoods(tx, id, [input.categoryId, ...input.categoryIds ?? []])
    await refreshSearchText(tx, [id])
    if (input.isOnSale) await tellPublished(tx, id)
    return { goodsId: id }
  }))
}

/** The caller's own product, locked; its SKUs are locked after it by whoever changes them. */
export async function lockGoods(tx: PrismaTxCtx, goodsId: number): Promise<Goods> {
  await tx.sql.rows('goods_lock', 'SELECT 1 FROM "Goods" WHERE "id" = $1 FOR NO KEY UPDATE', [goodsId])
  const sellerId = sellerOf(tx.actor)
  const goods = await tx.db.goods.findFirst({ where: { id: goodsId, isDeleted: false, ...sellerId === null ? {} : { sellerId } } })
  if (!goods) throw new ShopError('NOT_FOUND')
  return goods
}

/** What the notices of accounts.md 12 start from. */
export interface GoodsChanged {
  goodsId: number
  before: { stock: number, shopPriceFen: number, promotePriceFen: number }
}

/** 更新商品: only what is sent changes. `lastUpdate` guards against overwriting somebody else's change. */
export async function updateGoods(ctx: Ctx, goodsId: number, change: GoodsChange & WithCause, lastUpdate?: Date): Promise<GoodsChanged> {
  if (Object.values(change).every((value) => value === undefined)) throw new ShopError('PARAM_MISSING', { field: 'goods_name' })
  return translated(() => inPrismaTransaction(ctx, async (tx) => {
    const goods = await lockGoods(tx, goodsId)
    if (lastUpdate && secondOf(lastUpdate) !== secondOf(goods.updatedAt)) throw new ShopError('CONFLICT')
    checkPrices({ promotePriceFen: goods.promotePriceFen, promoteStartAt: goods.promoteStartAt, promoteEndAt: goods.promoteEndAt, ...change })
    if (change.specs) checkSpecs(change.specs)
    checkSalePlan(goods, change, tx.now)
    const { isReal = goods.isReal, extensionCode = goods.extensionCode } = change
    checkKind({ isReal, extensionCode })
    if (extensionCode !== goods.extensionCode && !await isKindOpenFor(tx, goods)) throw new ShopError('PARAM_INVALID', { field: 'extensionCode' })
    await checkReferences(tx, change)
    const sn = change.sn ?? goods.sn
    if (sn.toLowerCase() !== goods.snKey && await tx.db.goods.findUnique({ where: { snKey: sn.toLowerCase() } })) throw new ShopError('GOODS_SN_EXISTS')
    await tx.db.goods.update({ where: { id: goodsId }, data: { ...columnsOf(change), sn, snKey: sn.toLowerCase(), updatedAt: changeTime(tx.now, goods.updatedAt) } })
    const goodsTypeId = change.goodsTypeId === undefined ? goods.goodsTypeId : change.goodsTypeId || null
    await writeSelling(tx, { id: goodsId, sn, goodsTypeId, hasSku: goods.hasSku, isOfCards: extensionCode === CARD_KIND }, change)
    await writeLists(tx, goodsId, change)
    if (change.categoryId !== undefined || change.categoryIds !== undefined) await replace(tx, goods, change)
    await refreshSearchText(tx, [goodsId])
    await tellGoodsChange(tx, goodsId, goods, change)
    return { goodsId, before: { stock: goods.stock, shopPriceFen: goods.shopPriceFen, promotePriceFen: goods.promotePriceFen } }
  }))
}

async function replace(tx: PrismaTxCtx, goods: Goods, change: GoodsChange): Promise<void> {
  const direct = await tx.db.categoryPlacement.findMany({ where: { goodsId: goods.id, isDirect: true } })
  const further = change.categoryIds ?? direct.map((row) => row.categoryId).filter((id) => id !== goods.categoryId)
  await placeGoods(tx, goods.id, [change.categoryId ?? goods.categoryId, ...further])
}
