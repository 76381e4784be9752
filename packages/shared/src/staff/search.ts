import type { Ctx } from '../database/index.ts'

export interface OrderHit { id: number, sn: string, consignee: string, totalFen: number }
export interface GoodsHit { id: number, sn: string, name: string, priceFen: number, stock: number }
export interface UserHit { id: number, name: string, mobile: string, rankName: string }

export interface SearchHits {
  orders: OrderHit[]
  goods: GoodsHit[]
  users: UserHit[]
}

const LIMIT = 5

/** `%` and `_` of the searcher are letters, not wildcards. */
function literal(q: string): string {
  return q.replaceAll(/[\\%_]/g, String.raw`\$&`)
}

/** 13812342059 is shown as 138 **** 2059: the palette is no phone book. */
export function maskedMobile(mobile: string): string {
  return mobile.length < 7 ? mobile : `${mobile.slice(0, 3)} **** ${mobile.slice(-4)}`
}

function may(ctx: Ctx, permission: string): boolean {
  return ctx.actor.kind === 'staff' && (ctx.actor.permissions.includes('*') || ctx.actor.permissions.includes(permission))
}

function sellerOf(ctx: Ctx): number {
  return ctx.actor.kind === 'staff' ? ctx.actor.sellerId : 0
}

/** A seller's member finds the seller's own; one of the platform (seller 0) finds everything. */
const OWN_ORDERS = '($2 = 0 OR o."sellerId" = $2)'

async function findOrders(ctx: Ctx, q: string): Promise<OrderHit[]> {
  if (!/^[\w-]{2,}$/.test(q)) return []
  return ctx.sql.rows<OrderHit & Record<string, unknown>>(
    'staff_search_orders',
    `SELECT o."id", o."sn", o."consignee", (o."goodsAmountFen" - o."discountFen" + o."taxFen" + o."packFeeFen" + o."cardFeeFen" + o."shippingFeeFen" + o."insureFeeFen" + o."payFeeFen") AS "totalFen"
     FROM "Order" o WHERE o."sn" LIKE '%' || $1 || '%' AND ${OWN_ORDERS} ORDER BY (o."sn" = $1) DESC, o."id" DESC LIMIT ${LIMIT}`,
    [literal(q), sellerOf(ctx)],
  )
}

async function findGoods(ctx: Ctx, q: string): Promise<GoodsHit[]> {
  return ctx.sql.rows<GoodsHit & Record<string, unknown>>(
    'staff_search_goods',
    `SELECT g."id", g."sn", g."name", g."shopPriceFen" AS "priceFen", g."stock" FROM "Goods" g
     WHERE NOT g."isDeleted" AND (g."snKey" LIKE $1 || '%' OR g."name" ILIKE '%' || $1 || '%') AND ($2 = 0 OR g."sellerId" = $2)
     ORDER BY (g."snKey" = $1) DESC, g."salesCount" DESC, g."id" DESC LIMIT ${LIMIT}`,
    [literal(q.toLowerCase()), sellerOf(ctx)],
  )
}

async function findUsers(ctx: Ctx, q: string): Promise<UserHit[]> {
  const rows = await ctx.sql.rows<UserHit & Record<string, unknown>>(
    'staff_search_users',
    `SELECT u."id", u."name", u."mobile", coalesce(r."name", '') AS "rankName" FROM "User" u LEFT JOIN "Rank" r ON r."id" = u."rankId"
     WHERE u."closedAt" IS NULL AND (u."nameKey" LIKE $1 || '%' OR u."nickName" ILIKE '%' || $1 || '%' OR (length($1) >= 4 AND u."mobileKey" LIKE '%' || $1 || '%'))
     ORDER BY (u."nameKey" = $1) DESC, u."id" DESC LIMIT ${LIMIT}`,
    [literal(q.toLowerCase())],
  )
  return rows.map((row) => ({ ...row, mobile: maskedMobile(row.mobile) }))
}

/** What the palette finds: only of the kinds the member may see. */
export async function searchEverything(ctx: Ctx, q: string): Promise<SearchHits> {
  const text = q.normalize('NFKC').trim()
  if (text === '') return { orders: [], goods: [], users: [] }
  const [orders, goods, users] = await Promise.all([
    may(ctx, 'orders.view') ? findOrders(ctx, text) : [],
    may(ctx, 'goods.view') ? findGoods(ctx, text) : [],
    may(ctx, 'users.view') && sellerOf(ctx) === 0 ? findUsers(ctx, text) : [],
  ])
  return { orders, goods, users }
}
