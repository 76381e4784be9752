import { CARD_KIND } from '../../catalogue/index.ts'
import type { Prisma } from '../../database/generated/client.ts'
import { type Actor, type Ctx, inTransaction, type OrderLineRow, type OrderRow } from '../../database/index.ts'
import type { TestDatabase } from '../../database/testing/test-database.ts'
import type { PaymentLogEntry, PaymentPorts, PaymentProvider } from '../../payments/index.ts'
import { forgetCaches } from '../../shop/index.ts'
import { addCards } from '../../virtual-cards/testing/add-cards.ts'
import { depositSubject } from '../../wallet/index.ts'
import { lockOrder } from '../lock.ts'
import { markPaid } from '../pay.ts'
import { orderSubject } from '../subject.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

export type MethodCode = 'sandbox' | 'bank' | 'cod' | 'balance'

let counter = 0
const next = (): number => ++counter

export const STAFF: Actor = { kind: 'staff', staffId: 1, name: '小王', sellerId: 0, permissions: ['*'], ip: '203.0.113.9' }

export function staffOf(sellerId: number): Actor {
  return { kind: 'staff', staffId: 2, name: '小李', sellerId, permissions: ['*'], ip: '203.0.113.9' }
}

export function buyerOf(order: Pick<OrderRow, 'userId'>): Actor {
  return { kind: 'shopper', userId: order.userId, sessionId: order.userId, appId: 0, ip: '203.0.113.8' }
}

/** The shop's ways of paying; each costs what its line says. */
export async function paymentMethodsOf(test: TestDatabase): Promise<Record<MethodCode, number>> {
  const rows: { code: MethodCode, name: string, feeRate?: number, description?: string }[] = [
    { code: 'sandbox', name: '沙箱支付', feeRate: 60 },
    { code: 'bank', name: '银行汇款', description: '招商银行 6222 0000' },
    { code: 'cod', name: '货到付款' },
    { code: 'balance', name: '余额支付' },
  ]
  const ids = {} as Record<MethodCode, number>
  for (const row of rows) ids[row.code] = (await test.db.paymentMethod.upsert({ where: { code: row.code }, create: row, update: {} })).id
  forgetCaches()
  return ids
}

export async function setSetting(test: TestDatabase, key: string, value: Prisma.InputJsonValue): Promise<void> {
  await test.db.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
  forgetCaches()
}

export interface OrderFixture {
  /** Units and price of each line; one product each. With `cards` it is sold as these. */
  lines?: { quantity: number, unitPriceFen: number, stock?: number, isReal?: boolean, cards?: string[] }[]
  method?: MethodCode
  user?: Partial<Prisma.UserUncheckedCreateInput>
  order?: Partial<Prisma.OrderUncheckedCreateInput>
  payFeeFen?: number
  balanceFen?: number
  points?: number
  /** Whether the units have left the stock already. */
  isTaken?: boolean
  placedAt?: Date
}

async function aLine(test: TestDatabase, line: NonNullable<OrderFixture['lines']>[number], isTaken: boolean): Promise<Omit<Prisma.OrderLineUncheckedCreateInput, 'orderId'>> {
  const sn = `G${next()}`
  const category = await test.db.category.upsert({ where: { id: 1 }, create: { id: 1, name: '茶具' }, update: {} })
  const isReal = line.isReal ?? !line.cards
  const extensionCode = line.cards ? CARD_KIND : ''
  const goods = await test.db.goods.create({ data: { sn, snKey: sn.toLowerCase(), name: `紫砂壶 ${sn}`, categoryId: category.id, shopPriceFen: line.unitPriceFen, stock: line.stock ?? 100, isReal, extensionCode } })
  await addCards(test, goods.id, line.cards ?? [])
  const subtotalFen = line.quantity * line.unitPriceFen
  return {
    goodsId: goods.id,
    goodsSn: sn,
    goodsName: goods.name,
    goodsThumb: '',
    marketPriceFen: line.unitPriceFen,
    unitPriceFen: line.unitPriceFen,
    quantity: line.quantity,
    subtotalFen,
    netAmountFen: subtotalFen,
    isReal,
    extensionCode,
    takenQuantity: isTaken ? line.quantity : 0,
  }
}

