import { openStock, refreshSearchText } from '@xiaopu/shared/catalogue'
import { largeCatalogue, type BulkGoods } from './content/index.ts'
import type { SeedContext } from './seed-context.ts'

const BATCH = 500

interface Model {
  id: number
  categoryId: number
  brandId: number | null
  goodsTypeId: number | null
  thumbUrl: string
  imageUrl: string
  images: { url: string, thumbUrl: string, sortOrder: number }[]
  attributes: Map<string, number>
}

async function loadModels(ctx: SeedContext): Promise<Map<string, Model>> {
  const rows = await ctx.db.goods.findMany({ where: { sn: { not: { startsWith: 'LC-' } } }, include: { images: true, goodsType: { include: { attributes: true } } } })
  return new Map(rows.map((row) => [row.sn, { ...row, attributes: new Map(row.goodsType?.attributes.map((attribute) => [attribute.name, attribute.id])) }]))
}

function goodsRow(goods: BulkGoods, model: Model, at: number) {
  return {
    categoryId: model.categoryId,
    brandId: model.brandId,
    goodsTypeId: model.goodsTypeId,
    sn: goods.sn,
    snKey: goods.sn.toLowerCase(),
    name: goods.name,
    brief: goods.brief,
    description: goods.description,
    keywords: goods.keywords.join(' '),
    thumbUrl: model.thumbUrl,
    imageUrl: model.imageUrl,
    shopPriceFen: goods.shopPriceFen,
    marketPriceFen: goods.marketPriceFen,
    costPriceFen: goods.costPriceFen,
    stock: goods.skus.length > 0 ? goods.skus.reduce((sum, sku) => sum + sku.stock, 0) : goods.stock,
    weightGrams: goods.weightGrams,
    isOnSale: goods.onSale,
    isShippingFree: goods.flags.includes('freeShipping'),
    isBest: goods.flags.includes('best'),
    isNew: goods.flags.includes('new'),
    isHot: goods.flags.includes('hot'),
    hasSku: goods.skus.length > 0,
    pointsLimitYuan: goods.pointsYuan,
    salesCount: goods.pastSales,
    sortOrder: 100 + (at % 400),
  }
}

async function addOptions(ctx: SeedContext, goods: readonly BulkGoods[], ids: ReadonlyMap<string, number>, models: ReadonlyMap<string, Model>): Promise<void> {
  const values = goods.flatMap((one) => {
    const goodsId = ids.get(one.sn) ?? 0
    const attributes = models.get(one.picturesOf)?.attributes
    const properties = Object.entries(one.properties).map(([name, value]) => ({ name, value, priceFen: 0 }))
    const options = one.options.flatMap((option) => option.values.map((value) => ({ name: option.attribute, value: value.value, priceFen: value.surchargeFen })))
    return [...properties, ...options].map((entry, at) => ({ goodsId, attributeId: attributes?.get(entry.name) ?? 0, value: entry.value, priceFen: entry.priceFen, sortOrder: at }))
  })
  const rows = await ctx.db.attributeValue.createManyAndReturn({ data: values })
  const idOf = new Map(rows.map((row) => [`${row.goodsId}:${row.attributeId}:${row.value}`, row.id]))
  await ctx.db.sku.createMany({
    data: goods.flatMap((one) => one.skus.map((sku, at) => {
      const goodsId = ids.get(one.sn) ?? 0
      const attributes = models.get(one.picturesOf)?.attributes
      const optionValueIds = sku.combination
        .map((value, position) => idOf.get(`${goodsId}:${attributes?.get(one.options[position]?.attribute ?? '') ?? 0}:${value}`) ?? 0)
        .sort((a, b) => a - b)
      const sn = `${one.sn}_${at + 1}`
      const optionsText = sku.combination.map((value, position) => `${one.options[position]?.attribute}:${value}`).join(' ')
      return { goodsId, sn, snKey: sn.toLowerCase(), optionValueIds, optionKey: optionValueIds.join(','), optionsText, stock: sku.stock }
    })),
  })
}

/** `pnpm db:seed --goods 10000`: a long catalogue to measure with, beside the demo goods whose pictures it shows. */
export async function seedLargeCatalogue(ctx: SeedContext, count: number): Promise<void> {
  const models = await loadModels(ctx)
  const all = [...largeCatalogue(count)]
  for (let from = 0; from < all.length; from += BATCH) {
    const batch = all.slice(from, from + BATCH)
    const known = batch.flatMap((goods, at) => {
      const model = models.get(goods.picturesOf)
      return model ? [{ goods, model, at: from + at }] : []
    })
    const rows = await ctx.db.goods.createManyAndReturn({ data: known.map(({ goods, model, at }) => goodsRow(goods, model, at)), select: { id: true, sn: true } })
    const ids = new Map(rows.map((row) => [row.sn, row.id]))
    await ctx.db.goodsImage.createMany({
      data: known.flatMap(({ goods, model }) => model.images.map(({ url, thumbUrl, sortOrder }) => ({ goodsId: ids.get(goods.sn) ?? 0, url, thumbUrl, sortOrder }))),
    })
    await addOptions(ctx, known.map(({ goods }) => goods), ids, models)
    await ctx.sql.run('seed_large_placements', `
WITH RECURSIVE up AS (
  SELECT g."id" AS "goodsId", g."categoryId", true AS "isDirect" FROM "Goods" g WHERE g."id" = ANY($1::int[])
  UNION SELECT up."goodsId", c."parentId", false FROM up JOIN "Category" c ON c."id" = up."categoryId" WHERE c."parentId" IS NOT NULL)
INSERT INTO "CategoryPlacement" ("goodsId", "categoryId", "isDirect") SELECT "goodsId", "categoryId", "isDirect" FROM up`, [rows.map((row) => row.id)])
    await refreshSearchText(ctx, rows.map((row) => row.id))
    ctx.say(`${Math.min(from + BATCH, all.length)} of ${count} goods`)
  }
  await openStock(ctx)
  await ctx.db.$executeRawUnsafe('ANALYZE')
}
