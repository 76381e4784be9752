import type { Ctx } from '../database/index.ts'
import { auditedWrite } from './admin-audited.ts'
import { runningFor } from './admin-goods-activities.ts'
import { type EditableGoods, goodsForEdit } from './goods-for-edit.ts'
import type { GoodsChange, NewGoods, WithCause } from './goods-input.ts'
import { isKindOpenFor } from './goods-kind.ts'
import { createGoods, updateGoods } from './write-goods.ts'

const SINGLE_CHOICE = 1

/** What the form adds to a change: the cost is the merchant's alone and on no wire. */
export interface WithCost { costPriceFen?: number | undefined }

export interface RelatedGoods { goodsId: number, name: string, sn: string, thumbUrl: string, shopPriceFen: number, stock: number }

export interface EditSku { skuId: number, options: string[], sn: string, stock: number, priceFen: number, isOnSale: boolean }

/** The values of every SKU in the order of the product's options, whatever the order of their ids. */
async function skusInOptionOrder(ctx: Ctx, goodsId: number): Promise<EditSku[]> {
  const values = await ctx.db.attributeValue.findMany({
    where: { goodsId, attribute: { kind: SINGLE_CHOICE } },
    orderBy: [{ attribute: { sortOrder: 'asc' } }, { attributeId: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
  })
  const skus = await ctx.db.sku.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })
  const order = new Map(values.map((row, at) => [row.id, at]))
  const placeOf = (id: number): number => order.get(id) ?? values.length
  return skus
    .map((sku) => ({ sku, places: sku.optionValueIds.map(placeOf).sort((a, b) => a - b) }))
    .map(({ sku: { id, sn, stock, priceFen, isOnSale }, places }) => ({ skuId: id, options: places.map((at) => values[at]?.value ?? ''), sn, stock, priceFen: priceFen ?? 0, isOnSale }))
}

const isoOf = (time: Date | null | undefined): string => time?.toISOString() ?? ''

/** What is about a product, not of its form; the main picture is the first of the gallery. */
const NOT_IN_FORM = ['goodsId', 'sellerId', 'isDeleted', 'hasSku', 'updatedAt', 'skuIds', 'addImages', 'removeImageIds'] as const

type NotInForm = typeof NOT_IN_FORM[number]
/** `goodsForEdit` leaves nothing out, though its type is the one of a change. */
type Filled = { [Key in Exclude<keyof EditableGoods, NotInForm>]-?: Exclude<EditableGoods[Key], undefined> }

function formFieldsOf(goods: EditableGoods): Filled {
  const fields: Partial<EditableGoods> = { ...goods }
  for (const name of NOT_IN_FORM) delete fields[name]
  return fields as Filled // everything but what was taken away
}

/** The fields of the form, as plain values: nothing is missing, '' and 0 stand for nothing. */
async function formOf(ctx: Ctx, goodsId: number) {
  // One after the other: it also runs inside a transaction, on one connection.
  const editable = await goodsForEdit(ctx, { goodsId })
  const own = await ctx.db.goods.findUniqueOrThrow({ where: { id: goodsId }, select: { costPriceFen: true, stock: true } })
  const skus = await skusInOptionOrder(ctx, goodsId)
  const { image, ...goods } = formFieldsOf(editable)
  const gallery = goods.gallery.map(({ id = 0, url, thumbUrl, description }) => ({ id, url, thumbUrl, description }))
  const isMainMissing = image.url !== '' && !gallery.some((one) => one.url === image.url)
  return {
    ...goods,
    costPriceFen: own.costPriceFen,
    stock: own.stock,
    promoteStartAt: isoOf(goods.promoteStartAt),
    promoteEndAt: isoOf(goods.promoteEndAt),
    onSaleAt: isoOf(goods.onSaleAt),
    offSaleAt: isoOf(goods.offSaleAt),
    // The first picture of the gallery is the one in lists.
    gallery: isMainMissing ? [{ id: 0, url: image.url, thumbUrl: image.thumbUrl, description: '' }, ...gallery] : gallery,
    properties: goods.properties.map(({ attributeId = 0, group, name, value }) => ({ attributeId, group, name, value })),
    specs: goods.specs.map(({ attributeId = 0, values, ...spec }) => ({ attributeId, ...spec, values: values.map(({ id = 0, ...value }) => ({ id, ...value })) })),
    skus,
  }
}

