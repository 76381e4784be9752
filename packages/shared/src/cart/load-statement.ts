import { listParameter } from '../database/index.ts'

/** Every product of a line with its prices, options and categories, as JSON: one row, whatever the number of lines. */
const GOODS = `CASE WHEN g."id" IS NOT NULL THEN json_build_object('sellerId', g."sellerId", 'sn', g."sn", 'name', g."name", 'thumbUrl', g."thumbUrl",
  'brandId', coalesce(g."brandId", 0), 'marketPriceFen', g."marketPriceFen", 'shopPriceFen', g."shopPriceFen", 'promotePriceFen', g."promotePriceFen",
  'promoteStartAt', g."promoteStartAt", 'promoteEndAt', g."promoteEndAt", 'stock', g."stock", 'weightGrams', g."weightGrams", 'isReal', g."isReal",
  'extensionCode', g."extensionCode", 'isOnSale', g."isOnSale", 'isAloneSale', g."isAloneSale", 'isShippingFree', g."isShippingFree", 'isDeleted', g."isDeleted",
  'hasSku', g."hasSku", 'pointsLimitYuan', g."pointsLimitYuan", 'givePoints', g."givePoints", 'giveRankPoints', g."giveRankPoints") END AS "goods"`
const SKU = `CASE WHEN s."id" IS NOT NULL THEN json_build_object('id', s."id", 'sn', s."sn", 'priceFen', s."priceFen", 'stock', s."stock", 'isOnSale', s."isOnSale",
  'optionValueIds', s."optionValueIds") END AS "sku"`
const VALUES = `CASE WHEN s."id" IS NOT NULL OR l."optionValueIds" <> '{}' THEN (
  SELECT json_agg(json_build_object('id', av."id", 'attributeId', at."id", 'kind', at."kind", 'name', at."name", 'value', av."value", 'priceFen', av."priceFen")
    ORDER BY at."sortOrder", at."id", av."sortOrder", av."id")
  FROM "AttributeValue" av JOIN "Attribute" at ON at."id" = av."attributeId"
  WHERE av."id" = ANY(l."optionValueIds" || s."optionValueIds") AND av."goodsId" = l."goodsId" AND at."kind" > 0) END AS "values"`
const SINGLES = `CASE WHEN s."id" IS NULL THEN (
  SELECT array_agg(DISTINCT at."id") FROM "AttributeValue" av JOIN "Attribute" at ON at."id" = av."attributeId" WHERE av."goodsId" = l."goodsId" AND at."kind" = 1) END AS "singles"`
const VOLUME = `(SELECT json_agg(json_build_object('minQuantity', v."fromQuantity", 'priceFen', v."priceFen")) FROM "VolumePrice" v WHERE v."goodsId" = l."goodsId") AS "volumePrices"`
const FITTING = `CASE WHEN l."basicGoodsId" > 0 THEN (
  SELECT f."priceFen" FROM "Fitting" f WHERE f."goodsId" = l."basicGoodsId" AND f."fittingGoodsId" = l."goodsId") END AS "fittingPriceFen"`
const CATEGORIES = `(SELECT array_agg(p."categoryId") FROM "CategoryPlacement" p WHERE p."goodsId" = l."goodsId") AS "categoryIds"`
const RANK = `(SELECT rp."priceFen" FROM "RankPrice" rp WHERE rp."goodsId" = l."goodsId" AND rp."rankId" = (SELECT "rankId" FROM viewer)) AS "rankPriceFen"`
const NO_RANK = `NULL AS "rankPriceFen"`

const LINE = `l."id", l."goodsId", l."skuId", l."optionValueIds", l."optionKey", l."quantity", l."isSelected", l."basicGoodsId", l."giftPromotionId", l."packageId", l."addedAt"`
const IN_CART = `SELECT ${LINE} FROM "CartLine" l WHERE l."cartId" = (SELECT "id" FROM cart) AND l."flowType" = 0`

/**
 * What products are asked for beside the lines: $3 SKU or 0, $4 chosen values, $5 basic product, $6 whether as gifts. Materialized, as
 * `listParameter` is: PostgreSQL must not find a plan for just these values cheaper.
 */
