import type { Call, Desk } from './story.ts'

interface Region { region_id: number, region_name: string }

const ZHEJIANG = '浙江省'

async function regionBelow(call: Call, parentId: number, wanted = ''): Promise<number> {
  const { regions } = await call('ectouch.tool.region', { parent_id: parentId }) as { regions: Region[] } // the contract's shape
  const found = regions.find((region) => region.region_name.startsWith(wanted))
  if (!found) throw new Error(`no region ${wanted} in ${parentId}`)
  return found.region_id
}

/** An address of the shopper's own, their default. */
export async function giveAddress(call: Call, session: string, consignee: string): Promise<void> {
  const province = await regionBelow(call, 1, ZHEJIANG)
  const city = await regionBelow(call, province)
  const district = await regionBelow(call, city, '西湖')
  await call('ectouch.user.address.add', { session, consignee, mobile: '13800138000', province, city, district, address: '文三路 1 号', is_default: 'true' })
}

export interface Wanted { goodsId: number, number: number }
export interface Placed { orderId: number, orderSn: string }

interface Checkout { checkout_token: string, payments: { pay_id: number, pay_code: string }[] }

/** Puts these into the cart and orders them, to be paid by `payCode`; a balance pays at once. */
export async function placeOrder(call: Call, session: string, wanted: readonly Wanted[], payCode: 'balance' | 'bank' | 'sandbox'): Promise<Placed> {
  const lines: string[] = []
  for (const { goodsId, number } of wanted) lines.push(String((await call('ectouch.cart.add', { session, goods_id: goodsId, number })).rec_id))
  // Naming the lines tells two checkouts of one second apart: the gateway answers a write it has seen with its first answer.
  const { checkout } = await call('ectouch.flow.check', { session, rec_ids: lines.join(',') }) as { checkout: Checkout } // the contract's shape
  const method = checkout.payments.find(({ pay_code }) => pay_code === payCode)
  if (!method) throw new Error(`no payment ${payCode}`)
  const checkout_token = checkout.checkout_token
  await call('ectouch.flow.payment.update', { session, checkout_token, pay_id: method.pay_id })
  const { order } = await call('ectouch.order.add', { session, checkout_token }) as { order: { order_id: number, order_sn: string } } // as above
  return { orderId: order.order_id, orderSn: order.order_sn }
}

/** The merchant gives a customer money to pay with. */
export async function giveBalance(desk: Desk, userId: number, balanceFen: number): Promise<void> {
  await desk('users.adjust', { userId, balanceFen, points: 0, reason: '开业礼金', seenBalanceFen: 0, seenPoints: 0 })
}

interface OrderLines { lines: { rec_id: number, goods_number: number }[] }

/** One parcel with everything, handed over; the buyer says it has come. */
export async function deliver(call: Call, desk: Desk, session: string, { orderId }: Placed): Promise<void> {
  const { order } = await call('ectouch.order.get', { session, order_id: orderId }) as { order: OrderLines } // the contract's shape
  const { deliveryId } = await desk('orders.makeDelivery', { orderId, lines: order.lines.map((line) => ({ orderLineId: line.rec_id, quantity: line.goods_number })) })
  await desk('orders.handOver', { orderId, deliveryId, trackingNo: 'SF1029384756' })
  await call('ectouch.order.received', { session, order_id: orderId })
}
