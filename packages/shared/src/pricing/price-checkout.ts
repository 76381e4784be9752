import type { Step } from './draft.ts'
import type { Priced } from './priced.ts'
import type { PriceInput } from './types.ts'
import { activitiesStep } from './activities.ts'
import { balanceStep } from './balance.ts'
import { bonusStep } from './bonus.ts'
import { insuranceStep, shippingStep } from './delivery.ts'
import { goodsStep } from './goods.ts'
import { cardStep, packStep } from './pack-and-card.ts'
import { payFeeStep } from './payment.ts'
import { pointsStep } from './points.ts'
import { openDraft } from './sellers.ts'
import { taxStep } from './tax.ts'
import { toPriced, totalStep } from './totals.ts'

/** The order of docs/rules/amounts.md. Each step reads the amounts found before it and adds its own. */
const STEPS: readonly Step[] = [
  goodsStep,
  activitiesStep,
  packStep,
  cardStep,
  shippingStep,
  insuranceStep,
  taxStep,
  bonusStep,
  pointsStep,
  balanceStep,
  payFeeStep,
  totalStep,
]

/**
 * What an order costs, and why. Same input, same fen. It never refuses: choices that are not possible are clamped as the
 * rules say and named in `problems`.
 */
export function priceCheckout(input: PriceInput): Priced {
  const draft = openDraft(input)
  for (const step of STEPS) step.apply(draft)
  const steps = input.explain
    ? STEPS.map(({ stage, amountFen, notes }) => ({
        stage,
        amountFen: amountFen(draft),
        notes: notes(draft),
      }))
    : []
  return toPriced(draft, steps)
}
