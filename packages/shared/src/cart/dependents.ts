import { basicUnits, judge, MAX_UNITS } from './judge.ts'
import { type CartShop, isGift, keyOf, type LineFacts } from './line-facts.ts'

/** Moves units to another line of the same key, when there is one. */
export function putTogether(lines: readonly LineFacts[], moved: LineFacts): LineFacts[] {
  const key = keyOf(moved)
  const twin = lines.find((line) => keyOf(line) === key)
  if (!twin) return [...lines, moved]
  return lines.map((line) => (line === twin ? { ...twin, quantity: Math.min(MAX_UNITS, twin.quantity + moved.quantity) } : line))
}

/** A fitting whose basic product is gone: a general line at the normal price when it is sold alone, else nothing. */
function withoutOrphans(lines: readonly LineFacts[]): readonly LineFacts[] {
  const orphans = lines.filter((line) => line.basicGoodsId > 0 && basicUnits(lines, line.basicGoodsId) === 0)
  if (orphans.length === 0) return lines
  const kept = lines.filter((line) => !orphans.includes(line))
  return orphans.filter((line) => line.goods?.isAloneSale)
    .reduce<LineFacts[]>((all, line) => putTogether(all, { ...line, basicGoodsId: 0, fittingPriceFen: null }), kept)
}

/** No fitting has more units than its basic product. */
function withFewerFittings(lines: readonly LineFacts[]): readonly LineFacts[] {
  const units = (line: LineFacts): number => basicUnits(lines, line.basicGoodsId)
  if (!lines.some((line) => line.basicGoodsId > 0 && line.quantity > units(line))) return lines
  return lines.map((line) => (line.basicGoodsId > 0 && line.quantity > units(line) ? { ...line, quantity: units(line) } : line))
}

/** A gift leaves with the condition of its activity. */
function withoutLostGifts(lines: readonly LineFacts[], shop: CartShop): readonly LineFacts[] {
  if (!lines.some(isGift)) return lines
  const { lines: judged } = judge(lines, shop, { isChosen: (line) => line.isSelected, isCheckout: false })
  const lost = new Set(judged.filter(({ line, reason }) => isGift(line) && reason === 'gift_condition').map(({ line }) => line))
  return lost.size === 0 ? lines : lines.filter((line) => !lost.has(line))
}

/** What a change of the cart does to the lines that depend on others. */
export function settleDependents(lines: readonly LineFacts[], shop: CartShop): readonly LineFacts[] {
  return withoutLostGifts(withFewerFittings(withoutOrphans(lines)), shop)
}

/** Takes lines out, with what depends on them. */
export function withoutLines(lines: readonly LineFacts[], ids: ReadonlySet<number>, shop: CartShop): readonly LineFacts[] {
  return settleDependents(lines.filter((line) => !ids.has(line.id)), shop)
}
