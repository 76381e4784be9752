import type { TxCtx } from '../../database/index.ts'
import { type Rank, unitPrice } from '../../pricing/index.ts'
import { statusAt } from '../status.ts'
import { PackageConfig } from './config.ts'

/** One product or SKU of a package as it is now. */
export interface PackageContentFacts {
  goodsId: number
  skuId: number
  /** Units in one package. */
  quantity: number
  sn: string
  name: string
  thumbUrl: string
  optionsText: string
  marketPriceFen: number
  shopPriceFen: number
  rankPriceFen: number | null
  skuPriceFen: number | null
  optionPricesFen: number[] | null
  stock: number
  /** On sale, and the SKU named is one that is sold. */
  isSold: boolean
  isReal: boolean
  isShippingFree: boolean
  weightGrams: number
}

/** A package with all that its price, its stock and its validity depend on. */
export interface PackageFacts {
  packageId: number
  sellerId: number
  name: string
  description: string
  priceFen: number
  startAt: Date
  endAt: Date
  state: string
  contents: PackageContentFacts[]
}

interface PackageRow extends Omit<PackageFacts, 'description' | 'priceFen' | 'contents'>, Record<string, unknown> {
  config: unknown
  contents: PackageContentFacts[] | null
}

/** The JSON fields of one content: a row `c` of what is in a package, joined as CONTENT_JOINS says, for the rank of parameter `rank` (0: none). */
export function contentFields(rank: string): string {
  return `'goodsId', c."goodsId", 'skuId', c."skuId", 'quantity', c."quantity", 'sn', coalesce(s."sn", g."sn"), 'name', g."name",
      'thumbUrl', g."thumbUrl", 'optionsText', coalesce(s."optionsText", ''), 'marketPriceFen', g."marketPriceFen", 'shopPriceFen', g."shopPriceFen",
      'rankPriceFen', (SELECT rp."priceFen" FROM "RankPrice" rp WHERE rp."goodsId" = g."id" AND rp."rankId" = ${rank}),
      'skuPriceFen', s."priceFen", 'optionPricesFen', (SELECT json_agg(av."priceFen") FROM "AttributeValue" av WHERE av."id" = ANY(s."optionValueIds")),
      'stock', CASE WHEN c."skuId" > 0 THEN coalesce(s."stock", 0) WHEN g."hasSku" THEN 0 ELSE g."stock" END,
      'isSold', g."isOnSale" AND NOT g."isDeleted" AND CASE WHEN c."skuId" > 0 THEN coalesce(s."isOnSale", false) ELSE NOT g."hasSku" END,
      'isReal', g."isReal", 'isShippingFree', g."isShippingFree", 'weightGrams', g."weightGrams"`
}
export const CONTENT_JOINS = `JOIN "Goods" g ON g."id" = c."goodsId" LEFT JOIN "Sku" s ON s."id" = c."skuId" AND s."goodsId" = c."goodsId"`

/** A package called `p`. */
export function packageColumns(rank: string): string {
  return `p."id" AS "packageId", p."sellerId", p."name", p."startAt", p."endAt", p."state", p."config",
  (SELECT json_agg(json_build_object(${contentFields(rank)}) ORDER BY c."position") FROM "PromotionGoods" c ${CONTENT_JOINS} WHERE c."promotionId" = p."id") AS "contents"`
}

export function toPackageFacts({ config: stored, contents, ...row }: PackageRow): PackageFacts {
  return { ...row, ...PackageConfig.parse(stored), contents: contents ?? [] }
}

const BY_ID = `SELECT ${packageColumns('$2::int')} FROM "Promotion" p WHERE p."kind" = 'package' AND p."id" = ANY($1::int[]) AND p."state" <> 'draft'`

/** The packages with these ids, whatever became of them since: one statement, however many. Drafts are not shown. */
export async function readPackages({ sql }: Pick<TxCtx, 'sql'>, ids: readonly number[], rank: Rank | null): Promise<Map<number, PackageFacts>> {
  const rows = await sql.rows<PackageRow>('packages_by_id', BY_ID, [ids, rank?.id ?? 0])
  return new Map(rows.map((row) => [row.packageId, toPackageFacts(row)]))
}

/** Packages that can still be put together: as many as the scarcest of its contents allows, none when one is not sold. */
export function packageStock({ contents }: PackageFacts): number {
  if (contents.length === 0 || contents.some((content) => !content.isSold)) return 0
  return Math.min(...contents.map((content) => Math.floor(content.stock / content.quantity)))
}

/** Runs now and everything in it is on sale. */
export function isPackageSold(facts: PackageFacts, now: Date): boolean {
  return statusAt(facts, now) === 'under_way' && facts.contents.length > 0 && facts.contents.every((content) => content.isSold)
}

/** What a unit costs by rank when it is bought alone; volume and promotion prices are left out. */
export function contentPriceFen(content: PackageContentFacts, rank: Rank | null, now: Date): number {
  const { shopPriceFen, rankPriceFen, skuPriceFen, optionPricesFen } = content
  return unitPrice({
    kind: 'goods',
    shopPriceFen,
    rankPriceFen,
    volumePrices: [],
    promotion: null,
    surcharge: { skuPriceFen, optionPricesFen: optionPricesFen ?? [], extraPricesFen: [] },
    fittingPriceFen: 0,
    fixedPriceFen: 0,
  }, 1, rank, now).unitPriceFen
}

export function marketPriceOfPackage({ contents }: PackageFacts): number {
  return contents.reduce((sum, content) => sum + content.marketPriceFen * content.quantity, 0)
}

/** A package is real when anything in it is, and ships free when everything real in it does. */
export function shippingOfPackage({ contents }: PackageFacts): { isReal: boolean, isShippingFree: boolean, weightGrams: number } {
  const real = contents.filter((content) => content.isReal)
  return {
    isReal: real.length > 0,
    isShippingFree: real.every((content) => content.isShippingFree),
    weightGrams: real.reduce((sum, content) => sum + content.weightGrams * content.quantity, 0),
  }
}
