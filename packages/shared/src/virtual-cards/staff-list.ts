import { CARD_KIND, sellerOf } from '../catalogue/index.ts'
import { type Ctx, inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { iso } from '../time/index.ts'
import { openCard, type SealedCard } from './seal.ts'

export const CARD_STATES = ['free', 'sold', 'expired'] as const
export type CardState = typeof CARD_STATES[number]

export interface CardFilters {
  goodsId: number
  /** 0: all of the product. */
  skuId: number
  state: CardState | ''
}

export interface CardRow {
  cardId: number
  skuId: number
  optionsText: string
  tail: string
  hasPassword: boolean
  state: CardState
  expiresAt: string
  orderId: number
  orderSn: string
  deliveredAt: string
  addedAt: string
  addedBy: string
}

export interface CardPage {
  goods: { goodsId: number, name: string, sn: string, stock: number, skus: { skuId: number, optionsText: string, stock: number }[] }
  items: CardRow[]
  totalResults: number
  counts: Record<CardState, number>
}

type StoredRow = Omit<CardRow, 'expiresAt' | 'deliveredAt' | 'addedAt'> & { expiresAt: Date | null, deliveredAt: Date | null, addedAt: Date }

const LIST = `SELECT v."id" AS "cardId", v."skuId", coalesce(s."optionsText", '') AS "optionsText", v."tail", v."passwordCipher" <> '' AS "hasPassword", v."state", v."expiresAt",
    coalesce(o."id", 0) AS "orderId", coalesce(o."sn", '') AS "orderSn", v."deliveredAt", v."addedAt", v."addedBy"
  FROM (SELECT * FROM "VirtualCard" WHERE "goodsId" = $1 AND ($2::int = 0 OR "skuId" = $2) AND ($3::text = '' OR "state" = $3) ORDER BY "id" DESC LIMIT $4 OFFSET $5) v
  LEFT JOIN "Sku" s ON s."id" = v."skuId" LEFT JOIN "OrderLine" l ON l."id" = v."orderLineId" LEFT JOIN "Order" o ON o."id" = l."orderId" ORDER BY v."id" DESC`

const COUNTS = `SELECT count(*) FILTER (WHERE "state" = 'free')::int AS "free", count(*) FILTER (WHERE "state" = 'sold')::int AS "sold", count(*) FILTER (WHERE "state" = 'expired')::int AS "expired"
  FROM "VirtualCard" WHERE "goodsId" = $1 AND ($2::int = 0 OR "skuId" = $2)`

async function ownGoods({ db, actor }: Ctx, goodsId: number): Promise<CardPage['goods']> {
  const sellerId = sellerOf(actor)
  const row = await db.goods.findFirst({
    where: { id: goodsId, extensionCode: CARD_KIND, ...sellerId === null ? {} : { sellerId } },
    select: { name: true, sn: true, stock: true, skus: { orderBy: { id: 'asc' }, select: { id: true, optionsText: true, stock: true } } },
  })
  if (!row) throw new ShopError('NOT_FOUND')
  return { goodsId, ...row, skus: row.skus.map(({ id, ...sku }) => ({ skuId: id, ...sku })) }
}

/** The cards of a product, newest first, by their last characters only. */
export async function listCards(ctx: Ctx, { goodsId, skuId, state }: CardFilters, page: { pageNo: number, pageSize: number }): Promise<CardPage> {
  const goods = await ownGoods(ctx, goodsId)
  const [rows, counts] = await Promise.all([
    ctx.sql.rows<StoredRow & Record<string, unknown>>('cards_list', LIST, [goodsId, skuId, state, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<Record<CardState, number>>('cards_counts', COUNTS, [goodsId, skuId]),
  ])
  const known = { free: counts?.free ?? 0, sold: counts?.sold ?? 0, expired: counts?.expired ?? 0 }
  const items = rows.map((row) => ({ ...row, expiresAt: iso(row.expiresAt), deliveredAt: iso(row.deliveredAt), addedAt: iso(row.addedAt) }))
  return { goods, items, totalResults: state === '' ? known.free + known.sold + known.expired : known[state], counts: known }
}

const ONE = `SELECT v."goodsId", g."name", v."tail", v."numberCipher", v."passwordCipher" FROM "VirtualCard" v JOIN "Goods" g ON g."id" = v."goodsId"
  WHERE v."id" = $1 AND ($2::int IS NULL OR g."sellerId" = $2)`

/** What a card says, for a member who has to help a buyer. Who looked at which is kept. */
export async function revealCard(ctx: Ctx, cardId: number): Promise<{ number: string, password: string }> {
  return inTransaction(ctx, async (tx) => {
    const card = await tx.sql.row<SealedCard & { goodsId: number, name: string }>('cards_one', ONE, [cardId, sellerOf(tx.actor)])
    if (!card) throw new ShopError('NOT_FOUND')
    await audit(tx, { action: 'virtualCard.reveal', targetKind: 'goods', targetId: card.goodsId, targetName: card.name, after: { tail: card.tail } })
    return openCard(card)
  })
}
