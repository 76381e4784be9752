import type { OrderCode } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { iso } from '../time/index.ts'
import { openCard, type SealedCard } from './seal.ts'

interface SoldCard extends Pick<SealedCard, 'numberCipher' | 'passwordCipher'> { orderLineId: number, expiresAt: Date | null }

const OF_ORDER = `SELECT v."orderLineId", v."numberCipher", v."passwordCipher", v."expiresAt" FROM "VirtualCard" v JOIN "OrderLine" l ON l."id" = v."orderLineId"
  WHERE l."orderId" = $1 ORDER BY v."orderLineId", v."id"`

/** What was handed out, readable. For the buyer of the order and nobody else: the caller has made sure whose it is. */
export async function cardsOfOrder(ctx: Pick<TxCtx, 'sql'>, orderId: number): Promise<OrderCode[]> {
  const rows = await ctx.sql.rows<SoldCard & Record<string, unknown>>('cards_of_order', OF_ORDER, [orderId])
  return rows.map((row) => {
    const { number, password } = openCard(row)
    return { kind: 'card', orderLineId: row.orderLineId, code: number, password, state: 'unused', expireTime: iso(row.expiresAt) }
  })
}

/** What the shop's own people see of them: which cards went out, not what they say. */
export interface SoldCardView { cardId: number, orderLineId: number, tail: string, deliveredAt: string }

const TAILS = `SELECT v."id" AS "cardId", v."orderLineId", v."tail", v."deliveredAt" FROM "VirtualCard" v JOIN "OrderLine" l ON l."id" = v."orderLineId" WHERE l."orderId" = $1 ORDER BY v."id"`

export async function cardTailsOfOrder(ctx: Pick<TxCtx, 'sql'>, orderId: number): Promise<SoldCardView[]> {
  const rows = await ctx.sql.rows<Omit<SoldCardView, 'deliveredAt'> & { deliveredAt: Date } & Record<string, unknown>>('cards_tails_of_order', TAILS, [orderId])
  return rows.map((row) => ({ ...row, deliveredAt: iso(row.deliveredAt) }))
}
