import { CARD_KIND, placeGoods, refreshSearchText } from '@xiaopu/shared/catalogue'
import { brands, categories, catalogue, goodsTypes, brandLogos, categoryPictures, picturesOf } from './content/index.ts'
import type { SeedGoods } from './content/index.ts'
import { daysFrom, entryOf, type SeedContext } from './seed-context.ts'
import { saveLogo, savePicture, saveWithThumb } from './seed-pictures.ts'

const KIND = { property: 0, single: 1, several: 2 } as const
const TOP_PRICE_STEPS = 4

export interface SeededCatalogue {
  categories: Map<string, number>
  brands: Map<string, number>
  goods: Map<string, number>
  ranks: Map<string, number>
}

async function seedCategories(ctx: SeedContext): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const [at, category] of [...categories].sort((a, b) => (a.parent === '' ? 0 : 1) - (b.parent === '' ? 0 : 1)).entries()) {
    const picture = categoryPictures.find((one) => one.code === category.code)?.picture
    const row = await ctx.db.category.create({
      data: {
        parentId: category.parent === '' ? null : entryOf(ids, category.parent),
        name: category.name,
        description: category.description,
        measureUnit: category.unit,
        imageUrl: picture ? await savePicture(ctx, picture) : '',
        showInNav: category.showInNav,
        sortOrder: at + 1,
        priceSteps: category.parent === '' ? TOP_PRICE_STEPS : 0,
      },
    })
    ids.set(category.code, row.id)
  }
  return ids
}

async function seedBrands(ctx: SeedContext): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const [at, brand] of brands.entries()) {
    const logo = brandLogos.find((one) => one.code === brand.code)
    const row = await ctx.db.brand.create({
      data: { name: brand.name, description: brand.description, logoUrl: logo ? await saveLogo(ctx, logo.file, logo.spec) : '', sortOrder: at + 1 },
    })
    ids.set(brand.code, row.id)
  }
  return ids
}

interface TypeIds {
  id: number
  attributes: Map<string, number>
}

async function seedTypes(ctx: SeedContext): Promise<Map<string, TypeIds>> {
  const ids = new Map<string, TypeIds>()
  for (const type of goodsTypes) {
    const row = await ctx.db.goodsType.create({
      data: {
        name: type.name,
        attributes: { create: type.attributes.map((attribute, at) => ({ name: attribute.name, kind: KIND[attribute.kind], group: attribute.group, isFilter: attribute.filterable, sortOrder: at + 1 })) },
      },
      include: { attributes: true },
    })
    ids.set(type.code, { id: row.id, attributes: new Map(row.attributes.map((attribute) => [attribute.name, attribute.id])) })
  }
  return ids
}

/** What every category offers as a filter: the filterable attributes of the types its goods have. */
async function seedFilters(ctx: SeedContext): Promise<void> {
  await ctx.sql.run('seed_filters', `
UPDATE "Category" c SET "filterAttributeIds" = f.ids FROM (
  SELECT p."categoryId", array_agg(DISTINCT a."id") AS ids FROM "CategoryPlacement" p JOIN "Goods" g ON g."id" = p."goodsId"
  JOIN "Attribute" a ON a."goodsTypeId" = g."goodsTypeId" AND a."isFilter" GROUP BY p."categoryId") f WHERE f."categoryId" = c."id"`)
}

async function seedOptions(ctx: SeedContext, goods: SeedGoods, goodsId: number, attributes: ReadonlyMap<string, number>): Promise<void> {
  const properties = Object.entries(goods.properties).map(([name, value]) => ({ goodsId, attributeId: entryOf(attributes, name), value }))
  const pictures = new Map<string, string>()
  for (const [value, picture] of picturesOf(goods).options) pictures.set(value, await savePicture(ctx, picture))
  const options = goods.options
    .flatMap((option) => option.values.map((value) => ({ option, value })))
    .map(({ option, value }, at) => ({ goodsId, attributeId: entryOf(attributes, option.attribute), value: value.value, priceFen: value.surchargeFen, sortOrder: at, imageUrl: pictures.get(value.value) ?? '' }))
  const rows = await ctx.db.attributeValue.createManyAndReturn({ data: [...properties, ...options] })
  const idOf = new Map(rows.map((row) => [`${row.attributeId}:${row.value}`, row.id]))
  const single = goods.options.slice(0, goods.skus[0]?.combination.length ?? 0)
  await ctx.db.sku.createMany({
    data: goods.skus.map((sku, at) => {
      const optionValueIds = sku.combination.map((value, position) => entryOf(idOf, `${entryOf(attributes, single[position]?.attribute ?? '')}:${value}`)).sort((a, b) => a - b)
      const sn = `${goods.sn}_${at + 1}`
      const optionsText = sku.combination.map((value, position) => `${single[position]?.attribute}:${value}`).join(' ')
      return { goodsId, sn, snKey: sn.toLowerCase(), optionValueIds, optionKey: optionValueIds.join(','), optionsText, priceFen: sku.priceFen ?? null, stock: goods.isCard ? 0 : sku.stock }
    }),
  })
}