async function insertOrder(test: TestDatabase, fixture: OrderFixture, payId: number): Promise<OrderRow> {
  const { method = 'sandbox', payFeeFen = 0, balanceFen = 0, points = 0, isTaken = true, placedAt = new Date() } = fixture
  const name = `buyer${next()}`
  const user = await test.db.user.create({ data: { name, nameKey: name, ...fixture.user } })
  const lines = await Promise.all((fixture.lines ?? [{ quantity: 2, unitPriceFen: 5000 }]).map((line) => aLine(test, line, isTaken)))
  const goodsAmountFen = lines.reduce((sum, line) => sum + line.subtotalFen, 0)
  const pointsMoneyFen = points
  return test.db.order.create({
    data: {
      sn: `20260301${String(next()).padStart(8, '0')}`,
      userId: user.id,
      payId,
      payCode: method,
      payName: method,
      isCod: method === 'cod',
      consignee: '张三',
      mobile: '13800000000',
      goodsAmountFen,
      payFeeFen,
      balanceFen,
      points,
      pointsMoneyFen,
      orderAmountFen: goodsAmountFen + payFeeFen - balanceFen - pointsMoneyFen,
      givePoints: 88,
      addedAt: placedAt,
      payDeadline: method === 'cod' ? null : new Date(placedAt.getTime() + 30 * MINUTE_MS),
      ...fixture.order,
      lines: { create: lines },
    },
  })
}

/** An order that was just placed: user, products, lines and figures, written straight into the tables. */
export async function anOrder(test: TestDatabase, fixture: OrderFixture = {}): Promise<OrderRow> {
  const ids = await paymentMethodsOf(test)
  return insertOrder(test, fixture, ids[fixture.method ?? 'sandbox'])
}

export const readOrder = (test: TestDatabase, id: number): Promise<OrderRow> => test.db.order.findUniqueOrThrow({ where: { id } })
export const readLines = (test: TestDatabase, orderId: number): Promise<OrderLineRow[]> => test.db.orderLine.findMany({ where: { orderId }, orderBy: { id: 'asc' } })

export async function tripleIn(test: TestDatabase, id: number): Promise<number[]> {
  const order = await readOrder(test, id)
  return [order.orderStatus, order.shippingStatus, order.payStatus]
}

/** In the order of the lines. */
export async function stockOf(test: TestDatabase, orderId: number): Promise<number[]> {
  const lines = await readLines(test, orderId)
  const ids = [...new Set(lines.map((line) => line.goodsId))]
  const goods = new Map((await test.db.goods.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row.stock]))
  return ids.map((id) => goods.get(id) ?? 0)
}

export async function purseOf(test: TestDatabase, order: Pick<OrderRow, 'userId'>): Promise<{ balanceFen: number, points: number }> {
  const { balanceFen, points } = await test.db.user.findUniqueOrThrow({ where: { id: order.userId } })
  return { balanceFen, points }
}

export interface TestPorts extends PaymentPorts {
  entries: PaymentLogEntry[]
}

export function portsOf(providers: Record<string, PaymentProvider> = {}): TestPorts {
  const entries: PaymentLogEntry[] = []
  return { providers: new Map(Object.entries(providers)), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: 'https://shop.example', log: (entry) => { entries.push(entry) }, entries }
}

/** Makes an order paid by a payment of its own, as a provider's notification would. */
export async function payNow(test: TestDatabase, order: OrderRow, provider = 'sandbox'): Promise<void> {
  const at = new Date()
  await test.db.payment.create({ data: { sn: `P2026030108000${String(next()).padStart(11, '0')}`, orderId: order.id, subjectId: order.id, payId: order.payId, provider, channel: 'h5', amountFen: order.orderAmountFen, payerUserId: order.userId, state: 'paid', createdAt: at, paidAt: at } })
  await inTransaction(test.ctx(), async (tx) => markPaid(tx, await lockOrder(tx, { orderId: order.id }), order.orderAmountFen, { party: 'provider' }))
}

/** The word of a refusal, 'done' when there was none. */
export async function wordOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'done', (error: unknown) => (error instanceof Error && 'word' in error ? String(error.word) : Promise.reject(error)))
}

export function buyerCtx(test: TestDatabase, order: Pick<OrderRow, 'userId'>, now = new Date()): Ctx {
  return test.ctx(buyerOf(order), now)
}
