import type { CollectItem, Page } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import type { Fen } from '../money/index.ts'
import type { GoodsPort } from './ports.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { userIdOf } from './caller.ts'

const MAX_FAVOURITES = 500

// Known ones are answered as they are; the new ones are added together or, when they are too many, not at all.
const PUT = `
WITH asked AS (SELECT * FROM unnest($2::int[], $3::int[]) AS a("goodsId", "priceFen")),
  known AS (SELECT f."id", f."goodsId" FROM "Favourite" f JOIN asked a ON a."goodsId" = f."goodsId" WHERE f."userId" = $1),
  wanted AS (SELECT * FROM asked a WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k."goodsId" = a."goodsId")),
  room AS (SELECT count(*) + (SELECT count(*) FROM wanted) <= $4 AS "isEnough" FROM "Favourite" WHERE "userId" = $1),
  added AS (INSERT INTO "Favourite" ("userId", "goodsId", "priceThenFen", "addedAt")
    SELECT $1, w."goodsId", w."priceFen", $5 FROM wanted w, room WHERE room."isEnough" RETURNING "id", "goodsId")
SELECT "id" AS "favouriteId", "goodsId", true AS "existed" FROM known UNION ALL SELECT "id", "goodsId", false FROM added`

/** What becomes a favourite, with the price it has then. */
export interface FavouriteGoods {
  goodsId: number
  priceFen: Fen
}

export interface PutFavourite {
  favouriteId: number
  goodsId: number
  existed: boolean
}

/** The one way into the favourites: each product once, all of them or, beyond the limit, none. */
export async function putFavourites(tx: TxCtx, userId: number, goods: readonly FavouriteGoods[]): Promise<PutFavourite[]> {
  await tx.sql.run('favourites_lock', 'SELECT 1 FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE', [userId])
  const rows = await tx.sql.rows<PutFavourite & Record<string, unknown>>('favourites_put', PUT, [
    userId, goods.map((each) => each.goodsId), goods.map((each) => each.priceFen), MAX_FAVOURITES, tx.now,
  ])
  if (rows.length < goods.length) throw new ShopError('LIMIT_REACHED', { limit: MAX_FAVOURITES })
  return rows
}

const DELETE = 'DELETE FROM "Favourite" WHERE "userId" = $1 AND ("id" = ANY($2::int[]) OR "goodsId" = ANY($3::int[]))'
const TOP = 'UPDATE "Favourite" SET "isTop" = $3 WHERE "userId" = $1 AND "id" = ANY($2::int[])'

/** ectouch.user.collect.add: once per product, with its price of now; to the top of the list where that is asked. */
export async function addFavourite(ctx: Ctx, { goodsId, isTop = false }: { goodsId: number, isTop?: boolean }, { goodsSummaries }: GoodsPort<Ctx>): Promise<{ favouriteId: number, existed: boolean }> {
  const goods = (await goodsSummaries(ctx, [goodsId])).get(goodsId)
  if (!goods) throw new ShopError('NOT_FOUND')
  const put = await inTransaction(ctx, async (tx) => {
    const [written] = await putFavourites(tx, userIdOf(tx.actor), [{ goodsId, priceFen: goods.finalPriceFen }])
    if (!written) throw new Error('the favourite was not written')
    if (isTop) await tx.sql.run('favourites_top', TOP, [userIdOf(tx.actor), [written.favouriteId], true])
    return written
  })
  return { favouriteId: put.favouriteId, existed: put.existed }
}

/** All of them are the caller's own, or nothing happens. */
function onAll(ctx: Ctx, favouriteIds: readonly number[], work: (tx: TxCtx, ids: number[]) => Promise<number>): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const ids = [...new Set(favouriteIds)].sort((a, b) => a - b)
    if (await work(tx, ids) < ids.length) throw new ShopError('NOT_FOUND')
  })
}

/** Puts favourites before the others, or back among them; all named or none. */
export function topFavourites(ctx: Ctx, { favouriteIds, isTop }: { favouriteIds: readonly number[], isTop: boolean }): Promise<void> {
  return onAll(ctx, favouriteIds, (tx, ids) => tx.sql.run('favourites_top', TOP, [userIdOf(tx.actor), ids, isTop]))
}

