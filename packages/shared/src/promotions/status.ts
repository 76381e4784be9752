/** Published ones live by the clock; what the merchant ended stays ended. Drafts are nobody's but the merchant's. */
export type PromotionStatus = 'draft' | 'pre_start' | 'under_way' | 'finished' | 'canceled'

export interface PromotionTimes {
  state: string
  startAt: Date
  endAt: Date
}

/** From its first moment to the one before its last. */
export function statusAt({ state, startAt, endAt }: PromotionTimes, now: Date): PromotionStatus {
  if (state === 'draft' || state === 'canceled') return state
  if (now < startAt) return 'pre_start'
  return now < endAt ? 'under_way' : 'finished'
}
