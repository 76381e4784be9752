import type { Sql, TxCtx } from '../../database/index.ts'
import { formatYuan } from '../../money/index.ts'
import type { Activity } from '../../pricing/index.ts'
import { versionedCache } from '../../shop/index.ts'
import { FavourableConfig, type FavourableGift } from './config.ts'

const BASIS_POINTS_PER_PERCENT = 100

/** 优惠活动 as the price function takes it, with the gifts it offers. */
export interface Favourable extends Activity {
  /** 0: all of them. */
  giftLimit: number
  gifts: readonly FavourableGift[]
  /** act_type_ext: how many gifts, yuan off, or the percentage still paid. */
  value: number
}

export interface PromotionRow {
  id: number
  sellerId: number
  name: string
  startAt: Date
  endAt: Date
  sortOrder: number
  config: unknown
}

function valueOf(config: FavourableConfig): number {
  if (config.type === 0) return config.giftLimit
  return config.type === 1 ? Number(formatYuan(config.offFen)) : config.payBasisPoints / BASIS_POINTS_PER_PERCENT
}

export function toFavourable({ id, config: stored, ...row }: PromotionRow): Favourable {
  const config = FavourableConfig.parse(stored)
  const { rankIds, range, rangeIds, minAmountFen, maxAmountFen, type } = config
  return {
    activityId: id,
    sellerId: row.sellerId,
    name: row.name,
    startAt: row.startAt,
    endAt: row.endAt,
    sortOrder: row.sortOrder,
    rankIds,
    range,
    rangeIds,
    minAmountFen,
    maxAmountFen,
    type,
    offFen: config.type === 1 ? config.offFen : 0,
    payBasisPoints: config.type === 2 ? config.payBasisPoints : 0,
    giftLimit: config.type === 0 ? config.giftLimit : 0,
    gifts: config.type === 0 ? config.gifts : [],
    value: valueOf(config),
  }
}

const PUBLISHED = `SELECT "id", "sellerId", "name", "startAt", "endAt", "sortOrder", "config" FROM "Promotion"
  WHERE "kind" = 'favourable' AND "state" = 'published' ORDER BY "sortOrder", "id"`

const cache = versionedCache<Favourable[]>({
  name: 'favourables',
  tables: ['Promotion'],
  load: async (sql: Sql) => (await sql.rows<PromotionRow>('favourables_published', PUBLISHED)).map(toFavourable),
})

/** Every published 优惠活动, in the order they are applied; whether one runs now is the caller's question. */
export function getFavourables(ctx: Pick<TxCtx, 'sql'>): Promise<Favourable[]> {
  return cache.get(ctx)
}

/** The 优惠活动 with these ids, whatever became of them since. */
export async function findFavourables({ sql }: Pick<TxCtx, 'sql'>, ids: readonly number[]): Promise<Favourable[]> {
  const rows = await sql.rows<PromotionRow>('favourables_by_id', 'SELECT "id", "sellerId", "name", "startAt", "endAt", "sortOrder", "config" FROM "Promotion" WHERE "kind" = \'favourable\' AND "id" = ANY($1::int[])', [ids])
  return rows.map(toFavourable)
}

/** To be called after writing promotions. */
export const promotionsChanged = cache.changed

const NO_RANK = 0

/** Runs at this moment and is open to the rank. */
export function isOpen(activity: Activity, rankId: number | null, now: Date): boolean {
  return activity.startAt <= now && now < activity.endAt && activity.rankIds.includes(rankId ?? NO_RANK)
}