async function relatedTo(ctx: Ctx, ids: readonly number[]): Promise<RelatedGoods[]> {
  const rows = await ctx.db.goods.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true, sn: true, thumbUrl: true, shopPriceFen: true, stock: true } })
  return rows.map(({ id, ...row }) => ({ goodsId: id, ...row }))
}

/** A product for its form, with what stands around it: who changed it last, what it is sold with, what it takes part in. */
export async function adminGoods(ctx: Ctx, goodsId: number) {
  const form = await formOf(ctx, goodsId)
  const [row, last, related, isKindOpen, activities] = await Promise.all([
    ctx.db.goods.findUniqueOrThrow({ where: { id: goodsId }, select: { salesCount: true, isDeleted: true, updatedAt: true } }),
    ctx.db.auditEntry.findFirst({ where: { targetKind: 'goods', targetId: String(goodsId) }, orderBy: { id: 'desc' }, select: { staffName: true } }),
    relatedTo(ctx, [...form.fittings.map((one) => one.goodsId), ...form.linkedGoodsIds]),
    isKindOpenFor(ctx, { id: goodsId, stock: form.stock }),
    runningFor(ctx, goodsId),
  ])
  return { goodsId, form, salesCount: row.salesCount, isDeleted: row.isDeleted, updatedAt: row.updatedAt.toISOString(), updatedBy: last?.staffName ?? '', related, isKindOpen, activities }
}

export type AdminGoods = Awaited<ReturnType<typeof adminGoods>>

async function setCost(ctx: Ctx, goodsId: number, costPriceFen: number | undefined): Promise<void> {
  if (costPriceFen !== undefined) await ctx.db.goods.update({ where: { id: goodsId }, data: { costPriceFen } })
}

/** `createGoods` with the cost. The caller tells the log. */
export async function createWithCost(ctx: Ctx, { costPriceFen, ...input }: NewGoods & WithCost & WithCause): Promise<{ goodsId: number }> {
  const { goodsId } = await createGoods(ctx, input)
  await setCost(ctx, goodsId, costPriceFen)
  return { goodsId }
}

/** `updateGoods` with the cost. The caller tells the log. */
export async function updateWithCost(ctx: Ctx, goodsId: number, { costPriceFen, ...change }: GoodsChange & WithCost & WithCause, lastUpdate?: Date): Promise<void> {
  await updateGoods(ctx, goodsId, change, lastUpdate)
  await setCost(ctx, goodsId, costPriceFen)
}

export function addGoods(ctx: Ctx, input: NewGoods & WithCost): Promise<{ goodsId: number }> {
  return auditedWrite(ctx, async (inner) => {
    const { goodsId } = await createWithCost(inner, input)
    return { result: { goodsId }, notes: [{ action: 'goods.create', targetKind: 'goods', targetId: goodsId, targetName: input.name, after: await formOf(inner, goodsId) }] }
  })
}

/** Only what is sent changes; CONFLICT when somebody saved in between. */
export async function saveGoods(ctx: Ctx, goodsId: number, change: GoodsChange & WithCost, lastUpdate: Date): Promise<AdminGoods> {
  await auditedWrite(ctx, async (inner) => {
    const before = await formOf(inner, goodsId)
    // The cost alone is a change too: it takes the same lock and moves the same clock.
    const isOnlyCost = Object.entries(change).every(([field, value]) => field === 'costPriceFen' || value === undefined)
    await updateWithCost(inner, goodsId, isOnlyCost ? { ...change, name: before.name } : change, lastUpdate)
    const after = await formOf(inner, goodsId)
    return { result: null, notes: [{ action: 'goods.update', targetKind: 'goods', targetId: goodsId, targetName: after.name, before, after }] }
  })
  return adminGoods(ctx, goodsId)
}
