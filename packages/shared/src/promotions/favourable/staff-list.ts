import type { Page } from '../../contract/index.ts'
import type { TxCtx } from '../../database/index.ts'
import { ShopError } from '../../errors/index.ts'
import { sellerOf } from '../seller.ts'
import { type Favourable, type PromotionRow, toFavourable } from './running.ts'

const SORTS = { promotion_id: '"id"', name: '"name"', begin_time: '"startAt"', end_time: '"endAt"', status: '"state"' }
export type FavourableSort = keyof typeof SORTS
export const FAVOURABLE_SORTS = Object.keys(SORTS) as FavourableSort[] // the keys of a constant

export interface FavourableFilters { name: string, isPublished: boolean | null, from: Date | null, to: Date | null, sort: FavourableSort, isAscending: boolean }
export type StaffFavourable = Favourable & { isPublished: boolean }

type Row = PromotionRow & { isPublished: boolean } & Record<string, unknown>

const COLUMNS = '"id", "sellerId", "name", "startAt", "endAt", "sortOrder", "config", "state" = \'published\' AS "isPublished"'
const OWN = 'FROM "Promotion" WHERE "kind" = \'favourable\' AND ($1 = 0 OR "sellerId" = $1)'

const shaped = ({ isPublished, ...row }: Row): StaffFavourable => ({ ...toFavourable(row), isPublished })

/** 优惠活动 of the own seller, drafts as well. */
export async function listFavourablesForStaff(ctx: TxCtx, { name, isPublished, from, to, sort, isAscending }: FavourableFilters, { pageNo, pageSize }: Page): Promise<{ items: StaffFavourable[], total: number }> {
  const found = `${OWN} AND ($2 = '' OR position(lower($2) IN lower("name")) > 0) AND ($3::bool IS NULL OR ("state" = 'published') = $3) AND ($4::timestamptz IS NULL OR "startAt" >= $4) AND ($5::timestamptz IS NULL OR "endAt" <= $5)`
  const values = [sellerOf(ctx), name.trim(), isPublished, from, to]
  const direction = isAscending ? 'ASC' : 'DESC'
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<Row>(`favourables_staff_${sort}_${direction}`, `SELECT ${COLUMNS} ${found} ORDER BY ${SORTS[sort]} ${direction}, "id" ${direction} LIMIT $6 OFFSET $7`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('favourables_staff_count', `SELECT count(*)::int AS "count" ${found}`, values),
  ])
  return { items: rows.map(shaped), total: counted?.count ?? 0 }
}

export async function favourableForStaff(ctx: TxCtx, id: number): Promise<StaffFavourable> {
  const row = await ctx.sql.row<Row>('favourable_staff', `SELECT ${COLUMNS} ${OWN} AND "id" = $2`, [sellerOf(ctx), id])
  if (!row) throw new ShopError('NOT_FOUND')
  return shaped(row)
}