/** Takes the named ones out, all or none. */
export function removeFavourites(ctx: Ctx, { favouriteIds }: { favouriteIds: readonly number[] }): Promise<void> {
  return onAll(ctx, favouriteIds, (tx, ids) => tx.sql.run('favourites_delete', DELETE, [userIdOf(tx.actor), ids, []]))
}

/** Takes them all out. */
export async function clearFavourites(ctx: Ctx): Promise<void> {
  await ctx.sql.run('favourites_clear', 'DELETE FROM "Favourite" WHERE "userId" = $1', [userIdOf(ctx.actor)])
}

/** ectouch.user.collect.delete: by favourites or by products. What was asked to be told about them ends with the rows. */
export async function deleteFavourites(ctx: Ctx, { favouriteIds, goodsId }: { favouriteIds?: number[], goodsId?: number[] }): Promise<{ deleted: number }> {
  if (favouriteIds && goodsId) throw new ShopError('PARAM_INVALID', { field: 'goodsId' })
  if (!favouriteIds && !goodsId) throw new ShopError('PARAM_MISSING', { field: 'favouriteIds' })
  const deleted = await ctx.sql.run('favourites_delete', DELETE, [userIdOf(ctx.actor), favouriteIds ?? [], goodsId ?? []])
  if (deleted === 0) throw new ShopError('NOT_FOUND')
  return { deleted }
}

const MATCHING = `
FROM "Favourite" f JOIN "Goods" g ON g."id" = f."goodsId"
WHERE f."userId" = $1 AND NOT g."isDeleted" AND (f."isAttention" OR NOT $2)
  AND NOT EXISTS (SELECT 1 FROM unnest($3::text[]) AS word WHERE strpos(lower(g."name" || ' ' || g."searchText"), word) = 0)`
export const FAVOURITE_SORTS = ['addedAt', 'id', 'goodsId'] as const
export interface FavouriteOrder {
  by: typeof FAVOURITE_SORTS[number]
  isDescending: boolean
}
const NEWEST_FIRST: FavouriteOrder = { by: 'addedAt', isDescending: true }

function listIn({ by, isDescending }: FavouriteOrder): string {
  return `SELECT f."id", f."goodsId", f."isAttention", f."isTop", f."priceThenFen", f."addedAt" ${MATCHING}
ORDER BY f."isTop" DESC, f."${by}" ${isDescending ? 'DESC' : 'ASC'}, f."id" DESC LIMIT $4 OFFSET $5`
}
const TOTAL = `SELECT count(*)::int AS "count" ${MATCHING}`

interface FavouriteRow { id: number, goodsId: number, isAttention: boolean, isTop: boolean, priceThenFen: number, addedAt: Date }

export interface FavouriteList extends Page {
  items: (CollectItem & { isTop: boolean })[]
  totalResults: number
}

/** ectouch.user.collects.get: the top ones, then newest first; those off sale too, those in the recycle bin not. */
export async function listFavourites(
  ctx: Ctx,
  { attentionOnly, keywords = '', order = NEWEST_FIRST, pageNo, pageSize }: { attentionOnly: boolean, keywords?: string, order?: FavouriteOrder } & Page,
  { goodsSummaries }: GoodsPort<Ctx>,
): Promise<FavouriteList> {
  const filter = [userIdOf(ctx.actor), attentionOnly, keywords.toLowerCase().split(/\s+/).filter((word) => word !== '')]
  const rows = await ctx.sql.rows<FavouriteRow>(`favourites_list_${order.by}_${order.isDescending ? 'desc' : 'asc'}`, listIn(order), [...filter, pageSize, (pageNo - 1) * pageSize])
  const total = await ctx.sql.row<{ count: number }>('favourites_total', TOTAL, filter)
  const goods = await goodsSummaries(ctx, rows.map((row) => row.goodsId))
  const items = rows.flatMap((row): FavouriteList['items'] => {
    const summary = goods.get(row.goodsId)
    if (!summary) return []
    return [{ favouriteId: row.id, goods: summary, isAttention: row.isAttention, isTop: row.isTop, priceThenFen: row.priceThenFen, addTime: row.addedAt.toISOString() }]
  })
  return { items, totalResults: total?.count ?? 0, pageNo, pageSize }
}
