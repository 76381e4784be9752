import type { Property, Sku, Spec } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Rank, unitPrice } from '../pricing/index.ts'
import { type SkuRow, SKUS_FOR_GUESTS, SKUS_FOR_SHOPPERS, type ValueRow } from './detail-statement.ts'
import { priceableOf, type PriceRow, rankOf } from './goods-row.ts'
import { userIdOf } from './list-goods.ts'

const FACT = 0

export function propertiesOf(values: readonly ValueRow[]): Property[] {
  return values.filter((value) => value.kind === FACT)
    .map((value) => ({ attrId: value.attributeId, attrGroup: value.group, attrName: value.name, attrValue: value.value }))
}

/** Options with their values, in the order of the rows. */
export function specsOf(values: readonly ValueRow[]): Spec[] {
  const specs = new Map<number, Spec>()
  for (const { id, attributeId, name, kind, value, priceFen, imageUrl } of values) {
    if (kind === FACT) continue
    const spec = specs.get(attributeId) ?? { attrId: attributeId, attrName: name, attrType: kind, values: [] }
    spec.values.push({ optionValueId: id, attrValue: value, attrPriceFen: priceFen, imageUrl })
    specs.set(attributeId, spec)
  }
  return [...specs.values()]
}

/** A SKU as the contract shows it, at the price of one unit for this rank. */
export function toSku(row: SkuRow, goods: PriceRow & { id: number }, values: readonly ValueRow[], viewer: { rank: Rank | null, now: Date }): Sku {
  const optionPricesFen = values.filter((value) => row.optionValueIds.includes(value.id)).map((value) => value.priceFen)
  const line = priceableOf(goods, { skuPriceFen: row.priceFen, optionPricesFen, extraPricesFen: [] })
  return {
    skuId: row.id,
    goodsId: goods.id,
    skuSn: row.sn,
    optionValueIds: row.optionValueIds,
    optionsText: row.optionsText,
    priceFen: row.priceFen ?? 0,
    finalPriceFen: unitPrice(line, 1, viewer.rank, viewer.now).unitPriceFen,
    stock: row.stock,
    isOnSale: row.isOnSale,
  }
}

type SkuViewRow = PriceRow & { id: number, values: ValueRow[] | null, skus: SkuRow[] | null }

async function readSkus(ctx: TxCtx, goodsId: number): Promise<SkuViewRow> {
  const userId = userIdOf(ctx)
  const row = userId === 0
    ? await ctx.sql.row<SkuViewRow>('skus_guest', SKUS_FOR_GUESTS, [goodsId])
    : await ctx.sql.row<SkuViewRow>('skus', SKUS_FOR_SHOPPERS, [goodsId, userId])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

/** 商品SKU: options and combinations on sale, or the one asked for. */
export async function skusOf(ctx: TxCtx, input: { goodsId: number, skuId?: number | undefined }): Promise<{ goodsId: number, specs: Spec[], skus: Sku[] }> {
  const row = await readSkus(ctx, input.goodsId)
  const values = row.values ?? []
  const wanted = (row.skus ?? []).filter((sku) => (input.skuId === undefined ? sku.isOnSale : sku.id === input.skuId))
  if (input.skuId !== undefined && wanted.length === 0) throw new ShopError('NOT_FOUND')
  const viewer = { rank: rankOf(row), now: ctx.now }
  return { goodsId: input.goodsId, specs: specsOf(values), skus: wanted.map((sku) => toSku(sku, row, values, viewer)) }
}
