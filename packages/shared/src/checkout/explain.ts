import type { TxCtx } from '../database/index.ts'
import type { PriceStep } from '../pricing/index.ts'
import { liveCheckout, shopperId } from './change.ts'
import { evaluate } from './evaluate.ts'
import { readCheckoutRules, readFacts } from './load.ts'

export interface CheckoutExplanation {
  steps: PriceStep[]
  /** The bonus that takes most off, 0 when none can be used. */
  bestBonusId: number
  bestBonusFen: number
}

/** The story of every amount, for the storefront's "why is this the price". Reads only. */
export async function explainCheckout(ctx: TxCtx, { checkoutToken }: { checkoutToken: string }): Promise<CheckoutExplanation> {
  const rules = await readCheckoutRules(ctx)
  const facts = await readFacts(ctx, rules, { userId: shopperId(ctx), token: checkoutToken })
  const row = liveCheckout(facts, rules, ctx.now)
  const { priced } = evaluate(row, facts, rules, true)
  const best = priced.bonuses.filter((option) => option.available)
    .reduce<{ bonusId: number, amountFen: number } | null>((top, each) => (top && top.amountFen >= each.amountFen ? top : each), null)
  return { steps: priced.steps, bestBonusId: best?.bonusId ?? 0, bestBonusFen: best?.amountFen ?? 0 }
}
