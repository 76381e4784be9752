import { expect } from '@playwright/test'
import type { Answer } from './gateway.ts'
import type { Call } from './story.ts'

interface Region { region_id: number, region_name: string }
interface Placed { order_sn: string, state: string }

const ZHEJIANG = '浙江省'
const PAYMENT_LIMIT_MS = 15_000

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

/** Puts the goods into the cart, checks out and pays at the provider; the order waits for its parcel when this is done. */
export async function buy(call: Call, session: string, goodsIds: readonly number[]): Promise<string> {
  for (const goods_id of goodsIds) await call('ectouch.cart.add', { session, goods_id })
  const { checkout } = await call('ectouch.flow.check', { session }) as { checkout: Answer } // the contract's shape
  const { order, payment } = await call('ectouch.order.add', { session, checkout_token: String(checkout.checkout_token) }) as { order: Placed, payment: { pay_url: string } } // as above
  await fetch(payment.pay_url, { method: 'POST', body: new URLSearchParams({ action: 'pay' }), redirect: 'manual' })
  const state = async (): Promise<string> => {
    const answer = await call('ectouch.order.get', { session, order_sn: order.order_sn }) as { order: Placed } // as above
    return answer.order.state
  }
  await expect.poll(state, { timeout: PAYMENT_LIMIT_MS }).toBe('await_ship')
  return order.order_sn
}
