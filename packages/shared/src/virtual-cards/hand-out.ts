import { listParameter, type OrderLineRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** Units of an order line that wait for their cards. */
export interface CardsOwed extends Pick<OrderLineRow, 'goodsId' | 'skuId'> { orderLineId: number, quantity: number }

/** Cards that run out soonest go first. Whoever comes at the same moment takes others: nobody waits, no card goes out twice. */
const PICK = `SELECT w."goodsId", w."skuId", c."id" FROM unnest(${listParameter('$1', 'int')}, ${listParameter('$2', 'int')}, ${listParameter('$3', 'int')}) AS w("goodsId", "skuId", "quantity")
  CROSS JOIN LATERAL (SELECT v."id" FROM "VirtualCard" v
    WHERE v."goodsId" = w."goodsId" AND v."skuId" = w."skuId" AND v."state" = 'free' AND (v."expiresAt" IS NULL OR v."expiresAt" > $4)
    ORDER BY v."expiresAt", v."id" LIMIT w."quantity" FOR UPDATE SKIP LOCKED) c`

const GIVE = `UPDATE "VirtualCard" v SET "state" = 'sold', "orderLineId" = p."orderLineId", "deliveredAt" = $3
  FROM unnest($1::int[], $2::int[]) AS p("id", "orderLineId") WHERE v."id" = p."id" AND v."state" = 'free'`

const keyOf = ({ goodsId, skuId }: Pick<CardsOwed, 'goodsId' | 'skuId'>): string => `${goodsId}/${skuId}`

/** What all lines together want of each product and SKU: two lines of the same must not be shown the same cards. */
function wantedOf(owed: readonly CardsOwed[]): CardsOwed[] {
  const sums = new Map<string, CardsOwed>()
  for (const line of owed) sums.set(keyOf(line), { ...line, quantity: line.quantity + (sums.get(keyOf(line))?.quantity ?? 0) })
  return [...sums.values()]
}

/** Gives every line its cards, all or nothing: OUT_OF_STOCK says of which product there are too few. The stock is the caller's matter. */
export async function handOutCards(tx: TxCtx, owed: readonly CardsOwed[]): Promise<void> {
  const wanted = wantedOf(owed)
  const picked = await tx.sql.rows<{ goodsId: number, skuId: number, id: number }>('cards_pick', PICK, [
    wanted.map((one) => one.goodsId), wanted.map((one) => one.skuId), wanted.map((one) => one.quantity), tx.now,
  ])
  const left = new Map(wanted.map((one) => [keyOf(one), picked.filter((card) => keyOf(card) === keyOf(one))]))
  const pairs = owed.flatMap((line) => {
    const cards = left.get(keyOf(line))?.splice(0, line.quantity) ?? []
    if (cards.length < line.quantity) throw new ShopError('OUT_OF_STOCK', { stock: cards.length, goods_id: line.goodsId, product_id: line.skuId })
    return cards.map(({ id }) => ({ id, orderLineId: line.orderLineId }))
  })
  const given = await tx.sql.run('cards_give', GIVE, [pairs.map((pair) => pair.id), pairs.map((pair) => pair.orderLineId), tx.now])
  if (given < pairs.length) throw new ShopError('CONFLICT')
}
