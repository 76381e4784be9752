import type { Actor, Ctx } from '../../database/index.ts'
import type { TestDatabase } from '../../database/testing/test-database.ts'
import type { Prisma } from '../../database/generated/client.ts'
import { ShopError } from '../../errors/index.ts'
import { forgetCaches } from '../../shop/index.ts'
import type { PicturePort } from '../ports.ts'

export const NOON = new Date('2026-03-01T04:00:00.000Z')
const DAY_MS = 86_400_000

export const daysBefore = (days: number): Date => new Date(NOON.getTime() - days * DAY_MS)
export const after = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000)

export const picture = (name: string) => ({ name, base64: '' })

/** Pictures as a list of addresses: what is kept now. */
export function fakePictures(): PicturePort & { kept: string[] } {
  const kept: string[] = []
  return {
    kept,
    async saveImage({ name }, { folder }) {
      if (name.endsWith('.exe')) throw new ShopError('FILE_INVALID')
      const url = `/media/${folder}/${name}`
      if (!kept.includes(url)) kept.push(url)
      return { url }
    },
    async removeImage(url) {
      kept.splice(kept.indexOf(url), 1)
    },
  }
}

export interface Bought { goodsId: number, orderLineId: number, orderSn: string }

/** Shoppers, goods and what was bought, straight in the tables. */
export function contentWorld(test: TestDatabase) {
  let made = 0
  const aGoods = async (sellerId = 0): Promise<number> => {
    const sn = `TEA${++made}`
    const category = await test.db.category.upsert({ where: { id: 1 }, create: { id: 1, name: '茶具' }, update: {} })
    return (await test.db.goods.create({ data: { sn, snKey: sn.toLowerCase(), name: `紫砂壶 ${sn}`, categoryId: category.id, shopPriceFen: 5000, sellerId } })).id
  }
  return {
    aGoods,
    async shopper(name = `shopper${++made}`): Promise<Extract<Actor, { kind: 'shopper' }>> {
      const { id } = await test.db.user.create({ data: { name, nameKey: name } })
      return { kind: 'shopper', userId: id, sessionId: id, appId: 0, ip: '' }
    },
    async bought(userId: number, { goodsId, receivedAt = NOON, addedAt = receivedAt, shippingStatus = 2, returned = 0, sellerId = 0 }: { goodsId?: number, receivedAt?: Date, addedAt?: Date, shippingStatus?: number, returned?: number, sellerId?: number } = {}): Promise<Bought> {
      const bought = goodsId ?? await aGoods(sellerId)
      const sn = `2026${String(++made).padStart(12, '0')}`
      const line: Prisma.OrderLineUncheckedCreateWithoutOrderInput = { goodsId: bought, goodsSn: 'TEA', goodsName: '紫砂壶', goodsThumb: '', optionsText: '颜色:红', marketPriceFen: 5000, unitPriceFen: 5000, quantity: 2, subtotalFen: 10_000, netAmountFen: 10_000, returnedQuantity: returned }
      const order = await test.db.order.create({
        data: { sn, userId, sellerId, orderStatus: 5, shippingStatus, payStatus: 2, goodsAmountFen: 10_000, moneyPaidFen: 10_000, addedAt, receivedAt: shippingStatus === 2 ? receivedAt : null, lines: { create: line } },
        include: { lines: true },
      })
      return { goodsId: bought, orderLineId: order.lines[0]?.id ?? 0, orderSn: sn }
    },
    ctx: (actor: Actor, now: Date = NOON): Ctx => test.ctx(actor, now),
    async set(settings: Record<string, string[] | number | boolean>): Promise<void> {
      for (const [key, value] of Object.entries(settings)) await test.db.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
      forgetCaches()
    },
    async figures(goodsId: number): Promise<[count: number, sum: number]> {
      const goods = await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })
      return [goods.commentCount, goods.commentRankSum]
    },
  }
}
