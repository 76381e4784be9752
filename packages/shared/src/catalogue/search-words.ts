import type { TxCtx } from '../database/index.ts'
import { searchable } from './search-conditions.ts'

const MAX_WORD = 90
const KEPT = 20
const GMT8_MS = 8 * 60 * 60 * 1000

/** A search as it is counted and remembered: one line, case and width ignored. */
export function searchWord(keywords: string): string {
  return searchable(keywords).trim().replaceAll(/\s+/g, ' ').slice(0, MAX_WORD)
}

/** The shop's calendar day. */
export function dayOf(now: Date): string {
  return new Date(now.getTime() + GMT8_MS).toISOString().slice(0, 10)
}

const HIT = `INSERT INTO "SearchHit" ("word", "day", "searcher") VALUES ($1, $2::date, $3) ON CONFLICT DO NOTHING`
const HIT_AND_HISTORY = `WITH hit AS (${HIT}),
  kept AS (INSERT INTO "SearchHistory" ("userId", "word", "at") VALUES ($4, $1, $5) ON CONFLICT ("userId", "word") DO UPDATE SET "at" = excluded."at")
  DELETE FROM "SearchHistory" WHERE "userId" = $4 AND "word" <> $1
    AND "word" NOT IN (SELECT "word" FROM "SearchHistory" WHERE "userId" = $4 AND "word" <> $1 ORDER BY "at" DESC, "word" LIMIT ${KEPT - 1})`

/** One searcher counts once per word and day; a shopper's own history keeps the last words. */
export async function recordSearch({ sql, actor, now }: TxCtx, keywords: string): Promise<void> {
  const word = searchWord(keywords)
  if (!word) return
  if (actor.kind === 'shopper') {
    await sql.run('search_hit_history', HIT_AND_HISTORY, [word, dayOf(now), `user:${actor.userId}`, actor.userId, now])
  } else if (actor.kind === 'guest' || actor.kind === 'app') {
    await sql.run('search_hit', HIT, [word, dayOf(now), `ip:${actor.ip}`])
  }
}
