import { aCategory, asShopper, aShopper, type GoodsFixture, next, NOW, someGoods } from '../../catalogue/testing/fixtures.ts'
import type { Ctx } from '../../database/index.ts'
import type { TestDatabase } from '../../database/testing/test-database.ts'
import { FavourableConfig, promotionsChanged } from '../../promotions/index.ts'
import { addToCart, type AddInput } from '../index.ts'

export { aCategory, asShopper, aShopper, next, NOW, someGoods }

export const DAY_MS = 86_400_000

export interface Shopper {
  userId: number
  rankId: number | null
  ctx: Ctx
  /** The same shopper later. */
  at: (now: Date) => Ctx
}

export async function shopper(test: TestDatabase, rank?: { discountPercent: number }): Promise<Shopper> {
  const made = await aShopper(test, rank)
  return { ...made, ctx: test.ctx(asShopper(made), NOW), at: (now) => test.ctx(asShopper(made), now) }
}

/** Adds one product with defaults for what the test does not care about. */
export function add(ctx: Ctx, goodsId: number, number = 1, special: Partial<AddInput> = {}) {
  return addToCart(ctx, { goodsId, number, basicGoodsId: 0, buyNow: false, ...special })
}

export interface Shirt {
  goodsId: number
  red: number
  blue: number
  large: number
  wrap: number
  ribbon: number
  redSku: number
  blueSku: number
}

/** 颜色 (red, blue) and 尺码 (L) with one value each, 服务 (wrap, ribbon) with any number. */
export async function shirt(test: TestDatabase, special: GoodsFixture = {}, stocks: { red: number, blue: number } = { red: 5, blue: 3 }): Promise<Shirt> {
  const goodsId = await someGoods(test, { hasSku: true, stock: stocks.red + stocks.blue, shopPriceFen: 10_000, name: '衬衫', ...special })
  const attribute = (name: string, kind: number, sortOrder: number) => test.db.attribute.create({ data: { goodsId, name, kind, sortOrder } })
  const [colour, size, service] = [await attribute('颜色', 1, 1), await attribute('尺码', 1, 2), await attribute('服务', 2, 3)]
  const value = async (attributeId: number, text: string, priceFen = 0) => (await test.db.attributeValue.create({ data: { goodsId, attributeId, value: text, priceFen } })).id
  const [red, blue, large] = [await value(colour.id, '红'), await value(colour.id, '蓝', 200), await value(size.id, 'L', 550)]
  const [wrap, ribbon] = [await value(service.id, '包装', 300), await value(service.id, '丝带', 100)]
  const sku = async (colourId: number, stock: number) => {
    const sn = `SHIRT-${next()}`
    const optionValueIds = [colourId, large].sort((a, b) => a - b)
    return (await test.db.sku.create({ data: { goodsId, sn, snKey: sn.toLowerCase(), optionValueIds, optionKey: optionValueIds.join(','), stock } })).id
  }
  return { goodsId, red, blue, large, wrap, ribbon, redSku: await sku(red, stocks.red), blueSku: await sku(blue, stocks.blue) }
}

/** A published 优惠活动 that runs around NOW. */
export async function activity(test: TestDatabase, config: Partial<FavourableConfig> & Pick<FavourableConfig, 'type'>, special: { sortOrder?: number, endAt?: Date, name?: string } = {}): Promise<number> {
  const parsed = FavourableConfig.parse({ rankIds: [0], ...config })
  const { id } = await test.db.promotion.create({
    data: {
      kind: 'favourable',
      name: special.name ?? `activity ${next()}`,
      startAt: new Date(NOW.getTime() - DAY_MS),
      endAt: special.endAt ?? new Date(NOW.getTime() + DAY_MS),
      state: 'published',
      sortOrder: special.sortOrder ?? 50,
      config: parsed,
    },
  })
  promotionsChanged()
  return id
}

export async function noActivities(test: TestDatabase): Promise<void> {
  await test.db.promotion.deleteMany()
  promotionsChanged()
}
