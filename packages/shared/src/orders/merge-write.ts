import type { OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Priced } from '../pricing/index.ts'
import type { MergedParts } from './merge-price.ts'
import { newOrderSn } from './numbers.ts'

const SN_TRIES = 5

/** The later of the two; who waits for ever (cash on delivery) has none. */
function laterOf(a: Date | null, b: Date | null): Date | null {
  return !a || !b ? a ?? b : a > b ? a : b
}

function notesOf(...notes: string[]): string {
  return notes.filter((note) => note !== '').join('\n')
}

/** The new order: amounts of both, everything else of `to`. */
function mergedOrder({ from, to }: MergedParts, { totals, steps }: Priced, now: Date): Omit<OrderRow, 'id'> {
  const { id: _, ...kept } = to
  const { goodsAmountFen, marketAmountFen, discountFen, taxFen, packFeeFen, cardFeeFen, shippingFeeFen, insureFeeFen, payFeeFen, bonusFen, points, pointsMoneyFen, balanceFen, orderAmountFen, givePoints, giveRankPoints } = totals
  const orderStatus = Math.min(from.orderStatus, to.orderStatus)
  const isCod = to.isCod && orderAmountFen > 0
  return {
    ...kept,
    goodsAmountFen,
    marketAmountFen,
    discountFen,
    taxFen,
    packFeeFen,
    cardFeeFen,
    shippingFeeFen,
    insureFeeFen,
    payFeeFen,
    bonusFen,
    points,
    pointsMoneyFen,
    balanceFen,
    orderAmountFen,
    givePoints,
    giveRankPoints,
    // Plain data by its own contract.
    priceSteps: steps as unknown as OrderRow['priceSteps'],
    orderStatus,
    isCod,
    confirmedAt: orderStatus === 0 ? null : to.confirmedAt,
    checkoutToken: null,
    buyerNote: notesOf(to.buyerNote, from.buyerNote),
    // What staff took off goes on as a discount like any other.
    adjustedFen: 0,
    payDeadline: isCod ? null : laterOf(from.payDeadline, to.payDeadline),
    addedAt: now,
  }
}

const LINE_COLUMNS = ['sellerId', 'goodsId', 'skuId', 'goodsSn', 'goodsName', 'goodsThumb', 'optionValueIds', 'optionsText', 'marketPriceFen', 'unitPriceFen', 'priceReason', 'quantity', 'subtotalFen', 'discountShareFen', 'bonusShareFen', 'pointsShareFen', 'taxShareFen', 'netAmountFen', 'givePoints', 'giveRankPoints', 'weightGrams', 'isReal', 'isShippingFree', 'extensionCode', 'basicGoodsId', 'giftPromotionId', 'packageId', 'packageGoods', 'takenQuantity']

function textFor(order: object): string {
  const columns = Object.keys(order).map((column) => `"${column}"`).join(', ')
  return `WITH merged AS (
    INSERT INTO "Order" (${columns}) SELECT ${columns} FROM json_populate_record(NULL::"Order", $1::json) ON CONFLICT ("sn") DO NOTHING RETURNING *),
  lines AS (INSERT INTO "OrderLine" ("orderId", ${LINE_COLUMNS.map((column) => `"${column}"`).join(', ')})
    SELECT merged."id", ${LINE_COLUMNS.map((column) => `n."${column}"`).join(', ')} FROM merged, json_populate_recordset(NULL::"OrderLine", $2::json) n),
  log AS (INSERT INTO "OrderLog" ("orderId", "event", "byName", "orderStatus", "shippingStatus", "payStatus", "note", "at")
    SELECT "id", 'place', $3, "orderStatus", 0, 0, $4, $5 FROM merged),
  invoice AS (INSERT INTO "Invoice" ("orderId", "type", "titleType", "payee", "taxNo", "content", "amountFen")
    SELECT merged."id", i."type", i."titleType", i."payee", i."taxNo", i."content", merged."orderAmountFen" + merged."balanceFen" FROM merged, "Invoice" i WHERE i."orderId" = $6)
  SELECT * FROM merged`
}

/** Writes the new order with the lines of both; the same SKU stays two lines. A number that is taken is drawn again. */
export async function writeMerged(tx: TxCtx, parts: MergedParts, priced: Priced, byName: string): Promise<OrderRow> {
  const order = mergedOrder(parts, priced, tx.now)
  const shares = new Map(priced.lines.map((line) => [line.cartLineId, line]))
  const lines = parts.lines.map((line) => ({ ...line, ...shares.get(line.id) }))
  const note = `${parts.to.sn} + ${parts.from.sn}`
  for (let tried = 0; tried < SN_TRIES; tried++) {
    const row = await tx.sql.row<OrderRow & Record<string, unknown>>('merge_write', textFor(order), [
      JSON.stringify({ ...order, sn: newOrderSn(tx.now) }), JSON.stringify(lines), byName, note, tx.now, parts.to.id,
    ])
    if (row) return row
  }
  throw new ShopError('CONFLICT')
}
