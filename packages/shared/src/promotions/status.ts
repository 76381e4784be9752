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

/** The same of a promotion called `p`; `now` is the parameter of the moment. */
export const STATUS_SQL: Record<PromotionStatus, (now: string) => string> = {
  draft: () => `p."state" = 'draft'`,
  canceled: () => `p."state" = 'canceled'`,
  pre_start: (now) => `p."state" = 'published' AND ${now} < p."startAt"`,
  under_way: (now) => `p."state" = 'published' AND p."startAt" <= ${now} AND ${now} < p."endAt"`,
  finished: (now) => `p."state" = 'published' AND p."endAt" <= ${now}`,
}
