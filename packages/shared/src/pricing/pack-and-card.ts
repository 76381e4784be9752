import type { Draft, GroupDraft, Step } from './draft.ts'
import type { ExtraOption, Note } from './priced.ts'
import type { ExtraOffer, PriceInput } from './types.ts'
import { extraFee } from './fees.ts'
import { note, refuseChoice, sumOf } from './draft.ts'

interface Extra {
  stage: 'pack' | 'card'
  figure: 'packFeeFen' | 'cardFeeFen'
  options: 'packs' | 'cards'
  word: 'PACK_UNAVAILABLE' | 'CARD_UNAVAILABLE'
  isOn: (input: PriceInput) => boolean
  chosenId: (input: PriceInput) => number
}

export const packStep = extraStep({
  stage: 'pack',
  figure: 'packFeeFen',
  options: 'packs',
  word: 'PACK_UNAVAILABLE',
  isOn: ({ settings }) => settings.usePack,
  chosenId: ({ packId }) => packId,
})

export const cardStep = extraStep({
  stage: 'card',
  figure: 'cardFeeFen',
  options: 'cards',
  word: 'CARD_UNAVAILABLE',
  isOn: ({ settings }) => settings.useCard,
  chosenId: ({ cardId }) => cardId,
})

/** A pack or a card is charged once, in the first group with something to ship (docs/rules/amounts.md 5 and 15). */
function extraStep(extra: Extra): Step {
  return {
    stage: extra.stage,
    apply: (draft) => charge(extra, draft),
    amountFen: (draft) => sumOf(draft, extra.figure),
    notes: (draft) => extraNotes(extra, draft),
  }
}

function charge(extra: Extra, draft: Draft): void {
  const { input } = draft
  const chosenId = extra.chosenId(input)
  if (!extra.isOn(input)) {
    if (chosenId > 0) refuseChoice(draft, 'FEATURE_OFF', { feature: extra.stage })
    return
  }
  const group = payingGroup(draft)
  draft[extra.options] = input[extra.options].map((offer) => optionOf(offer, group))
  if (chosenId === 0) return
  const chosen = draft[extra.options].find(({ id }) => id === chosenId)
  if (chosen && group) group.totals[extra.figure] = chosen.feeFen
  if (!chosen || !draft.groups.some(({ parcel }) => parcel.hasReal)) refuseChoice(draft, extra.word)
}

/** null: nothing is charged, whatever is chosen. */
function payingGroup({ groups, flow }: Draft): GroupDraft | null {
  return flow.takesFees
    ? groups.find(({ parcel }) => parcel.hasReal) ?? null
    : null
}

function optionOf(offer: ExtraOffer, group: GroupDraft | null): ExtraOption {
  return {
    id: offer.id,
    feeFen: group
      ? extraFee(offer, group.totals.goodsAmountFen)
      : 0,
  }
}

function extraNotes(extra: Extra, draft: Draft): Note[] {
  const { input } = draft
  const offer = input[extra.options].find(({ id }) => id === extra.chosenId(input))
  if (!offer || !extra.isOn(input)) return []
  const group = payingGroup(draft)
  if (!group) {
    return [
      note(`${extra.stage}_not_needed`, 0, { id: offer.id }, false),
    ]
  }
  const feeFen = group.totals[extra.figure]
  const code = feeFen < offer.feeFen
    ? `${extra.stage}_free_from`
    : `${extra.stage}_fee`
  return [
    note(code, feeFen, {
      id: offer.id,
      feeFen: offer.feeFen,
      freeMoneyFen: offer.freeMoneyFen,
      goodsAmountFen: group.totals.goodsAmountFen,
    }),
  ]
}
