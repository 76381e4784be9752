import { giveBackStock } from '../catalogue/index.ts'
import { actorName, type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { type CardGoods, lockCardGoods } from './card-goods.ts'
import { type CardLine, type CardRefusal, readCardLines } from './read-lines.ts'
import { sealCard } from './seal.ts'

const MOST_CARDS = 2000

export interface CardImport {
  goodsId: number
  /** 0: a product without SKUs. */
  skuId: number
  text: string
}

export interface CardImported {
  added: number
  refused: { row: number, reason: CardRefusal }[]
}

const HAS_SKU = 'SELECT g."hasSku", EXISTS (SELECT 1 FROM "Sku" s WHERE s."id" = $2 AND s."goodsId" = g."id") AS "isOwn" FROM "Goods" g WHERE g."id" = $1'

/** Where the product has SKUs the cards are those of one of them. */
async function assertSku(tx: TxCtx, goodsId: number, skuId: number): Promise<void> {
  const row = await tx.sql.row<{ hasSku: boolean, isOwn: boolean }>('cards_sku', HAS_SKU, [goodsId, skuId])
  if (row?.hasSku ? !row.isOwn : skuId !== 0) throw new ShopError('PARAM_INVALID', { field: 'skuId' })
}

const ADD = `INSERT INTO "VirtualCard" ("goodsId", "skuId", "numberCipher", "passwordCipher", "numberHash", "tail", "expiresAt", "addedAt", "addedBy")
  SELECT $1, $2, c.*, $8, $9 FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) AS c
  ON CONFLICT ("numberHash") DO NOTHING RETURNING "numberHash"`

/** Answers the rows of cards the shop has already, sold ones included. */
async function addCards(tx: TxCtx, goods: CardGoods, skuId: number, cards: readonly CardLine[]): Promise<number[]> {
  const sealed = cards.map((card) => ({ row: card.row, expiresAt: card.expiresAt, ...sealCard(goods.sellerId, card) }))
  const added = await tx.sql.rows<{ numberHash: string }>('cards_add', ADD, [
    goods.id, skuId, sealed.map((card) => card.numberCipher), sealed.map((card) => card.passwordCipher), sealed.map((card) => card.numberHash),
    sealed.map((card) => card.tail), sealed.map((card) => card.expiresAt), tx.now, actorName(tx.actor),
  ])
  const known = new Set(added.map((row) => row.numberHash))
  return sealed.filter((card) => !known.has(card.numberHash)).map((card) => card.row)
}

/** Takes in what is good and says of every other line why not; the stock rises by the cards that came in. */
export async function importCards(ctx: Ctx, { goodsId, skuId, text }: CardImport): Promise<CardImported> {
  const { cards, refused } = readCardLines(text, ctx.now)
  if (cards.length + refused.length === 0) throw new ShopError('PARAM_MISSING', { field: 'text' })
  if (cards.length > MOST_CARDS) throw new ShopError('PARAM_INVALID', { field: 'text', most: MOST_CARDS })
  return inTransaction(ctx, async (tx) => {
    const goods = await lockCardGoods(tx, goodsId)
    await assertSku(tx, goodsId, skuId)
    const existing = cards.length === 0 ? [] : await addCards(tx, goods, skuId, cards)
    const added = cards.length - existing.length
    await giveBackStock(tx, [{ goodsId, skuId, quantity: added }], { cause: 'cards' })
    const all = [...refused, ...existing.map((row) => ({ row, reason: 'exists' as const }))].toSorted((a, b) => a.row - b.row)
    await audit(tx, { action: 'virtualCard.import', targetKind: 'goods', targetId: goodsId, targetName: goods.name, after: { added, refused: all.length, skuId } })
    return { added, refused: all }
  })
}
