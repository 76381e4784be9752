import type { PackageRef, TagCount } from '../contract/index.ts'
import { GOODS_COLUMNS, type GoodsRow, VIEWER_COLUMNS, viewerJoins } from './goods-row.ts'

export interface ValueRow {
  id: number
  attributeId: number
  name: string
  group: string
  /** 0 a fact, 1 an option with one value, 2 an option with several. */
  kind: number
  value: string
  priceFen: number
  imageUrl: string
}

export interface SkuRow {
  id: number
  sn: string
  optionValueIds: number[]
  optionsText: string
  priceFen: number | null
  stock: number
  isOnSale: boolean
}

/** A product's row as JSON brings it. */
export interface DetailRow extends GoodsRow {
  extensionCode: string
  weightGrams: number
  description: string
  keywords: string
  clickCount: number
  pointsLimitYuan: number
  givePoints: number
  giveRankPoints: number
  sortOrder: number
  addedAt: string
  updatedAt: string
  isAttention?: boolean
  bonusMoneyFen: number | null
  categoryIds: number[] | null
  images: { id: number, url: string, thumbUrl: string, description: string }[] | null
  values: ValueRow[] | null
  skus: SkuRow[] | null
  volumePrices: { fromQuantity: number, priceFen: number }[] | null
  rankPrices: { rankId: number, rankName: string, discountPercent: number, rankPriceFen: number | null }[] | null
  fittings: { goodsId: number, goodsName: string, goodsThumb: string, shopPriceFen: number, fittingsPriceFen: number }[] | null
  linkedIds: number[] | null
  tags: TagCount[] | null
  packages: (Omit<PackageRef, 'endTime'> & { endAt: string })[] | null
}

const TAGS_SHOWN = 30

/** One JSON list of a product's rows in another table. */
const list = (fields: string, from: string, order: string, name: string): string => `(SELECT json_agg(json_build_object(${fields}) ORDER BY ${order}) FROM ${from}) AS "${name}"`

const VALUES = list(
  `'id', av."id", 'attributeId', at."id", 'name', at."name", 'group', at."group", 'kind', at."kind", 'value', av."value", 'priceFen', av."priceFen", 'imageUrl', av."imageUrl"`,
  `"AttributeValue" av JOIN "Attribute" at ON at."id" = av."attributeId" WHERE av."goodsId" = g."id"`,
  `at."sortOrder", at."id", av."sortOrder", av."id"`,
  'values',
)
const SKUS = list(
  `'id', s."id", 'sn', s."sn", 'optionValueIds', s."optionValueIds", 'optionsText', s."optionsText", 'priceFen', s."priceFen", 'stock', s."stock", 'isOnSale', s."isOnSale"`,
  `"Sku" s WHERE s."goodsId" = g."id"`,
  's."id"',
  'skus',
)