async function seedGoods(ctx: SeedContext, goods: SeedGoods, at: number, ids: SeededCatalogue, type: TypeIds): Promise<number> {
  const pictures = picturesOf(goods)
  const gallery = await Promise.all(pictures.gallery.map((picture) => saveWithThumb(ctx, picture)))
  const listUrl = await savePicture(ctx, pictures.list)
  // Cards are counted as they come in.
  const stock = goods.isCard ? 0 : goods.skus.length > 0 ? goods.skus.reduce((sum, sku) => sum + sku.stock, 0) : goods.stock
  const row = await ctx.db.goods.create({
    data: {
      categoryId: entryOf(ids.categories, goods.category),
      brandId: entryOf(ids.brands, goods.brand),
      goodsTypeId: type.id,
      sn: goods.sn,
      snKey: goods.sn.toLowerCase(),
      name: goods.name,
      brief: goods.brief,
      description: goods.description,
      keywords: goods.keywords.join(' '),
      thumbUrl: listUrl,
      imageUrl: gallery[0]?.url ?? '',
      shopPriceFen: goods.shopPriceFen,
      marketPriceFen: goods.marketPriceFen,
      costPriceFen: goods.costPriceFen,
      promotePriceFen: goods.promotion?.priceFen ?? 0,
      promoteStartAt: goods.promotion ? daysFrom(ctx.now, goods.promotion.startDays) : null,
      promoteEndAt: goods.promotion ? daysFrom(ctx.now, goods.promotion.endDays) : null,
      stock,
      warnStock: goods.warnStock,
      weightGrams: goods.weightGrams,
      isReal: !goods.isCard,
      extensionCode: goods.isCard ? CARD_KIND : '',
      isOnSale: goods.onSale,
      isAloneSale: goods.aloneSale,
      isShippingFree: goods.flags.includes('freeShipping'),
      isBest: goods.flags.includes('best'),
      isNew: goods.flags.includes('new'),
      isHot: goods.flags.includes('hot'),
      hasSku: goods.skus.length > 0,
      pointsLimitYuan: goods.pointsYuan,
      salesCount: goods.pastSales,
      sellerNote: goods.shopNote,
      sortOrder: at + 1,
      addedAt: daysFrom(ctx.now, -90 + at),
      images: { create: gallery.map((picture, position) => ({ ...picture, sortOrder: position })) },
      volumePrices: { create: goods.volumePrices.map((tier) => ({ fromQuantity: tier.from, priceFen: tier.priceFen })) },
      rankPrices: { create: Object.entries(goods.rankPricesFen).map(([rank, priceFen]) => ({ rankId: entryOf(ids.ranks, rank), priceFen: priceFen ?? 0 })) },
    },
  })
  await seedOptions(ctx, goods, row.id, type.attributes)
  await placeGoods(ctx, row.id, [row.categoryId])
  return row.id
}

/** Categories, brands, types and every product with its pictures. Needs the ranks, for their fixed prices. */
export async function seedCatalogue(ctx: SeedContext, ranks: Map<string, number>): Promise<SeededCatalogue> {
  ctx.say(`Catalogue: ${categories.length} categories, ${brands.length} brands, ${catalogue.length} goods with their pictures …`)
  const ids: SeededCatalogue = { categories: await seedCategories(ctx), brands: await seedBrands(ctx), goods: new Map(), ranks }
  const types = await seedTypes(ctx)
  for (const [at, goods] of catalogue.entries()) ids.goods.set(goods.sn, await seedGoods(ctx, goods, at, ids, entryOf(types, goods.type)))
  await ctx.db.fitting.createMany({
    data: catalogue.flatMap((goods) => goods.fittings.map((fitting) => ({ goodsId: entryOf(ids.goods, goods.sn), fittingGoodsId: entryOf(ids.goods, fitting.goods), priceFen: fitting.priceFen }))),
  })
  await ctx.db.goodsLink.createMany({
    data: catalogue.flatMap((goods) => goods.linked.map((linked, at) => ({ goodsId: entryOf(ids.goods, goods.sn), linkedGoodsId: entryOf(ids.goods, linked), sortOrder: at }))),
  })
  await seedFilters(ctx)
  await refreshSearchText(ctx, [...ids.goods.values()])
  return ids
}
