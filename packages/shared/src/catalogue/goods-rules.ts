import sanitizeHtml from 'sanitize-html'
import type { Actor } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { GoodsChange, SkuInput, SpecInput } from './goods-input.ts'

const LEAST_TIER = 2

/** Whose goods the caller may change: one seller's, or everybody's for the system. */
export function sellerOf(actor: Actor): number | null {
  if (actor.kind === 'staff' || actor.kind === 'app') return actor.sellerId
  if (actor.kind === 'system') return null
  throw new ShopError('FORBIDDEN')
}

const ALLOWED_STYLE = { 'text-align': [/^(?:left|right|center|justify)$/], 'color': [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s,.%]+\)$/], 'width': [/^\d+(?:px|%)$/] }

/** A product's description as it may be shown: no scripts, frames, event handlers or foreign schemes. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...sanitizeHtml.defaults.allowedTags.filter((tag) => tag !== 'main'), 'img', 'del', 'ins', 'video', 'source'],
    allowedAttributes: {
      '*': ['style'],
      'a': ['href', 'title', 'target', 'rel'],
      'img': ['src', 'alt', 'title', 'width', 'height'],
      'video': ['src', 'poster', 'controls', 'width', 'height'],
      'source': ['src', 'type'],
      'td': ['colspan', 'rowspan'],
      'th': ['colspan', 'rowspan'],
    },
    allowedStyles: { '*': ALLOWED_STYLE },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
  })
}

/** The prices of a change, merged with what is stored, make sense (else PRICE_INVALID). */
export function checkPrices({ promotePriceFen = 0, promoteStartAt = null, promoteEndAt = null, volumePrices = [] }: GoodsChange): void {
  const isDated = promoteStartAt !== null && promoteEndAt !== null && promoteStartAt < promoteEndAt
  if (promotePriceFen > 0 && !isDated) throw new ShopError('PRICE_INVALID')
  const tiers = volumePrices.toSorted((a, b) => a.fromQuantity - b.fromQuantity)
  for (const [at, tier] of tiers.entries()) {
    const before = tiers[at - 1]
    const isLower = !before || (tier.fromQuantity > before.fromQuantity && tier.priceFen < before.priceFen)
    if (tier.fromQuantity < LEAST_TIER || tier.priceFen <= 0 || !isLower) throw new ShopError('PRICE_INVALID')
  }
}

const hasTwins = (list: readonly (string | number)[]): boolean => new Set(list).size < list.length

export function checkSpecs(specs: readonly SpecInput[]): void {
  const ids = specs.flatMap((spec) => spec.values.flatMap(({ id }) => id || []))
  const isWrong = hasTwins(ids) || hasTwins(specs.map((spec) => spec.name)) || specs.some((spec) => hasTwins(spec.values.map(({ value }) => value)))
  if (isWrong) throw new ShopError('SPEC_INVALID')
}

/** A single-choice option as SKUs are made of it. */
export interface ChoiceOption {
  name: string
  values: readonly string[]
}

/** The values a SKU names, one per option and in the options' order: as they were sent, or put in order when that is unambiguous. */
function inOptionOrder(named: readonly string[], options: readonly ChoiceOption[]): string[] | null {
  if (named.length !== options.length || options.length === 0) return null
  if (options.every(({ values }, at) => values.includes(named[at] ?? ''))) return [...named]
  const found = options.map(({ values }) => named.filter((value) => values.includes(value)))
  const chosen = found.map(([value]) => value ?? '')
  const isExact = found.every((list) => list.length === 1) && !hasTwins(chosen)
  return isExact ? chosen : null
}

/** Every SKU's values in the options' order (SPEC_INVALID unless each names one value of each option and no two are alike). */
export function combinationsOf(skus: readonly SkuInput[], options: readonly ChoiceOption[]): string[][] {
  const combinations = skus.map((sku) => {
    const values = inOptionOrder(sku.options, options)
    if (!values) throw new ShopError('SPEC_INVALID')
    return values
  })
  if (hasTwins(combinations.map((values) => JSON.stringify(values)))) throw new ShopError('SPEC_INVALID')
  return combinations
}
