import { addToCart, clearCart } from '@xiaopu/shared/cart'
import { chooseBalance, chooseBonus, chooseInvoice, choosePayment, choosePoints, chooseShipping, placeOrder, startCheckout } from '@xiaopu/shared/checkout'
import type { Ctx } from '@xiaopu/shared/database'
import { cancelOwnOrder, linesOf, merchantOrders, orderSubject, receiveOwnOrder } from '@xiaopu/shared/orders'
import type { PaymentPorts } from '@xiaopu/shared/payments'
import { depositSubject } from '@xiaopu/shared/wallet'
import { orderScenarios, type SeedOrderScenario } from './content/index.ts'
import { daysFrom, entryOf, MERCHANT, type SeedContext } from './seed-context.ts'
import type { SeededCatalogue } from './seed-catalogue.ts'
import type { SeededShop } from './seed-shop.ts'

const STOREFRONT = 0
const CARRIERS: Record<string, string> = { sf_express: 'SF', zto: 'ZT', city_express: 'TC' }
/** Two parcels, two hours apart: what a shop really does between payment and the carrier. */
const HOURS = { paid: 0.2, packed: 5, handedOver: 9, received: 72 }

interface World {
  ctx: SeedContext
  shop: SeededShop
  ids: SeededCatalogue
  users: ReadonlyMap<string, number>
  ports: PaymentPorts
}

const hoursLater = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000)

/** No provider is asked while the demo is made: online orders that are paid were paid by transfer. */
function methodOf({ state, payment }: SeedOrderScenario): string {
  if (state === 'returned') return 'cod'
  return payment === 'sandbox' && state !== 'await_pay' ? 'bank' : payment
}

const shippingOf = (scenario: SeedOrderScenario) => (scenario.state === 'returned' ? 'zto' : scenario.shipping)

async function optionValues(world: World, goodsId: number, chosen: readonly string[]): Promise<number[]> {
  const rows = await world.ctx.db.attributeValue.findMany({ where: { goodsId, value: { in: [...chosen] }, attribute: { kind: { gt: 0 } } } })
  return rows.map((row) => row.id)
}

async function fillCart(world: World, buyer: Ctx, scenario: SeedOrderScenario): Promise<void> {
  for (const line of scenario.lines) {
    const goodsId = entryOf(world.ids.goods, line.goods)
    await addToCart(buyer, { goodsId, number: line.number, optionValueIds: await optionValues(world, goodsId, line.chosen), basicGoodsId: 0, buyNow: false })
  }
}

async function place(world: World, buyer: Ctx, scenario: SeedOrderScenario): Promise<{ id: number, sn: string, dueFen: number }> {
  await clearCart(buyer, { invalidOnly: false })
  await fillCart(world, buyer, scenario)
  const { checkoutToken, consignee, needShipping } = await startCheckout(buyer, { flowType: 0, activityId: 0 })
  if (needShipping) await chooseShipping(buyer, { checkoutToken, shippingId: entryOf(world.shop.shippings, shippingOf(scenario)) })
  if (scenario.bonus) {
    const bonus = await world.ctx.db.bonus.findFirst({ where: { type: { name: scenario.bonus }, userId: entryOf(world.users, scenario.user), orderId: null } })
    if (bonus) await chooseBonus(buyer, { checkoutToken, bonusId: bonus.id })
  }
  if (scenario.points > 0) await choosePoints(buyer, { checkoutToken, points: scenario.points })
  if (scenario.surplusFen > 0) await chooseBalance(buyer, { checkoutToken, balanceFen: scenario.surplusFen })
  if (scenario.invoice) await chooseInvoice(buyer, { checkoutToken, needInvoice: true, invoiceType: scenario.invoice, titleType: 'personal', payee: consignee.consignee || scenario.user, content: '商品明细' })
  await choosePayment(buyer, { checkoutToken, payId: entryOf(world.shop.payments, methodOf(scenario)) })
  const { order } = await placeOrder(buyer, world.ports, { checkoutToken, buyerNote: scenario.note, referer: 'storefront', client: 'h5' })
  return { id: order.orderId, sn: order.orderSn, dueFen: order.totals.orderAmountFen }
}

async function ship(world: World, at: Date, orderId: number, scenario: SeedOrderScenario): Promise<void> {
  const merchant: Ctx = { ...world.ctx, actor: MERCHANT, now: hoursLater(at, HOURS.packed) }
  const { ports } = world
  const lines = (await linesOf(merchant, orderId)).filter((line) => line.isReal)
  // Cards went out with the payment.
  if (lines.length === 0) return
  await merchantOrders.prepare(merchant, ports, { orderId })
  const all = lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity }))
  const parcels = scenario.state === 'part_shipped' ? [all.filter((_, index) => scenario.firstParcel.includes(index)), all.filter((_, index) => !scenario.firstParcel.includes(index))] : [all]
  for (const [index, parcel] of parcels.entries()) {
    const { deliveryId } = await merchantOrders.makeDelivery(merchant, ports, { orderId, lines: parcel })
    if (index > 0) continue
    const trackingNo = `${CARRIERS[shippingOf(scenario)] ?? 'XP'}${140_288_349_000 + orderId * 217}`
    await merchantOrders.handOver({ ...merchant, now: hoursLater(at, HOURS.handedOver) }, ports, { orderId, deliveryId, trackingNo })
  }
}

async function play(world: World, scenario: SeedOrderScenario): Promise<void> {
  const { ctx, ports } = world
  const at = hoursLater(daysFrom(ctx.now, -scenario.daysAgo), -0.1)
  const buyerAt = (now: Date): Ctx => ({ ...ctx, actor: { kind: 'shopper', userId: entryOf(world.users, scenario.user), sessionId: 0, appId: STOREFRONT, ip: '' }, now })
  const { id: orderId, dueFen } = await place(world, buyerAt(at), scenario)
  const { state } = scenario
  if (methodOf(scenario) === 'bank' && dueFen > 0 && state !== 'canceled') {
    const paidAt = hoursLater(at, HOURS.paid)
    await merchantOrders.bookOffline({ ...ctx, actor: MERCHANT, now: paidAt }, ports, { orderId, amountFen: dueFen, receivedAt: paidAt, reference: `demo-${scenario.key}` })
  }
  if (state === 'canceled') await cancelOwnOrder(buyerAt(hoursLater(at, HOURS.paid)), ports, { orderId, reason: scenario.reason, refundTo: 'balance' })
  if (['part_shipped', 'shipped', 'finished', 'returned'].includes(state)) await ship(world, at, orderId, scenario)
  if (state === 'finished') await receiveOwnOrder(buyerAt(hoursLater(at, HOURS.received)), ports, { orderId })
  if (state === 'returned') await merchantOrders.refuseAtDoor({ ...ctx, actor: MERCHANT, now: hoursLater(at, HOURS.received) }, ports, { orderId, note: scenario.reason })
}

/** Orders in every state, each played through the shop's own operations at its own time. */
export async function seedOrders(ctx: SeedContext, shop: SeededShop, ids: SeededCatalogue, users: ReadonlyMap<string, number>): Promise<void> {
  ctx.say(`Orders: ${orderScenarios.length} in every state …`)
  const ports: PaymentPorts = { providers: new Map(), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: '', log: () => undefined }
  const world: World = { ctx, shop, ids, users, ports }
  for (const scenario of orderScenarios) await play(world, scenario)
}