const PARTS = [
  `(SELECT bt."moneyFen" FROM "BonusType" bt WHERE bt."id" = g."bonusTypeId" AND bt."sendKind" = 1 AND bt."sendStartAt" <= $2 AND $2 < bt."sendEndAt") AS "bonusMoneyFen"`,
  `(SELECT array_agg(p."categoryId" ORDER BY p."categoryId") FROM "CategoryPlacement" p WHERE p."goodsId" = g."id" AND p."isDirect" AND p."categoryId" <> g."categoryId") AS "categoryIds"`,
  list(`'id', i."id", 'url', i."url", 'thumbUrl', i."thumbUrl", 'description', i."description"`, `"GoodsImage" i WHERE i."goodsId" = g."id"`, 'i."sortOrder", i."id"', 'images'),
  VALUES,
  SKUS,
  list(`'fromQuantity', vp."fromQuantity", 'priceFen', vp."priceFen"`, `"VolumePrice" vp WHERE vp."goodsId" = g."id"`, 'vp."fromQuantity"', 'volumePrices'),
  list(
    `'rankId', r."id", 'rankName', r."name", 'discountPercent', r."discountPercent", 'rankPriceFen', rr."priceFen"`,
    `"Rank" r LEFT JOIN "RankPrice" rr ON rr."rankId" = r."id" AND rr."goodsId" = g."id" WHERE r."isPublic"`,
    'r."minPoints", r."id"',
    'rankPrices',
  ),
  list(
    `'goodsId', fg."id", 'goodsName', fg."name", 'goodsThumb', fg."thumbUrl", 'shopPriceFen', fg."shopPriceFen", 'fittingsPriceFen', fi."priceFen"`,
    `"Fitting" fi JOIN "Goods" fg ON fg."id" = fi."fittingGoodsId" AND fg."isOnSale" AND NOT fg."isDeleted" WHERE fi."goodsId" = g."id"`,
    'fg."id"',
    'fittings',
  ),
  `(SELECT array_agg(l."linkedGoodsId" ORDER BY l."sortOrder", l."linkedGoodsId") FROM "GoodsLink" l WHERE l."goodsId" = g."id") AS "linkedIds"`,
  list(
    `'tagWords', cloud."words", 'tagCount', cloud."count"`,
    `(SELECT (array_agg(t."text" ORDER BY t."id"))[1] AS "words", count(*) AS "count" FROM "GoodsTag" t WHERE t."goodsId" = g."id"
      GROUP BY t."key" ORDER BY 2 DESC, (array_agg(t."text" ORDER BY t."id"))[1] COLLATE "C" LIMIT ${TAGS_SHOWN}) cloud`,
    'cloud."count" DESC, cloud."words" COLLATE "C"',
    'tags',
  ),
  list(
    `'activityId', p."id", 'packageName', p."name", 'packagePriceFen', (p."config"->>'priceFen')::int, 'endAt', p."endAt", 'marketPackageFen',
      (SELECT sum(cg."marketPriceFen" * c."quantity") FROM "PromotionGoods" c JOIN "Goods" cg ON cg."id" = c."goodsId" WHERE c."promotionId" = p."id")`,
    `"Promotion" p WHERE p."id" IN (SELECT pg."promotionId" FROM "PromotionGoods" pg WHERE pg."goodsId" = g."id") AND p."kind" = 'package' AND p."state" = 'published' AND p."startAt" <= $2 AND $2 < p."endAt"`,
    'p."sortOrder", p."endAt", p."id"',
    'packages',
  ),
].join(',\n  ')

const OWN = `, g."extensionCode", g."weightGrams", g."description", g."keywords", g."clickCount", g."pointsLimitYuan", g."givePoints", g."giveRankPoints",
  g."sortOrder", g."addedAt", g."updatedAt"`
const ATTENTION = `, EXISTS (SELECT 1 FROM "Favourite" fv WHERE fv."userId" = v."id" AND fv."goodsId" = g."id" AND fv."isAttention") AS "isAttention"`

/**
 * Everything a product's page shows in one round trip: the product's row and its linked products' rows, as JSON texts. Texts, so
 * that a page whose texts are those of the last answer need not be made again.
 */
const page = (detail: string, linked: string) => `SELECT row_to_json(page)::text AS "page", (SELECT json_agg(row_to_json(linked)) FROM (${linked}
    WHERE g."id" = ANY(page."linkedIds") AND g."isOnSale" AND NOT g."isDeleted") linked)::text AS "linked" FROM (${detail}
    WHERE g."id" = $1 AND NOT g."isDeleted") page`

/** Parameters: product, now, and the user where there is one. */
export const DETAIL_FOR_GUESTS = page(`SELECT ${GOODS_COLUMNS}${OWN}, ${PARTS} FROM "Goods" g`, `SELECT ${GOODS_COLUMNS} FROM "Goods" g`)
export const DETAIL = page(
  `SELECT ${GOODS_COLUMNS}${VIEWER_COLUMNS}${OWN}${ATTENTION}, ${PARTS} FROM "Goods" g${viewerJoins('$3::int')}`,
  `SELECT ${GOODS_COLUMNS}${VIEWER_COLUMNS} FROM "Goods" g${viewerJoins('$3::int')}`,
)

const SKU_VIEW = `g."id", g."shopPriceFen", g."promotePriceFen", g."promoteStartAt", g."promoteEndAt", ${VALUES}, ${SKUS}`
export const SKUS_FOR_GUESTS = `SELECT ${SKU_VIEW} FROM "Goods" g WHERE g."id" = $1 AND NOT g."isDeleted"`
export const SKUS_FOR_SHOPPERS = `SELECT ${SKU_VIEW}${VIEWER_COLUMNS} FROM "Goods" g${viewerJoins('$2::int')} WHERE g."id" = $1 AND NOT g."isDeleted"`
