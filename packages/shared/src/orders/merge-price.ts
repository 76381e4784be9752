import type { InvoiceRow, OrderLineRow, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { contentsOf } from './package-lines.ts'
import { type Bonus, type LineKind, priceCheckout, type Priced, type PricedLineInput } from '../pricing/index.ts'
import { getSettings, type ShopOffers, shippingOffer } from '../shop/index.ts'

export interface MergedParts {
  from: OrderRow
  to: OrderRow
  /** Those of `to` first. */
  lines: OrderLineRow[]
  invoice: InvoiceRow | null
}

interface GoodsFacts {
  goodsId: number
  brandId: number
  categoryIds: number[]
  pointsLimitYuan: number
}

/** Clamping what both orders used is part of merging; every other problem stands in its way. */
const EXPECTED = new Set(['INTEGRAL_TOO_MUCH', 'SURPLUS_NOT_ENOUGH'])
const ALWAYS = { usePoints: true, useBonus: true, useBalance: true, usePack: true, useCard: true, canInvoice: true, minGoodsAmountFen: 0 }

async function factsOf({ sql }: Pick<TxCtx, 'sql'>, lines: readonly OrderLineRow[]): Promise<Map<number, GoodsFacts>> {
  const rows = await sql.rows<GoodsFacts & Record<string, unknown>>('merge_goods', `
SELECT g."id" AS "goodsId", coalesce(g."brandId", 0) AS "brandId", g."pointsLimitYuan", ARRAY(SELECT p."categoryId" FROM "CategoryPlacement" p WHERE p."goodsId" = g."id") AS "categoryIds"
FROM "Goods" g WHERE g."id" = ANY($1::int[])`, [lines.map((line) => line.goodsId)])
  return new Map(rows.map((row) => [row.goodsId, row]))
}

/** The bonus of the order, whose dates were asked when it was chosen. */
async function bonusOf({ sql, now }: Pick<TxCtx, 'sql' | 'now'>, { id, bonusId }: OrderRow): Promise<Bonus[]> {
  if (bonusId === 0) return []
  const rows = await sql.rows<Omit<Bonus, 'startAt' | 'endAt' | 'isUsed'> & Record<string, unknown>>('merge_bonus', `
SELECT b."id" AS "bonusId", t."sellerId", t."moneyFen", t."minGoodsAmountFen", t."useRange", t."useRangeIds" FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId" WHERE b."id" = $1 AND b."orderId" = $2`, [bonusId, id])
  return rows.map((row) => ({ ...row, startAt: now, endAt: new Date(now.getTime() + 1), isUsed: false }))
}

function kindOf(line: OrderLineRow): LineKind {
  if (line.giftPromotionId > 0) return 'gift'
  if (line.packageId > 0) return 'package'
  return line.basicGoodsId > 0 ? 'fitting' : 'goods'
}

/** A line keeps its unit price and its discount, whatever the goods cost by now. */
function toInput(line: OrderLineRow, facts: GoodsFacts | undefined): PricedLineInput {
  const { isReal, isShippingFree, weightGrams } = line
  return {
    cartLineId: line.id,
    sellerId: line.sellerId,
    kind: kindOf(line),
    goodsId: line.goodsId,
    skuId: line.skuId,
    categoryIds: facts?.categoryIds ?? [],
    brandId: facts?.brandId ?? 0,
    quantity: line.quantity,
    isReal,
    isShippingFree,
    weightGrams,
    packageContents: contentsOf(line),
    shopPriceFen: line.unitPriceFen,
    marketPriceFen: line.marketPriceFen,
    rankPriceFen: null,
    volumePrices: [],
    promotion: null,
    surcharge: { skuPriceFen: null, optionPricesFen: [], extraPricesFen: [] },
    fittingPriceFen: 0,
    fixedPriceFen: line.unitPriceFen,
    exchangePoints: 0,
    pointsLimitYuan: facts?.pointsLimitYuan ?? 0,
    givePoints: line.givePoints,
    giveRankPoints: line.giveRankPoints,
    frozen: { unitPriceFen: line.unitPriceFen, discountFen: line.discountShareFen },
  }
}

/** Fees, bonus, points and balance of the lines of both orders together, with the choices of `to`. */
export async function priceMerged(tx: TxCtx, { from, to, lines, invoice }: MergedParts, offers: ShopOffers): Promise<Priced> {
  const settings = await getSettings(tx)
  const facts = await factsOf(tx, lines)
  const bonuses = await bonusOf(tx, to)
  const regions = { country: to.countryId, province: to.provinceId, city: to.cityId, district: to.districtId }
  const invoiceType = invoice ? settings.invoiceTypes.find(({ name }) => name === invoice.type) : null
  if (invoiceType === undefined) throw new ShopError('ORDER_NOT_MERGEABLE')
  const balanceFen = from.balanceFen + to.balanceFen
  const priced = priceCheckout({
    flowType: 0,
    now: tx.now,
    explain: true,
    rank: null,
    settings: { ...settings, ...ALWAYS },
    lines: lines.map((line) => toInput(line, facts.get(line.goodsId))),
    activities: [],
    flowActivity: null,
    sellers: [{
      sellerId: to.sellerId,
      shippingId: to.shippingId,
      isInsured: to.insureFeeFen > 0,
      shippings: offers.shippings.filter((method) => method.sellerId === to.sellerId).map((method) => shippingOffer(method, regions)),
    }],
    packId: to.packId,
    packs: offers.packs,
    cardId: to.cardId,
    cards: offers.cards,
    invoice: invoiceType ? { rateBasisPoints: invoiceType.rateBasisPoints } : null,
    bonusId: bonuses[0]?.bonusId ?? 0,
    bonuses,
    pointsAsked: from.points + to.points,
    pointsOwned: from.points + to.points,
    balanceAskedFen: balanceFen,
    balanceAvailableFen: balanceFen,
    payId: to.payId,
    payments: offers.payments,
    moneyPaidFen: 0,
  })
  const needsShipping = priced.groups.some((group) => group.needShipping && group.shippingId === 0)
  if (needsShipping || priced.problems.some(({ word }) => !EXPECTED.has(word))) throw new ShopError('ORDER_NOT_MERGEABLE')
  return priced
}
