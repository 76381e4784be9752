import type { Brand, BrandCategory } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { searchable } from './search-conditions.ts'
import { type BrandRow, getStructure, structureWithBrand } from './structure.ts'

export interface Paged {
  pageNo: number
  pageSize: number
}

function toBrand(row: BrandRow, goodsCount: number): Brand {
  return {
    brandId: row.id,
    brandName: row.name,
    brandLogo: row.logoUrl,
    brandDesc: row.description,
    siteUrl: row.siteUrl,
    sortOrder: row.sortOrder,
    isShow: row.isShown,
    goodsCount,
  }
}

const COUNTS = 'SELECT "brandId", count(*)::int AS "count" FROM "Goods" WHERE "brandId" = ANY($1::int[]) AND "isOnSale" AND "isAloneSale" AND NOT "isDeleted" GROUP BY "brandId"'
const IN_CATEGORY = 'SELECT DISTINCT g."brandId" FROM "CategoryPlacement" p JOIN "Goods" g ON g."id" = p."goodsId" WHERE p."categoryId" = $1 AND p."isListed" AND g."brandId" IS NOT NULL'

async function withCounts({ sql }: Pick<TxCtx, 'sql'>, brands: readonly BrandRow[]): Promise<Brand[]> {
  if (brands.length === 0) return []
  const rows = await sql.rows<{ brandId: number, count: number }>('brand_counts', COUNTS, [brands.map((brand) => brand.id)])
  const counts = new Map(rows.map((row) => [row.brandId, row.count]))
  return brands.map((brand) => toBrand(brand, counts.get(brand.id) ?? 0))
}

async function shownBrands(ctx: Ctx, categoryId?: number): Promise<BrandRow[]> {
  const shown = async () => [...(await getStructure(ctx)).brands.values()].filter((brand) => brand.isShown)
  if (categoryId === undefined) return shown()
  const rows = await ctx.sql.rows<{ brandId: number }>('brands_in_category', IN_CATEGORY, [categoryId])
  const ids = new Set(rows.map((row) => row.brandId))
  return (await shown()).filter((brand) => ids.has(brand.id))
}

/** The shown brands with something to buy in a category or below it. */
export async function brandsIn(ctx: Ctx, categoryId: number): Promise<Brand[]> {
  return withCounts(ctx, await shownBrands(ctx, categoryId))
}

async function shownBrand(ctx: Ctx, brandId: number): Promise<BrandRow> {
  const brand = (await structureWithBrand(ctx, brandId)).brands.get(brandId)
  if (!brand?.isShown) throw new ShopError('NOT_FOUND')
  return brand
}

/** 品牌. */
export async function getBrand(ctx: Ctx, { brandId }: { brandId: number }): Promise<{ brand: Brand }> {
  const [brand] = await withCounts(ctx, [await shownBrand(ctx, brandId)])
  if (!brand) throw new ShopError('NOT_FOUND')
  return { brand }
}

/** 品牌列表. */
export async function listBrands(ctx: Ctx, input: Paged & { categoryId?: number | undefined, keywords?: string | undefined }): Promise<Paged & { items: Brand[], totalResults: number }> {
  const { categoryId, keywords, pageNo, pageSize } = input
  const part = searchable(keywords ?? '').trim()
  const wanted = (await shownBrands(ctx, categoryId)).filter((brand) => searchable(brand.name).includes(part))
  const items = await withCounts(ctx, wanted.slice((pageNo - 1) * pageSize, pageNo * pageSize))
  return { items, totalResults: wanted.length, pageNo, pageSize }
}

const CATEGORIES_OF = `SELECT p."categoryId", count(*)::int AS "count" FROM "Goods" g JOIN "CategoryPlacement" p ON p."goodsId" = g."id"
  WHERE g."brandId" = $1 AND p."isListed" GROUP BY p."categoryId"`

/** 品牌分类: the shown categories that hold products of a brand. */
export async function listBrandCategories(ctx: Ctx, input: Paged & { brandId: number }): Promise<Paged & { items: BrandCategory[], totalResults: number }> {
  const { brandId, pageNo, pageSize } = input
  await shownBrand(ctx, brandId)
  const [rows, { categories }] = await Promise.all([
    ctx.sql.rows<{ categoryId: number, count: number }>('brand_categories', CATEGORIES_OF, [brandId]),
    getStructure(ctx),
  ])
  const counts = new Map(rows.map((row) => [row.categoryId, row.count]))
  // The structure is in the order of sort_order and id already.
  const all = [...categories.values()].filter((node) => node.isVisible && counts.has(node.id))
  const items = all.slice((pageNo - 1) * pageSize, pageNo * pageSize)
    .map((node) => ({ categoryId: node.id, categoryName: node.name, parentId: node.parentId, goodsCount: counts.get(node.id) ?? 0 }))
  return { items, totalResults: all.length, pageNo, pageSize }
}
