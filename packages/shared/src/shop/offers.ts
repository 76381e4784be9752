import type { Sql, TxCtx } from '../database/index.ts'
import type { ConsigneeRegions, ExtraOffer, Fee, Insurance, ShippingOffer, ShippingRate } from '../pricing/index.ts'
import { pickArea } from '../pricing/index.ts'
import { versionedCache } from './versioned-cache.ts'

export interface ShippingAreaRow {
  areaId: number
  methodId: number
  formula: 'by_weight' | 'by_number' | 'flat' | 'free'
  baseFeeFen: number
  firstGrams: number
  stepGrams: number
  stepFeeFen: number
  secondGrams: number
  nextStepFeeFen: number
  itemFeeFen: number
  freeFromFen: number
  maxGrams: number
  codFeeFen: number
  codFeeRate: number
  regionIds: number[]
}

export interface ShippingMethodOffer {
  shippingId: number
  sellerId: number
  code: string
  name: string
  description: string
  kind: 'express' | 'pickup' | 'virtual'
  supportsCod: boolean
  insurance: Insurance | null
  estimateDays: number
  areas: ShippingAreaRow[]
}

export interface PaymentMethodOffer {
  payId: number
  code: string
  name: string
  description: string
  nameEn: string
  descriptionEn: string
  fee: Fee
  isCod: boolean
  isBalance: boolean
  /** Collected by a provider. */
  isOnline: boolean
}

export interface ExtraChoice extends ExtraOffer {
  name: string
  description: string
  imageUrl: string
}

/** What the shop offers now; only what is switched on, in the order it is shown. */
export interface ShopOffers {
  shippings: ShippingMethodOffer[]
  payments: PaymentMethodOffer[]
  packs: ExtraChoice[]
  cards: ExtraChoice[]
}

interface MethodRow extends Omit<ShippingMethodOffer, 'insurance' | 'areas'> {
  insureKind: string
  insureFen: number
  insureRate: number
  insureMinFen: number
  insureMaxFen: number
}

function insuranceOf(row: MethodRow): Insurance | null {
  if (row.insureKind === 'fixed') return { kind: 'fixed', feeFen: row.insureFen }
  if (row.insureKind === 'rate') return { kind: 'percent', basisPoints: row.insureRate, minFen: row.insureMinFen, maxFen: row.insureMaxFen }
  return null
}

async function loadShippings(sql: Sql): Promise<ShippingMethodOffer[]> {
  const [methods, areas] = await Promise.all([
    sql.rows<MethodRow>('offers_shipping', `SELECT "id" AS "shippingId", "sellerId", "code", "name", "description", "kind", "supportsCod", "insureKind",
      "insureFen", "insureRate", "insureMinFen", "insureMaxFen", "estimateDays" FROM "ShippingMethod" WHERE "isEnabled" ORDER BY "sortOrder", "id"`),
    sql.rows<ShippingAreaRow>('offers_area', `SELECT "id" AS "areaId", "methodId", "formula", "baseFeeFen", "firstGrams", "stepGrams", "stepFeeFen", "secondGrams",
      "nextStepFeeFen", "itemFeeFen", "freeFromFen", "maxGrams", "codFeeFen", "codFeeRate", "regionIds" FROM "ShippingArea" ORDER BY "id"`),
  ])
  return methods.map((row) => {
    const { shippingId, sellerId, code, name, description, kind, supportsCod, estimateDays } = row
    return { shippingId, sellerId, code, name, description, kind, supportsCod, estimateDays, insurance: insuranceOf(row), areas: areas.filter((area) => area.methodId === shippingId) }
  })
}

/** Methods that no provider collects. */
const OFFLINE_CODES = new Set(['balance', 'cod', 'bank'])

async function loadPayments(sql: Sql): Promise<PaymentMethodOffer[]> {
  // Never the provider's settings.
  const rows = await sql.rows<Pick<PaymentMethodOffer, 'payId' | 'code' | 'name' | 'description' | 'nameEn' | 'descriptionEn'> & { feeFen: number, feeRate: number }>(
    'offers_payment',
    'SELECT "id" AS "payId", "code", "name", "description", "nameEn", "descriptionEn", "feeFen", "feeRate" FROM "PaymentMethod" WHERE "isEnabled" ORDER BY "sortOrder", "id"',
  )
  return rows.map(({ feeFen, feeRate, ...row }) => ({
    ...row,
    fee: feeOf(feeFen, feeRate),
    isCod: row.code === 'cod',
    isBalance: row.code === 'balance',
    isOnline: !OFFLINE_CODES.has(row.code),
  }))
}

function feeOf(feeFen: number, basisPoints: number): Fee {
  return basisPoints > 0 ? { kind: 'percent', basisPoints } : { kind: 'fixed', feeFen }
}

function loadExtras(sql: Sql, table: 'Pack' | 'Card'): Promise<ExtraChoice[]> {
  return sql.rows<ExtraChoice>(
    `offers_${table.toLowerCase()}`,
    `SELECT "id", "feeFen", "freeFromFen" AS "freeMoneyFen", "name", "description", "imageUrl" FROM "${table}" WHERE "isEnabled" ORDER BY "sortOrder", "id"`,
  )
}

const cache = versionedCache<ShopOffers>({
  name: 'offers',
  tables: ['ShippingMethod', 'ShippingArea', 'PaymentMethod', 'Pack', 'Card'],
  async load(sql) {
    const [shippings, payments, packs, cards] = await Promise.all([loadShippings(sql), loadPayments(sql), loadExtras(sql, 'Pack'), loadExtras(sql, 'Card')])
    return { shippings, payments, packs, cards }
  },
})

export function getOffers(ctx: Pick<TxCtx, 'sql'>): Promise<ShopOffers> {
  return cache.get(ctx)
}

/** To be called after writing shipping methods, areas, payment methods, packs or cards. */
export const offersChanged = cache.changed

/** The area of a method that names the consignee most closely, null when it does not go there. */
export function areaFor(method: ShippingMethodOffer, regions: ConsigneeRegions): ShippingAreaRow | null {
  return pickArea(method.areas, regions)
}

export function rateOf(area: ShippingAreaRow): ShippingRate {
  const bounds = { freeMoneyFen: area.freeFromFen, maxWeightGrams: area.maxGrams }
  switch (area.formula) {
    case 'by_weight': return {
      ...bounds,
      formula: 'by_weight',
      baseFeeFen: area.baseFeeFen,
      firstWeightGrams: area.firstGrams,
      stepWeightGrams: area.stepGrams,
      stepFeeFen: area.stepFeeFen,
      secondWeightGrams: area.secondGrams,
      furtherStepFeeFen: area.nextStepFeeFen,
    }
    case 'by_number': return { ...bounds, formula: 'by_number', itemFeeFen: area.itemFeeFen }
    case 'flat': return { ...bounds, formula: 'flat', baseFeeFen: area.baseFeeFen }
    case 'free': return { ...bounds, formula: 'free' }
  }
}

/** A method as the checkout's price function takes it. */
export function shippingOffer(method: ShippingMethodOffer, regions: ConsigneeRegions): ShippingOffer {
  const area = areaFor(method, regions)
  return {
    shippingId: method.shippingId,
    rate: area && rateOf(area),
    insurance: method.insurance,
    codFee: area && method.supportsCod ? feeOf(area.codFeeFen, area.codFeeRate) : null,
  }
}
