import type { Ctx, OrderLineRow, OrderRow, TxCtx } from '../database/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { iso } from '../time/index.ts'
import { cardTailsOfOrder, type SoldCardView } from '../virtual-cards/index.ts'
import { mostCut } from './adjust.ts'
import { linesOf } from './lock.ts'
import { partsOf } from './read.ts'
import { openUnits } from './ship.ts'
import { type OrderForStaff, orderForStaff } from './staff-read.ts'
import { refusalToGiveUp } from './withdraw.ts'

export interface DeskParcel {
  deliveryId: number
  deliverySn: string
  status: number
  shippingName: string
  trackingNo: string
  traceState: string
  addedAt: string
  shippedAt: string
  lines: { orderLineId: number, quantity: number }[]
}

/** What ending the order now would give back, and how. */
export interface GiveBackPreview {
  moneyFen: number
  balanceFen: number
  points: number
  hasBonus: boolean
  units: number
}

export interface DeskOrderPage extends OrderForStaff {
  parcels: DeskParcel[]
  /** Per line: units that are in no parcel yet, which price won, and whether the shop may refund what it cannot deliver. */
  lineFacts: { orderLineId: number, openUnits: number, packedQuantity: number, priceReason: string, canGiveUp: boolean }[]
  cards: SoldCardView[]
  giveBack: GiveBackPreview
  /** What staff took off the price, and between which amounts to pay a change may bring it. */
  priceCut: { cutFen: number, leastFen: number, mostFen: number }
  rankName: string
}

interface PageFacts extends Pick<OrderRow, 'oosChoice' | 'payStatus' | 'orderStatus' | 'refundedFen' | 'moneyPaidFen' | 'balanceFen' | 'points' | 'exchangePoints' | 'canceledAt' | 'adjustedFen' | 'orderAmountFen'> { hasBonus: boolean, rankName: string }

const FACTS = `
SELECT o."oosChoice", o."payStatus", o."orderStatus", o."refundedFen", o."moneyPaidFen", o."balanceFen", o."points", o."exchangePoints", o."canceledAt", o."adjustedFen", o."orderAmountFen", coalesce(r."name", '') AS "rankName",
  EXISTS (SELECT 1 FROM "Bonus" b WHERE b."orderId" = o."id") AS "hasBonus"
FROM "Order" o JOIN "User" u ON u."id" = o."userId" LEFT JOIN "Rank" r ON r."id" = u."rankId" WHERE o."id" = $1`

function moneyLeft(facts: PageFacts): Pick<GiveBackPreview, 'moneyFen' | 'balanceFen'> {
  const moneyBackFen = Math.min(facts.refundedFen, facts.moneyPaidFen)
  return { moneyFen: facts.moneyPaidFen - moneyBackFen, balanceFen: facts.balanceFen - (facts.refundedFen - moneyBackFen) }
}

function cutOf(facts: PageFacts | null, lines: readonly OrderLineRow[]): DeskOrderPage['priceCut'] {
  if (!facts) return { cutFen: 0, leastFen: 0, mostFen: 0 }
  const whole = facts.orderAmountFen + facts.adjustedFen
  return { cutFen: facts.adjustedFen, leastFen: Math.max(0, whole - mostCut(facts, lines)), mostFen: whole }
}

async function factsOf(ctx: TxCtx, orderId: number): Promise<Omit<DeskOrderPage, keyof OrderForStaff>> {
  const [facts, lines, cards, [parts]] = await Promise.all([
    ctx.sql.row<PageFacts & Record<string, unknown>>('desk_page_facts', FACTS, [orderId]),
    linesOf(ctx, orderId),
    cardTailsOfOrder(ctx, orderId),
    partsOf(ctx, [{ id: orderId } as OrderRow], false), // only the id is read
  ])
  return {
    parcels: (parts?.deliveries ?? []).map(({ id, sn, status, shippingName, trackingNo, traceState, addedAt, shippedAt, lines: units }) => ({ deliveryId: id, deliverySn: sn, status, shippingName, trackingNo, traceState, addedAt: iso(addedAt), shippedAt: iso(shippedAt), lines: units })),
    lineFacts: lines.map((line) => ({ orderLineId: line.id, openUnits: openUnits(line), packedQuantity: line.packedQuantity, priceReason: line.priceReason, canGiveUp: facts !== null && refusalToGiveUp(facts, line, parts?.aftersales ?? []) === null })),
    cards,
    giveBack: {
      ...facts && !facts.canceledAt ? moneyLeft(facts) : { moneyFen: 0, balanceFen: 0 },
      points: facts && !facts.canceledAt ? facts.points + facts.exchangePoints : 0,
      hasBonus: facts?.hasBonus ?? false,
      units: lines.reduce((sum, line) => sum + line.takenQuantity, 0),
    },
    priceCut: cutOf(facts, lines),
    rankName: facts?.rankName ?? '',
  }
}

/** One order as its page shows it. */
export async function deskOrder(ctx: Ctx, ports: PaymentPorts, orderId: number): Promise<DeskOrderPage> {
  const order = await orderForStaff(ctx, ports, orderId)
  return { ...order, ...await factsOf(ctx, orderId) }
}
