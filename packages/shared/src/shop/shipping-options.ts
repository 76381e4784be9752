import type { ShippingMethod } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { formatYuan } from '../money/index.ts'
import { type ConsigneeRegions, type Insurance, type Parcel, shippingFee } from '../pricing/index.ts'
import { areaFor, getOffers, rateOf, type ShippingAreaRow, type ShippingMethodOffer } from './offers.ts'

const HUNDRED = 100

/** What is to be shipped and where to; null where the caller did not say. */
export interface ShippingQuestion {
  regions: ConsigneeRegions | null
  parcel: Parcel | null
  goodsAmountFen: number
  sellerId: number
  /** Only methods that collect cash. */
  cod: boolean
}

/** "0", "10.00" or "1%". */
function insureText(insurance: Insurance | null): string {
  if (!insurance) return '0'
  return insurance.kind === 'fixed' ? formatYuan(insurance.feeFen) : `${insurance.basisPoints / HUNDRED}%`
}

/** What the first step of an area costs. */
function firstStep(area: ShippingAreaRow): number {
  switch (area.formula) {
    case 'by_weight':
    case 'flat': return area.baseFeeFen
    case 'by_number': return area.itemFeeFen
    case 'free': return 0
  }
}

function answer(method: ShippingMethodOffer, { regions, parcel, goodsAmountFen }: ShippingQuestion): ShippingMethod {
  const area = regions && areaFor(method, regions)
  const price = regions && parcel ? shippingFee(area && rateOf(area), parcel, goodsAmountFen) : null
  const reason = price ? price.reason : regions && !area ? 'region' : 'none'
  return {
    shippingId: method.shippingId,
    shippingCode: method.code,
    shippingName: method.name,
    shippingDesc: method.description,
    supportCod: method.supportsCod,
    insure: insureText(method.insurance),
    kind: method.kind,
    available: reason === 'none',
    reason: reason === 'none' ? '' : reason,
    feeKnown: regions !== null,
    baseFeeFen: area ? firstStep(area) : 0,
    feeFen: price?.feeFen ?? 0,
    freeMoneyFen: area?.freeFromFen ?? 0,
    estimateDays: method.estimateDays,
  }
}

/** 配送方式: every enabled method of a seller with what it costs there, the figure the checkout uses. */
export async function shippingOptions(ctx: Ctx, question: ShippingQuestion): Promise<ShippingMethod[]> {
  const { shippings } = await getOffers(ctx)
  return shippings
    .filter((method) => method.sellerId === question.sellerId && (!question.cod || method.supportsCod))
    .map((method) => answer(method, question))
}

/** The regions of one of the caller's own addresses. */
export async function regionsOfAddress({ sql, actor }: Ctx, addressId: number): Promise<ConsigneeRegions> {
  const userId = actor.kind === 'shopper' ? actor.userId : 0
  const regions = await sql.row<{ country: number, province: number, city: number, district: number }>(
    'shipping_address',
    'SELECT "countryId" AS "country", "provinceId" AS "province", "cityId" AS "city", "districtId" AS "district" FROM "Address" WHERE "id" = $1 AND "userId" = $2',
    [addressId, userId],
  )
  if (!regions) throw new ShopError('NOT_FOUND')
  return regions
}
