import { add, aCategory, activity, asShopper, DAY_MS, noActivities, next, NOW, shirt, type Shopper, shopper, someGoods } from '../../cart/testing/fixtures.ts'
import type { Checkout } from '../../contract/index.ts'
import type { Prisma } from '../../database/generated/client.ts'
import type { TestDatabase } from '../../database/testing/test-database.ts'
import { orderSubject } from '../../orders/index.ts'
import type { PaymentPorts } from '../../payments/index.ts'
import { forgetCaches } from '../../shop/index.ts'
import { depositSubject } from '../../wallet/index.ts'
import { type CheckInput, placeOrder, startCheckout } from '../index.ts'

export { aCategory, activity, add, asShopper, DAY_MS, next, noActivities, NOW, shirt, shopper, someGoods }
export type { Shopper }

export const CHINA = 1
export const SHANGHAI = 31
export const PUDONG = 310_115
export const HAINAN = 46

export interface World {
  categoryId: number
  sf: number
  ems: number
  sandbox: number
  bank: number
  cod: number
  balance: number
  pack: number
  card: number
}

/** 顺丰 10.00 everywhere, with cash on delivery and insurance; EMS by weight in Shanghai only, with neither. */
export async function world(test: TestDatabase): Promise<World> {
  const categoryId = await aCategory(test)
  const sf = await test.db.shippingMethod.create({ data: { code: 'sf', name: '顺丰', supportsCod: true, insureKind: 'rate', insureRate: 50, insureMinFen: 100, sortOrder: 1 } })
  await test.db.shippingArea.create({ data: { methodId: sf.id, name: '全国', formula: 'flat', baseFeeFen: 1000, codFeeFen: 500, regionIds: [CHINA], freeFromFen: 50_000 } })
  const ems = await test.db.shippingMethod.create({ data: { code: 'ems', name: 'EMS', sortOrder: 2 } })
  await test.db.shippingArea.create({ data: { methodId: ems.id, name: '上海', formula: 'by_weight', baseFeeFen: 2000, firstGrams: 500, stepGrams: 500, stepFeeFen: 1500, maxGrams: 20_000, regionIds: [SHANGHAI] } })
  const pay = async (data: Prisma.PaymentMethodCreateInput) => (await test.db.paymentMethod.create({ data })).id
  const sandbox = await pay({ code: 'sandbox', name: '沙箱支付', feeRate: 60, sortOrder: 1 })
  const bank = await pay({ code: 'bank', name: '银行汇款', description: '招商银行 6222 0000', sortOrder: 2 })
  const cod = await pay({ code: 'cod', name: '货到付款', sortOrder: 3 })
  const balance = await pay({ code: 'balance', name: '余额支付', sortOrder: 4 })
  const pack = await test.db.pack.create({ data: { name: '礼盒', feeFen: 500, freeFromFen: 20_000 } })
  const card = await test.db.card.create({ data: { name: '贺卡', feeFen: 300, freeFromFen: 30_000 } })
  forgetCaches()
  return { categoryId, sf: sf.id, ems: ems.id, sandbox, bank, cod, balance, pack: pack.id, card: card.id }
}

export function address(test: TestDatabase, { userId }: Pick<Shopper, 'userId'>, special: Partial<Prisma.AddressUncheckedCreateInput> = {}) {
  return test.db.address.create({
    data: { userId, consignee: '张三', countryId: CHINA, provinceId: SHANGHAI, cityId: 3101, districtId: PUDONG, regionText: '中国 上海 上海 浦东', address: '世纪大道 1 号', mobile: '13800000000', isDefault: true, ...special },
  })
}

/** Somebody with an address and these things in the cart. */
export async function buyer(test: TestDatabase, goods: readonly [goodsId: number, quantity: number][], special: Partial<Prisma.UserUncheckedUpdateInput> = {}): Promise<Shopper> {
  const made = await shopper(test)
  await test.db.user.update({ where: { id: made.userId }, data: special })
  await address(test, made)
  for (const [goodsId, quantity] of goods) await add(made.ctx, goodsId, quantity)
  return made
}

export function check({ ctx }: Pick<Shopper, 'ctx'>, special: Partial<CheckInput> = {}): Promise<Checkout> {
  return startCheckout(ctx, { flowType: 0, activityId: 0, ...special })
}

/** A shop whose providers cannot be reached. */
export const PORTS: PaymentPorts = { providers: new Map(), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: 'https://shop.example', log: () => undefined }

export function place({ ctx }: Pick<Shopper, 'ctx'>, { checkoutToken }: Pick<Checkout, 'checkoutToken'>) {
  return placeOrder(ctx, PORTS, { checkoutToken, client: 'h5' })
}

export interface BonusFixture extends Partial<Prisma.BonusTypeUncheckedCreateInput> {
  sn?: string
  userId?: number
}

/** A bonus that can be used around NOW. */
export async function bonus(test: TestDatabase, moneyFen: number, { sn, userId, ...type }: BonusFixture = {}): Promise<number> {
  const span = { sendStartAt: new Date(NOW.getTime() - DAY_MS), sendEndAt: new Date(NOW.getTime() + DAY_MS), useStartAt: new Date(NOW.getTime() - DAY_MS), useEndAt: new Date(NOW.getTime() + DAY_MS) }
  const { id: typeId } = await test.db.bonusType.create({ data: { name: `红包 ${next()}`, moneyFen, ...span, ...type } })
  return (await test.db.bonus.create({ data: { typeId, sn: sn ?? null, userId: userId ?? null } })).id
}
