import type { GoodsForm } from './goods-form.ts'

/** Options, their combinations, and what happens to the SKUs when options change. No screen in here. */

export type Spec = GoodsForm['specs'][number]
export type Sku = GoodsForm['skus'][number]

const SINGLE_CHOICE = 1
export const MOST_SKUS = 300

export function singlesOf(specs: readonly Spec[]): Spec[] {
  return specs.filter((spec) => spec.kind === SINGLE_CHOICE && spec.values.length > 0)
}

/** Every combination of the single-choice options, the first option slowest; none without options. */
export function combinationsOf(specs: readonly Spec[]): string[][] {
  const singles = singlesOf(specs)
  if (singles.length === 0) return []
  return singles.reduce<string[][]>((rows, spec) => rows.flatMap((row) => spec.values.map(({ value }) => [...row, value])), [[]])
}

export function countCombinations(specs: readonly Spec[]): number {
  const singles = singlesOf(specs)
  return singles.length === 0 ? 0 : singles.reduce((count, spec) => count * spec.values.length, 1)
}

/** "朱泥 240ml" */
export function labelOf(sku: Pick<Sku, 'options'>): string {
  return sku.options.join(' ')
}

/** What tells a SKU from the others: its id under whatever name, its options while it has none. */
export function identityOf(sku: Pick<Sku, 'skuId' | 'options'>): string {
  return sku.skuId > 0 ? String(sku.skuId) : JSON.stringify(sku.options)
}

const keyOf = (options: readonly string[]): string => JSON.stringify(options)

export function inMatrixOrder(specs: readonly Spec[], skus: readonly Sku[]): Sku[] {
  const order = new Map(combinationsOf(specs).map((options, at) => [keyOf(options), at]))
  const placeOf = (sku: Sku): number => order.get(keyOf(sku.options)) ?? order.size
  return skus.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function newSku(options: string[]): Sku {
  return { skuId: 0, options, sn: '', stock: 0, priceFen: 0, isOnSale: true }
}

/**
 * The SKUs after the options changed. One whose values are all still there stays what it is. Under an option that is new, what
 * was sold goes on as its first value; where an option is gone, the first of those that become alike stays.
 */
export function reshaped(before: readonly Spec[], after: readonly Spec[], skus: readonly Sku[]): Sku[] {
  const placeBefore = new Map(singlesOf(before).map((spec, at) => [spec.name, at]))
  const singles = singlesOf(after)
  const taken = new Set<Sku>()
  return combinationsOf(after).map((options) => {
    const isHeir = singles.every((spec, at) => placeBefore.has(spec.name) || spec.values[0]?.value === options[at])
    const old = isHeir && placeBefore.size > 0
      ? skus.find((sku) => !taken.has(sku) && singles.every((spec, at) => {
          const place = placeBefore.get(spec.name)
          return place === undefined || sku.options[place] === options[at]
        }))
      : undefined
    if (!old) return newSku(options)
    taken.add(old)
    return { ...old, options }
  })
}

/** A value gets another name: its SKUs stay the same SKUs. */
export function renamedValue(specs: readonly Spec[], skus: readonly Sku[], name: string, from: string, to: string): { specs: Spec[], skus: Sku[] } {
  const at = singlesOf(specs).findIndex((spec) => spec.name === name)
  return {
    specs: specs.map((spec) => (spec.name === name ? { ...spec, values: spec.values.map((one) => (one.value === from ? { ...one, value: to } : one)) } : spec)),
    skus: skus.map((sku) => (at >= 0 && sku.options[at] === from ? { ...sku, options: sku.options.with(at, to) } : sku)),
  }
}

/** Shop price plus what the chosen values add, never below zero. */
export function computedPriceFen(shopPriceFen: number, specs: readonly Spec[], options: readonly string[]): number {
  return Math.max(0, optionPricesFen(specs, options).reduce((sum, price) => sum + price, shopPriceFen))
}

export function optionPricesFen(specs: readonly Spec[], options: readonly string[]): number[] {
  return singlesOf(specs).map((spec, at) => spec.values.find(({ value }) => value === options[at])?.priceFen ?? 0)
}

/** How many rows each row's first cell spans: the rows under one first value, 0 for all but the first of them. */
export function groupSpans(skus: readonly Pick<Sku, 'options'>[]): number[] {
  return skus.map((sku, at) => {
    if (at > 0 && skus[at - 1]?.options[0] === sku.options[0]) return 0
    let span = 1
    while (skus[at + span]?.options[0] === sku.options[0]) span++
    return span
  })
}

export type StockState = 'ok' | 'low' | 'out'

export function stockState(stock: number, warnStock: number): StockState {
  if (stock <= 0) return 'out'
  return stock < warnStock ? 'low' : 'ok'
}
