import type { FlowType } from './types.ts'

/** What a flow type takes and gives. */
export interface FlowRules {
  /** Rank, volume and promotion prices, price activities, the least amount of an order. */
  isGeneral: boolean
  takesBonus: boolean
  takesPoints: boolean
  takesBalance: boolean
  takesCod: boolean
  takesFees: boolean
  gives: 'by_line' | 'by_activity' | 'nothing'
}

const PROMOTION: FlowRules = {
  isGeneral: false,
  takesBonus: false,
  takesPoints: false,
  takesBalance: true,
  takesCod: true,
  takesFees: true,
  gives: 'nothing',
}

const GENERAL: FlowRules = {
  ...PROMOTION,
  isGeneral: true,
  takesBonus: true,
  takesPoints: true,
  gives: 'by_line',
}
const WON: FlowRules = { ...PROMOTION, takesBonus: true, gives: 'by_line' }

/** docs/rules/amounts.md 12 */
const FLOW_RULES: Readonly<Record<FlowType, FlowRules>> = {
  0: GENERAL,
  1: { ...PROMOTION, gives: 'by_activity' },
  2: WON,
  3: WON,
  4: PROMOTION,
  5: { ...PROMOTION, takesCod: false, gives: 'by_line' },
  6: { ...PROMOTION, takesCod: false, gives: 'by_line' },
  7: { ...PROMOTION, takesCod: false },
  8: PROMOTION,
  9: {
    ...PROMOTION,
    takesBalance: false,
    takesCod: false,
    takesFees: false,
  },
}

/** The rules of this checkout: a deposit collects the goods only. */
export function flowRules(flowType: FlowType, isDeposit: boolean): FlowRules {
  const rules = FLOW_RULES[flowType]
  return isDeposit
    ? { ...rules, takesCod: false, takesFees: false }
    : rules
}
