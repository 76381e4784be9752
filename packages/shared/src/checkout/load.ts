import { type BonusFacts, RANGE_NAMES } from '../bonuses/index.ts'
import { type CartRow, type LoadedCart, readRules, SHOPPER_CART, type ShopRules, toLoadedCart, type Viewer, withPackages } from '../cart/index.ts'
import type { Address } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import type { RangeKind } from '../pricing/index.ts'
import { getOffers, type ShopOffers } from '../shop/index.ts'
import type { CheckoutRow } from './stored.ts'

/** A bonus as a checkout weighs it. */
export interface BonusRow extends BonusFacts {
  useRange: RangeKind
  useRangeIds: number[]
  useStartAt: string
  useEndAt: string
}

/** What a checkout reads besides what is held in memory. */
export interface CheckoutFacts {
  checkout: CheckoutRow | null
  address: Address | null
  bonuses: BonusRow[]
  viewer: Viewer
  cart: LoadedCart
  /** Shipping and payment of the user's last order. */
  last: { shippingId: number, payId: number } | null
}

/** Settings, activities and offers: held in memory, read before any transaction. */
export interface CheckoutRules extends ShopRules {
  offers: ShopOffers
}

export async function readCheckoutRules(ctx: Pick<TxCtx, 'sql'>): Promise<CheckoutRules> {
  const [rules, offers] = await Promise.all([readRules(ctx), getOffers(ctx)])
  return { ...rules, offers }
}

const ADDRESS = `(SELECT json_build_object('addressId', a."id", 'addressName', a."label", 'consignee', a."consignee", 'country', a."countryId", 'province', a."provinceId",
  'city', a."cityId", 'district', a."districtId", 'regionText', a."regionText", 'address', a."address", 'zipcode', a."zipcode", 'tel', a."tel", 'mobile', a."mobile",
  'email', a."email", 'signBuilding', a."signBuilding", 'bestTime', a."bestTime", 'isDefault', a."isDefault")
  FROM "Address" a WHERE a."userId" = $1 AND CASE WHEN $3::int > 0 THEN a."id" = $3 WHEN $2 = '' THEN a."isDefault" ELSE a."id" = (SELECT "addressId" FROM checkout) END) AS "address"`
const BONUS_LIMIT = 100
/** $4: the bonus chosen now, -1 for the one chosen before; $5 now; $6 whether all that can still be used are asked for. */
const BONUSES = `(SELECT json_agg(o) FROM (
  SELECT b."id" AS "bonusId", coalesce(b."sn", '') AS "bonusSn", b."orderId", t."id" AS "typeId", t."sellerId", t."name", t."moneyFen", t."minGoodsAmountFen",
    t."useRange", t."useRangeIds", t."useStartAt", t."useEndAt", ${RANGE_NAMES}
  FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId", (SELECT CASE WHEN $4::int >= 0 THEN $4::int ELSE (SELECT "bonusId" FROM checkout) END AS "id") chosen
  WHERE b."userId" = $1 AND (b."id" = chosen."id" OR ($6::bool AND b."orderId" IS NULL AND NOT b."isHidden" AND t."useEndAt" > $5::timestamptz))
  ORDER BY (b."id" = chosen."id") DESC, t."useEndAt", b."id" LIMIT ${BONUS_LIMIT}) o) AS "bonuses"`
const LAST = `CASE WHEN $2 = '' THEN (SELECT json_build_object('shippingId', o."shippingId", 'payId', o."payId") FROM "Order" o WHERE o."userId" = $1
  ORDER BY o."addedAt" DESC, o."id" DESC LIMIT 1) END AS "last"`
const LOAD = `WITH ${SHOPPER_CART.tables}, checkout AS (SELECT * FROM "Checkout" WHERE "token" = $2::text AND "userId" = $1)
  SELECT ${SHOPPER_CART.columns}, (SELECT row_to_json(checkout) FROM checkout) AS "checkout", ${ADDRESS}, ${BONUSES}, ${LAST}`

interface FactsRow extends CartRow {
  checkout: CheckoutRow | null
  address: Address | null
  bonuses: BonusRow[] | null
  last: CheckoutFacts['last']
}

export interface FactsWanted {
  userId: number
  /** '' for a new checkout. */
  token: string
  /** Chosen now; 0 keeps the one chosen before, or takes the default. */
  addressId?: number
  /** Chosen now. */
  bonusId?: number
  /** Placing looks at the chosen bonus only. */
  withoutOptions?: boolean
}

/** All of it in one statement; two where there are packages. */
export async function readFacts(ctx: TxCtx, rules: CheckoutRules, wanted: FactsWanted): Promise<CheckoutFacts> {
  const { userId, token, addressId = 0, bonusId = -1, withoutOptions = false } = wanted
  const row = await ctx.sql.row<FactsRow & Record<string, unknown>>('checkout_load', LOAD, [userId, token, addressId, bonusId, ctx.now, !withoutOptions])
  const cart = await withPackages(ctx, toLoadedCart(row, rules, ctx.now))
  if (!row || !cart.viewer) throw new Error('the user of a session is not there')
  return { checkout: row.checkout, address: row.address, bonuses: row.bonuses ?? [], viewer: cart.viewer, cart, last: row.last }
}
