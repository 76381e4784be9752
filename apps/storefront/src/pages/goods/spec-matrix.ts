import type { Sku, Spec, SpecValue } from '@xiaopu/shared/contract'

const SINGLE_CHOICE = 1

/** The chosen value of each single-choice option, by option. */
export type Choice = Readonly<Record<number, number>>
/** `soldOut`: the combination exists, nothing is left. `impossible`: nobody makes it. */
export type ValueState = 'available' | 'soldOut' | 'impossible'

export interface NoReason {
  kind: 'soldOut' | 'impossible'
  /** What else is chosen: 釉里红 */
  chosen: string[]
  value: string
  /** With what else it can be had: 天青、雪白 */
  instead: string[]
}

type SkuLike = Pick<Sku, 'skuId' | 'optionValueIds' | 'stock' | 'finalPriceFen'>

export function singleChoiceSpecs(specs: readonly Spec[]): Spec[] {
  return specs.filter((spec) => spec.attrType === SINGLE_CHOICE)
}

export function severalChoiceSpecs(specs: readonly Spec[]): Spec[] {
  return specs.filter((spec) => spec.attrType !== SINGLE_CHOICE)
}

function skusWith(skus: readonly SkuLike[], valueIds: readonly number[]): SkuLike[] {
  return skus.filter((sku) => valueIds.every((id) => sku.optionValueIds.includes(id)))
}

function othersChosen(choice: Choice, attrId: number): number[] {
  return Object.entries(choice).filter(([id]) => Number(id) !== attrId).map(([, valueId]) => valueId)
}

/** What tapping a value would lead to, given what is chosen in the other options. Without SKUs everything goes together. */
export function valueState(skus: readonly SkuLike[], choice: Choice, spec: Spec, value: SpecValue): ValueState {
  if (skus.length === 0) return 'available'
  const found = skusWith(skus, [...othersChosen(choice, spec.attrId), value.optionValueId])
  if (found.length === 0) return 'impossible'
  return found.some((sku) => sku.stock > 0) ? 'available' : 'soldOut'
}

/** The choice after a tap: a second tap on the same value takes it back, which frees the other options. */
export function afterTap(choice: Choice, attrId: number, optionValueId: number): Choice {
  const { [attrId]: before, ...others } = choice
  return before === optionValueId ? others : { ...others, [attrId]: optionValueId }
}

export function matchingSku<Found extends SkuLike>(skus: readonly Found[], specs: readonly Spec[], choice: Choice): Found | undefined {
  const single = singleChoiceSpecs(specs)
  const chosen = single.map((spec) => choice[spec.attrId])
  if (chosen.includes(undefined)) return undefined
  return skus.find((sku) => chosen.every((id) => id !== undefined && sku.optionValueIds.includes(id)))
}

/** What stands chosen when the page opens: the first combination that is there, or single values that leave no choice. */
export function firstChoice(skus: readonly SkuLike[], specs: readonly Spec[]): Choice {
  const first = skus.find((sku) => sku.stock > 0) ?? skus[0]
  const chosen: Record<number, number> = {}
  for (const spec of singleChoiceSpecs(specs)) {
    const value = first
      ? spec.values.find((one) => first.optionValueIds.includes(one.optionValueId))
      : spec.values[0]
    if (value) chosen[spec.attrId] = value.optionValueId
  }
  return chosen
}

export function missingSpecs(specs: readonly Spec[], choice: Choice): Spec[] {
  return singleChoiceSpecs(specs).filter((spec) => choice[spec.attrId] === undefined)
}

function labelOf(spec: Spec, valueId: number | undefined): string {
  return spec.values.find((value) => value.optionValueId === valueId)?.attrValue ?? ''
}

/** With which values of another option this one can be had, the rest of the choice unchanged. */
function alternatives(skus: readonly SkuLike[], specs: readonly Spec[], choice: Choice, spec: Spec, value: SpecValue): string[] {
  for (const other of specs) {
    if (other.attrId === spec.attrId || choice[other.attrId] === undefined) continue
    const { [other.attrId]: _freed, ...rest } = choice
    const names = other.values
      .filter((one) => valueState(skus, { ...rest, [other.attrId]: one.optionValueId }, spec, value) === 'available')
      .map((one) => one.attrValue)
    if (names.length > 0) return names
  }
  return []
}

/** Why values of one option cannot be bought with the present choice, in its own order. */
export function reasonsFor(skus: readonly SkuLike[], specs: readonly Spec[], choice: Choice, spec: Spec): NoReason[] {
  const single = singleChoiceSpecs(specs)
  return spec.values.flatMap((value) => {
    const kind = valueState(skus, choice, spec, value)
    if (kind === 'available') return []
    const chosen = single.filter((other) => other.attrId !== spec.attrId).map((other) => labelOf(other, choice[other.attrId])).filter(Boolean)
    return [{ kind, chosen, value: value.attrValue, instead: alternatives(skus, single, choice, spec, value) }]
  })
}

interface PriceFacts {
  finalPriceFen: number
  volumePrices: readonly { fromQuantity: number, volumePriceFen: number }[]
}

/**
 * What one unit of the choice costs, as a preview: the cart's number counts. The lower of today's price and the volume
 * tier, plus the surcharge of the choice, which no offer lowers.
 */
export function unitPriceFen(goods: PriceFacts, skuFinalPriceFen: number | undefined, extrasFen: number, quantity: number): number {
  const surcharge = (skuFinalPriceFen ?? goods.finalPriceFen) - goods.finalPriceFen + extrasFen
  const tier = goods.volumePrices.filter((one) => one.fromQuantity <= quantity).at(-1)
  const base = tier ? Math.min(goods.finalPriceFen, tier.volumePriceFen) : goods.finalPriceFen
  return Math.max(0, base + surcharge)
}
