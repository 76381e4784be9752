import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { iso } from '../time/index.ts'
import { sellerOf } from './goods-rules.ts'
import type { StockCause } from './stock-ledger.ts'

export interface StockFilters {
  goodsId: number
  /** 0: all of the product. */
  skuId: number
  cause: StockCause | ''
  /** ISO times, '' for open ends. */
  from: string
  to: string
}

export interface StockMovementRow {
  id: number
  skuId: number
  skuSn: string
  optionsText: string
  change: number
  stockAfter: number
  cause: string
  orderId: number
  orderSn: string
  byName: string
  at: string
}

export interface StockHistory {
  goods: { goodsId: number, name: string, sn: string, stock: number, skus: { skuId: number, sn: string, optionsText: string, stock: number }[] }
  items: StockMovementRow[]
  totalResults: number
  /** What came and went by the rows found. */
  inUnits: number
  outUnits: number
  /** Whether every row of the product added up is its stock. */
  addsUp: boolean
}

const FOUND = `FROM "StockMovement" m WHERE m."goodsId" = $1 AND ($2::int = 0 OR m."skuId" = $2) AND ($3::text = '' OR m."cause" = $3)
  AND ($4::timestamptz IS NULL OR m."at" >= $4) AND ($5::timestamptz IS NULL OR m."at" < $5)`

const LIST = `SELECT m."id", m."skuId", coalesce(s."sn", '') AS "skuSn", coalesce(s."optionsText", '') AS "optionsText", m."change", m."stockAfter", m."cause", m."orderId", coalesce(o."sn", '') AS "orderSn", m."byName", m."at"
  FROM (SELECT m.* ${FOUND} ORDER BY m."id" DESC LIMIT $6 OFFSET $7) m LEFT JOIN "Sku" s ON s."id" = m."skuId" LEFT JOIN "Order" o ON o."id" = m."orderId" ORDER BY m."id" DESC`

const SUMS = `SELECT count(*)::int AS "totalResults", coalesce(sum("change") FILTER (WHERE "change" > 0), 0)::int AS "inUnits", coalesce(-sum("change") FILTER (WHERE "change" < 0), 0)::int AS "outUnits" ${FOUND}`

async function ownGoods({ db, actor, sql }: Ctx, goodsId: number): Promise<Pick<StockHistory, 'goods' | 'addsUp'>> {
  const sellerId = sellerOf(actor)
  const row = await db.goods.findFirst({ where: { id: goodsId, ...sellerId === null ? {} : { sellerId } }, select: { name: true, sn: true, stock: true, skus: { orderBy: { id: 'asc' }, select: { id: true, sn: true, optionsText: true, stock: true } } } })
  if (!row) throw new ShopError('NOT_FOUND')
  const all = await sql.row<{ sum: number }>('stock_history_sum', 'SELECT coalesce(sum("change"), 0)::int AS "sum" FROM "StockMovement" WHERE "goodsId" = $1', [goodsId])
  return { goods: { goodsId, ...row, skus: row.skus.map(({ id, ...sku }) => ({ skuId: id, ...sku })) }, addsUp: all?.sum === row.stock }
}

/** Where the units of a product came from and went, newest first. */
export async function stockMovements(ctx: Ctx, { goodsId, skuId, cause, from, to }: StockFilters, page: { pageNo: number, pageSize: number }): Promise<StockHistory> {
  const own = await ownGoods(ctx, goodsId)
  const values = [goodsId, skuId, cause, from || null, to || null]
  const [rows, sums] = await Promise.all([
    ctx.sql.rows<Omit<StockMovementRow, 'at'> & { at: Date }>('stock_history', LIST, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<Pick<StockHistory, 'totalResults' | 'inUnits' | 'outUnits'> & Record<string, unknown>>('stock_history_sums', SUMS, values),
  ])
  return { ...own, items: rows.map((row) => ({ ...row, at: iso(row.at) })), totalResults: sums?.totalResults ?? 0, inUnits: sums?.inUnits ?? 0, outUnits: sums?.outUnits ?? 0 }
}
