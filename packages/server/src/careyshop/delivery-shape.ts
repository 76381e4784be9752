import { carrierHouseOf, type CarrierHouse } from '@xiaopu/shared/orders'
import type { ShippingForm, ShippingView } from '@xiaopu/shared/shop'
import { bit, yuan } from './wire.ts'

const GRAMS_PER_KILOGRAM = 1000
/** Our own ways to a buyer (a counter, a code by mail) are no carrier's. */
const NO_CARRIER = 0
const KILOGRAM = 1000

type AreaForm = ShippingForm['areas'][number]

/** What a method is made of here: the weight steps of one area. Products are neither counted nor measured for shipping. */
export interface SentFees {
  first_weight?: number | undefined
  first_weight_price?: number | undefined
  second_weight?: number | undefined
  second_weight_price?: number | undefined
}

export function wireHouse(house: CarrierHouse): object {
  return { delivery_item_id: house.id, name: house.name, phonetic: house.initials, code: house.code, type: 0 }
}

export function wireDelivery(view: ShippingView): object {
  const [area] = view.areas
  const isWeighed = area?.formula === 'by_weight'
  const isFixed = isWeighed || area?.formula === 'flat'
  const itemFee = area?.formula === 'by_number' ? yuan(area.itemFeeFen) : 0
  return {
    delivery_id: view.id,
    delivery_item_id: carrierHouseOf(view.name)?.id ?? NO_CARRIER,
    content: view.description,
    first_weight: isWeighed ? area.firstGrams / GRAMS_PER_KILOGRAM : 0,
    first_weight_price: isFixed ? yuan(area.baseFeeFen) : 0,
    second_weight: isWeighed ? area.stepGrams / GRAMS_PER_KILOGRAM : 0,
    second_weight_price: isWeighed ? yuan(area.stepFeeFen) : 0,
    first_item: Number(itemFee > 0),
    first_item_price: itemFee,
    second_item: Number(itemFee > 0),
    second_item_price: itemFee,
    first_volume: 0,
    first_volume_price: 0,
    second_volume: 0,
    second_volume_price: 0,
    sort: view.sortOrder,
    status: bit(view.isEnabled),
  }
}

export function wireDeliveryRow(view: ShippingView): object {
  const house = carrierHouseOf(view.name)
  return { ...wireDelivery(view), get_delivery_item: house ? wireHouse(house) : { delivery_item_id: NO_CARRIER, name: view.name, phonetic: '', code: view.code, type: 0 } }
}

const gramsOf = (kilograms: number | undefined): number | undefined => (kilograms === undefined ? undefined : Math.max(1, Math.round(kilograms * GRAMS_PER_KILOGRAM)))

/** A whole country at the fees of a new method. */
export function newArea(countryId: number): AreaForm {
  return { id: 0, name: '全国', formula: 'by_weight', baseFeeFen: 0, firstGrams: KILOGRAM, stepGrams: KILOGRAM, stepFeeFen: 0, secondGrams: 0, nextStepFeeFen: 0, itemFeeFen: 0, freeFromFen: 0, maxGrams: 0, codFeeFen: 0, codFeeRate: 0, regionIds: [countryId] }
}

/** The first area with the fees sent; others stay as they are. */
export function withFees(areas: readonly AreaForm[], sent: SentFees): AreaForm[] {
  const fees = { firstGrams: gramsOf(sent.first_weight), baseFeeFen: sent.first_weight_price, stepGrams: gramsOf(sent.second_weight), stepFeeFen: sent.second_weight_price }
  const said = Object.fromEntries(Object.entries(fees).filter(([, value]) => value !== undefined))
  if (Object.keys(said).length === 0) return [...areas]
  return areas.map((area, at) => (at === 0 ? { ...area, ...said, formula: 'by_weight' } : area))
}

/** A method as its form is sent back. */
export function formOf({ id: _, ...form }: ShippingView): ShippingForm {
  return form
}