const ASKED = 'asked AS MATERIALIZED (SELECT $3::int AS "skuId", $4::int[] AS "optionValueIds", $5::int AS "basicGoodsId", $6::bool AS "isGift")'
const extra = (products: string): string => `SELECT 0, e."id", coalesce(CASE WHEN asked."skuId" > 0 THEN asked."skuId"
    WHEN asked."isGift" THEN (SELECT s."id" FROM "Sku" s WHERE s."goodsId" = e."id" AND s."isOnSale" ORDER BY (s."stock" > 0) DESC, s."id" LIMIT 1)
    ELSE (SELECT s."id" FROM "Sku" s WHERE s."goodsId" = e."id" AND s."optionValueIds" <@ asked."optionValueIds" ORDER BY s."id" LIMIT 1) END, 0),
  asked."optionValueIds", '', 1, true, asked."basicGoodsId", 0, 0, NULL::timestamptz FROM asked, ${products}`
const EXTRA = extra(`unnest(${listParameter('$2', 'int')}) AS e("id")`)

const VIEWER = `viewer AS (SELECT u."id", u."balanceFen", u."creditLineFen", u."points", r."id" AS "rankId", r."discountPercent"
  FROM "User" u LEFT JOIN "Rank" r ON r."id" = u."rankId" WHERE u."id" = $1::int)`
const OF_USER = `cart AS (SELECT c."id", c."updatedAt" FROM "Cart" c WHERE c."userId" = $1::int)`
const OF_GUEST = `cart AS (SELECT c."id", c."updatedAt" FROM "Cart" c WHERE c."keyHash" = $1::text AND c."updatedAt" > $8)`

const lines = (rank: string): string => `(SELECT json_agg(f) FROM (
  SELECT ${LINE}, ${GOODS}, ${SKU}, ${VALUES}, ${SINGLES}, ${VOLUME}, ${FITTING}, ${CATEGORIES}, ${rank}
  FROM wanted l LEFT JOIN "Goods" g ON g."id" = l."goodsId" LEFT JOIN "Sku" s ON s."id" = l."skuId" AND s."goodsId" = l."goodsId") f) AS "lines"`
const CART = `(SELECT row_to_json(cart) FROM cart) AS "cart"`
const VIEWER_JSON = `(SELECT row_to_json(viewer) FROM viewer) AS "viewer"`
/** The gifts that activities offer. */
const gifts = (ids: string): string => `(SELECT json_agg(json_build_object('goodsId', g."id", 'goodsName', g."name", 'goodsThumb', g."thumbUrl", 'stock', g."stock"))
  FROM "Goods" g WHERE g."id" = ANY(${listParameter(ids, 'int')}) AND g."isOnSale" AND NOT g."isDeleted") AS "gifts"`
const GIFTS = gifts('$7')

export const LOAD_OF_USER = `WITH ${VIEWER}, ${OF_USER}, ${ASKED}, wanted AS (${IN_CART} UNION ALL ${EXTRA}) SELECT ${CART}, ${VIEWER_JSON}, ${lines(RANK)}, ${GIFTS}`
export const LOAD_OF_GUEST = `WITH ${OF_GUEST}, ${ASKED}, wanted AS (${IN_CART} UNION ALL ${EXTRA}) SELECT ${CART}, NULL AS "viewer", ${lines(NO_RANK)}, ${GIFTS}`
const NEW = `WITH ${ASKED}, wanted("id", "goodsId", "skuId", "optionValueIds", "optionKey", "quantity", "isSelected", "basicGoodsId", "giftPromotionId", "packageId", "addedAt")
  AS (${extra('(SELECT $1::int AS "id") e')}) SELECT NULL AS "cart", NULL AS "viewer", ${lines(NO_RANK)}`
/** Nobody's cart yet: $1 is the one product, $2 the gifts. Without lists of unknown length, for which PostgreSQL would plan anew every time. */
export const LOAD_NEW = `${NEW}, NULL AS "gifts" WHERE $2::int[] IS NOT NULL`
export const LOAD_NEW_WITH_GIFTS = `${NEW}, ${gifts('$2')}`

/** A shopper's cart as part of a bigger statement: put the tables after WITH and the columns after SELECT. $1 is the user. */
export const SHOPPER_CART = {
  tables: `${VIEWER}, ${OF_USER}, wanted AS (${IN_CART})`,
  columns: `${CART}, ${VIEWER_JSON}, ${lines(RANK)}`,
}
