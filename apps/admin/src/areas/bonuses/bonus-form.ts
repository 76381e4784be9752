import type { Inputs, Outputs } from '../../api.ts'

export type BonusType = Outputs['bonuses']['types']['items'][number]
export type BonusForm = Inputs['bonuses']['create']

const DAY_MS = 86_400_000
const MONTH_DAYS = 30

export function emptyForm(now: Date = new Date()): BonusForm {
  const [from, to] = [now.toISOString(), new Date(now.getTime() + MONTH_DAYS * DAY_MS).toISOString()]
  return { name: '', moneyFen: 0, sendKind: 0, minSendAmountFen: 0, minGoodsAmountFen: 0, sendStartAt: from, sendEndAt: to, useStartAt: from, useEndAt: to, useRange: 0, useRangeIds: [], claimTotal: 0, claimLimit: 1, claimRankIds: [] }
}

export function formOf(type: BonusType): BonusForm {
  const { id: _id, sellerId: _sellerId, claimedCount: _claimed, issuedCount: _issued, ownedCount: _owned, usedCount: _used, ...form } = type
  return { ...form }
}
