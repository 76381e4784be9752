import type { Draft, LineDraft, Step } from './draft.ts'
import type { Note, UnitPrice } from './priced.ts'
import { formatYuan } from '../money/index.ts'
import { note, refuseOrder, sumOf } from './draft.ts'
import { namedPrice, unitPrice, volumePrice } from './unit-price.ts'

/** Unit prices, subtotals and the goods amount (docs/rules/amounts.md 2 and 3). */
export const goodsStep: Step = {
  stage: 'goods',
  apply: priceGoods,
  amountFen: (draft) => sumOf(draft, 'goodsAmountFen'),
  notes: (draft) => draft.lines.flatMap((line) => lineNotes(line, draft)),
}

function priceGoods(draft: Draft): void {
  for (const { lines, totals } of draft.groups) {
    for (const line of lines) {
      const { quantity, marketPriceFen, exchangePoints } = line.input
      line.price = priceOf(line, draft)
      line.subtotalFen = line.price.unitPriceFen * quantity
      totals.goodsAmountFen += line.subtotalFen
      totals.marketAmountFen += marketPriceFen * quantity
      totals.exchangePoints += exchangePoints * quantity
    }
  }
  refuseBelowMinimum(draft)
  refuseMissingExchangePoints(draft)
}

function priceOf({ input: line }: LineDraft, { flow, input }: Draft): UnitPrice {
  if (line.frozen) return namedPrice('frozen', line.frozen.unitPriceFen)
  if (!flow.isGeneral) return namedPrice('activity', line.fixedPriceFen)
  return unitPrice(line, line.quantity, input.rank, input.now)
}

function refuseBelowMinimum(draft: Draft): void {
  const { minGoodsAmountFen } = draft.input.settings
  if (!draft.flow.isGeneral || sumOf(draft, 'goodsAmountFen') >= minGoodsAmountFen) return
  refuseOrder(draft, 'MIN_AMOUNT_NOT_REACHED', {
    min: formatYuan(minGoodsAmountFen),
  })
}

function refuseMissingExchangePoints(draft: Draft): void {
  const { pointsOwned } = draft.input
  if (sumOf(draft, 'exchangePoints') > pointsOwned) refuseOrder(draft, 'INTEGRAL_NOT_ENOUGH', { available: pointsOwned })
}

/** The price taken and those that were not low enough. */
function lineNotes({ input: line, price }: LineDraft, { input }: Draft): Note[] {
  const { quantity, shopPriceFen } = line
  return price.candidates.map(({ reason, priceFen }) => {
    const unitFen = Math.max(0, priceFen + price.surchargeFen)
    const params: Note['params'] = {
      unitFen,
      quantity,
      shopFen: shopPriceFen,
      surchargeFen: price.surchargeFen,
    }
    if (reason === 'rank') params.discountPercent = input.rank?.discountPercent ?? 0
    if (reason === 'volume') params.minQuantity = volumePrice(line.volumePrices, quantity)?.minQuantity ?? 0
    if (line.exchangePoints > 0) params.exchangePoints = line.exchangePoints
    return note(`${reason}_price`, unitFen * quantity, params, reason === price.reason, line.cartLineId)
  })
}
