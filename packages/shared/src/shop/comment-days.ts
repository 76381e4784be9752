/** For so many days after receipt a buyer may comment on what an order brought. */
export const COMMENT_DAYS = 180
const DAY_MS = 86_400_000

/** What was received later than this can still be commented on. */
export function commentableSince(now: Date): Date {
  return new Date(now.getTime() - COMMENT_DAYS * DAY_MS)
}
