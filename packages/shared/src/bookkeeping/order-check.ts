import { foundIn, LEDGER, type LedgerPart } from '../accounts/index.ts'
import type { TxCtx } from '../database/index.ts'

/** Refunds of what the order did not keep: nobody waited for it, or the order was set to unpaid. */
const NOT_KEPT = `r."key" ~ '^(late|double|changed|unpaid):'`
/** Refunds the order counts as given back. A later attempt is the same money, a `credited` first one went to the balance at once. */
const GIVEN_BACK = `r."key" ~ '^(cancel|case):'`

// A merged order took the balance of both over; what there was no room for went back to the buyer under its own number.
const ORDERS = `
WITH paid AS (
  SELECT "orderId" AS id, sum("amountFen") AS sum FROM "Payment" WHERE "orderId" IS NOT NULL AND "state" = 'paid' GROUP BY 1
), refunds AS (
  SELECT p."orderId" AS id, coalesce(sum(r."amountFen") FILTER (WHERE ${NOT_KEPT}), 0) AS unkept, coalesce(sum(r."amountFen") FILTER (WHERE ${GIVEN_BACK} AND r."state" <> 'credited'), 0) AS back
  FROM "Refund" r JOIN "Payment" p ON p."id" = r."paymentId" WHERE p."orderId" IS NOT NULL AND r."attempt" = 1 GROUP BY 1
), booked AS (
  SELECT "referenceId" AS id, -sum("balanceFen") FILTER (WHERE "type" = ${LEDGER.ORDER} OR "referenceKind" = 'order_merge') AS taken,
    sum("balanceFen") FILTER (WHERE "type" = ${LEDGER.REFUND} AND "referenceKind" = 'order') AS back
  FROM "LedgerEntry" WHERE ("type" = ${LEDGER.ORDER} AND "referenceKind" = 'order') OR ("type" = ${LEDGER.REFUND} AND "referenceKind" IN ('order', 'order_merge')) GROUP BY 1
), cases AS (
  SELECT a."orderId" AS id, sum(l."balanceFen") AS back FROM "LedgerEntry" l JOIN "Aftersale" a ON a."id" = l."referenceId"
  WHERE l."type" = ${LEDGER.REFUND} AND l."referenceKind" = 'aftersale' GROUP BY 1
), merged AS (
  SELECT "mergedIntoSn" AS sn, sum("balanceFen") AS taken FROM "Order" WHERE "mergedIntoSn" <> '' GROUP BY 1
), lines AS (
  SELECT "orderId" AS id, sum("subtotalFen") AS sum FROM "OrderLine" GROUP BY 1
), wrong AS MATERIALIZED (
  SELECT v."figure", o."id" AS "subjectId", 0 AS "goodsId", o."sn" AS "name", v."shown"::float8, v."fromRows"::float8, 'sum' AS "by", v.at
  FROM "Order" o LEFT JOIN paid USING (id) LEFT JOIN refunds USING (id) LEFT JOIN booked USING (id) LEFT JOIN cases USING (id) LEFT JOIN merged ON merged.sn = o."sn" LEFT JOIN lines USING (id),
  LATERAL (VALUES
    ('goodsAmountFen', o."goodsAmountFen", coalesce(lines.sum, 0), 1),
    ('moneyPaidFen', o."moneyPaidFen", coalesce(paid.sum, 0) - coalesce(refunds.unkept, 0), 2),
    ('orderBalanceFen', o."balanceFen", coalesce(booked.taken, 0) + coalesce(merged.taken, 0), 3),
    ('refundedFen', o."refundedFen", coalesce(refunds.back, 0) + coalesce(booked.back, 0) + coalesce(cases.back, 0), 4)
  ) AS v("figure", "shown", "fromRows", at)
  WHERE NOT o."isMain" AND o."mainOrderId" IS NULL AND v."shown" <> v."fromRows"
) ${foundIn('SELECT count(*) FROM "Order"')}`

/** Proves what orders say was paid and given back against payments, refunds and ledger, and their amount against their lines. */
export async function checkOrders(ctx: Pick<TxCtx, 'sql'>): Promise<LedgerPart> {
  return await ctx.sql.row<LedgerPart & Record<string, unknown>>('ledger_check_orders', ORDERS) ?? { rows: 0, differences: 0, first: null }
}
