import type { Page } from '../../contract/index.ts'
import type { Ctx, TxCtx } from '../../database/index.ts'
import { ShopError } from '../../errors/index.ts'
import { sellerOf } from '../seller.ts'
import { type PromotionStatus, STATUS_SQL, statusAt } from '../status.ts'
import { type FavourableForm, formOf } from './form.ts'
import { namesOfRanges, type RangeName } from './range-sql.ts'
import { type PromotionRow, toFavourable } from './running.ts'

/** One as its merchant works on it. */
export interface DeskFavourable extends FavourableForm {
  id: number
  sellerId: number
  status: PromotionStatus
  cancelReason: string
  rangeNames: RangeName[]
  /** An order took it once: what was promised stays. */
  isUsed: boolean
}

interface FoundRow extends PromotionRow, Record<string, unknown> {
  state: string
  cancelReason: string
}

const COLUMNS = 'p."id", p."sellerId", p."name", p."startAt", p."endAt", p."sortOrder", p."config", p."state", p."cancelReason"'
const OWN = `p."kind" = 'favourable' AND ($1::int = 0 OR p."sellerId" = $1)`

export const FAVOURABLE_TABS = ['all', 'under_way', 'pre_start', 'draft', 'finished', 'canceled'] as const
export type FavourableTab = typeof FAVOURABLE_TABS[number]

const DESK_SORTS = { endAt: 'p."endAt"', startAt: 'p."startAt"', sortOrder: 'p."sortOrder"' }
export type FavourableDeskSort = keyof typeof DESK_SORTS
export const FAVOURABLE_DESK_SORTS = ['endAt', 'startAt', 'sortOrder'] as const satisfies FavourableDeskSort[]

export interface FavourableDeskFilters {
  tab: FavourableTab
  /** 0 gifts, 1 money off, 2 percent; null: all. */
  type: 0 | 1 | 2 | null
  q: string
  sort: FavourableDeskSort
  isAscending: boolean
}

export type FavourableDeskRow = Omit<DeskFavourable, 'isUsed'>

const conditionOf = (tab: FavourableTab): string => (tab === 'all' ? 'true' : STATUS_SQL[tab]('$2'))
const FOUND = `FROM "Promotion" p WHERE ${OWN} AND p."name" ILIKE $3 AND $2::timestamptz IS NOT NULL AND ($4::int IS NULL OR (p."config"->>'type')::int = $4)`
const COUNTS = `SELECT ${FAVOURABLE_TABS.map((tab) => `count(*) FILTER (WHERE ${conditionOf(tab)})::int AS "${tab}"`).join(', ')} ${FOUND}`
const NONE = { all: 0, under_way: 0, pre_start: 0, draft: 0, finished: 0, canceled: 0 }

function toRow(row: FoundRow, now: Date, rangeNames: RangeName[]): FavourableDeskRow {
  return { ...formOf(toFavourable(row)), id: row.id, sellerId: row.sellerId, status: statusAt(row, now), cancelReason: row.cancelReason, rangeNames }
}

async function named(ctx: Pick<TxCtx, 'sql' | 'now'>, rows: readonly FoundRow[]): Promise<FavourableDeskRow[]> {
  const names = await namesOfRanges(ctx, rows.map((row) => toFavourable(row)))
  return rows.map((row, at) => toRow(row, ctx.now, names[at] ?? []))
}

/** The seller's own, drafts and what is over as well. */
export async function listFavourablesForDesk(ctx: Ctx, { tab, type, q, sort, isAscending }: FavourableDeskFilters, { pageNo, pageSize }: Page): Promise<{ items: FavourableDeskRow[], totalResults: number, counts: Record<FavourableTab, number> }> {
  const asked = [sellerOf(ctx), ctx.now, `%${q.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`, type]
  const direction = isAscending ? 'ASC' : 'DESC'
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundRow>(`favourables_desk_${tab}_${sort}_${direction}`, `SELECT ${COLUMNS} ${FOUND} AND ${conditionOf(tab)} ORDER BY ${DESK_SORTS[sort]} ${direction}, p."id" ${direction} LIMIT $5 OFFSET $6`, [...asked, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<Record<FavourableTab, number>>('favourables_desk_counts', COUNTS, asked),
  ])
  const counts = counted ?? NONE
  return { items: await named(ctx, rows), totalResults: counts[tab], counts }
}

// Gifts are lines of their own; a price activity stands in the frozen explanation of the orders placed while it ran.
const IS_USED = `SELECT EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."giftPromotionId" = $1 AND l."giftPromotionId" > 0)
  OR EXISTS (SELECT 1 FROM "Order" o WHERE o."addedAt" >= $2 AND o."addedAt" < $3
    AND jsonb_path_exists(o."priceSteps", '$[*] ? (@.stage == "activities").notes[*] ? (@.applied == true && @.params.activityId == $id)', jsonb_build_object('id', $1::int))) AS "isUsed"`

export async function favourableForDesk(ctx: Pick<TxCtx, 'sql' | 'actor' | 'now'>, id: number): Promise<DeskFavourable> {
  const row = await ctx.sql.row<FoundRow>('favourable_desk', `SELECT ${COLUMNS} FROM "Promotion" p WHERE ${OWN} AND p."id" = $2`, [sellerOf(ctx), id])
  const [shown] = row ? await named(ctx, [row]) : []
  if (!row || !shown) throw new ShopError('NOT_FOUND')
  const used = row.state === 'draft' ? null : await ctx.sql.row<{ isUsed: boolean }>('favourable_used', IS_USED, [id, row.startAt, row.endAt])
  return { ...shown, isUsed: used?.isUsed ?? false }
}
