import type { GoodsRecord } from '@xiaopu/shared/catalogue'
import { unitPrice } from '@xiaopu/shared/pricing'
import { absolute, yuan } from './wire.ts'

const FACT = 0
const SINGLE_CHOICE = 1
const SORT = 50

/** The name of a combination: the ids of its values. */
export function keyName(optionValueIds: readonly number[]): string {
  return optionValueIds.join('_')
}

/** Prices are those of a guest without any promotion: clients take that off themselves. */
function priceOf({ shopPriceFen, values }: GoodsRecord, { priceFen, optionValueIds }: GoodsRecord['skus'][number]): number {
  const optionPricesFen = values.filter(({ id }) => optionValueIds.includes(id)).map((value) => value.priceFen)
  const surcharge = { skuPriceFen: priceFen, optionPricesFen, extraPricesFen: [] }
  const line = { kind: 'goods', shopPriceFen, rankPriceFen: null, volumePrices: [], promotion: null, surcharge, fittingPriceFen: 0, fixedPriceFen: 0 } as const
  return unitPrice(line, 1, null, new Date(0)).unitPriceFen
}

/** Combinations that can be sold. */
export function wireSpecItems(goods: GoodsRecord): object[] {
  return goods.skus.filter(({ isOnSale }) => isOnSale).map((sku) => ({
    key_name: keyName(sku.optionValueIds),
    key_value: sku.optionsText,
    price: yuan(priceOf(goods, sku)),
    store_qty: sku.stock,
    bar_code: '',
    goods_sku: sku.sn,
  }))
}

/** Option values that have a picture. */
export function wireSpecImages({ values }: GoodsRecord, baseUrl: string): object[] {
  return values.filter(({ attribute, imageUrl }) => attribute.kind !== FACT && imageUrl !== '')
    .map(({ id, imageUrl }) => ({ spec_item_id: id, image: absolute(imageUrl, baseUrl) }))
}

/** Facts. Groups have no number here, so all stand at the top. */
export function wireAttrs({ values }: GoodsRecord): object[] {
  return values.filter(({ attribute }) => attribute.kind === FACT)
    .map(({ attributeId, attribute, value }) => ({ goods_attribute_id: attributeId, parent_id: 0, is_important: Number(attribute.isFilter), attr_value: value, sort: attribute.sortOrder }))
}

/** Values to pick from have no rows of their own until a product has them: their numbers lie above all of those. */
const CHOICE_BASE = 1_000_000_000
const CHOICES = 1000

export function choiceId(attributeId: number, at: number): number {
  return CHOICE_BASE + attributeId * CHOICES + at
}

export function choiceOf(id: number): { attributeId: number, at: number } | null {
  return id < CHOICE_BASE ? null : { attributeId: Math.floor((id - CHOICE_BASE) / CHOICES), at: (id - CHOICE_BASE) % CHOICES }
}

interface Choosable { id: number, goodsTypeId: number | null, name: string, kind: number, choices: string[], sortOrder: number }

/** The options of a kind of goods with the values to pick from. */
export function wireSpecs(attributes: readonly Choosable[]): object[] {
  return attributes.filter(({ kind }) => kind === SINGLE_CHOICE).map(({ id, goodsTypeId, name, choices, sortOrder }) => ({
    spec_id: id,
    goods_type_id: goodsTypeId ?? 0,
    name,
    spec_index: 0,
    sort: sortOrder,
    spec_item: choices.map((value, at) => ({ spec_item_id: choiceId(id, at), item_name: value, sort: SORT })),
  }))
}
