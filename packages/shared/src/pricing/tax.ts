import type { Draft, GroupDraft, Step } from './draft.ts'
import type { Note } from './priced.ts'
import { allocate } from '../money/index.ts'
import { leftOf, netOf, note, refuseChoice, sumOf } from './draft.ts'
import { taxOf } from './fees.ts'

/** Tax of an invoice, on the goods after the price activities (docs/rules/amounts.md 8). */
export const taxStep: Step = {
  stage: 'tax',
  apply: addTax,
  amountFen: (draft) => sumOf(draft, 'taxFen'),
  notes: taxNotes,
}

function addTax(draft: Draft): void {
  const { input, flow, groups } = draft
  if (!input.invoice) return
  if (!input.settings.canInvoice) return refuseChoice(draft, 'FEATURE_OFF', { feature: 'invoice' })
  if (!flow.takesFees) return
  for (const group of groups) taxGroup(group, input.invoice.rateBasisPoints)
}

function taxGroup(group: GroupDraft, rateBasisPoints: number): void {
  group.totals.taxFen = taxOf(netOf(group), rateBasisPoints)
  const parts = allocate(group.totals.taxFen, group.lines.map(leftOf))
  for (const [at, line] of group.lines.entries()) line.taxFen = parts[at] ?? 0
}

function taxNotes({ input, flow, groups }: Draft): Note[] {
  if (!input.invoice || !input.settings.canInvoice || !flow.takesFees) return []
  const { rateBasisPoints } = input.invoice
  return groups.map((group) => note('tax', group.totals.taxFen, {
    sellerId: group.sellerId,
    netFen: netOf(group),
    rateBasisPoints,
  }))
}
