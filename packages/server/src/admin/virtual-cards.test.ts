import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { installSecretKey } from '@xiaopu/shared/secrets'
import { testDatabase } from '@xiaopu/shared/testing'
import { usePaymentPorts } from '@xiaopu/shared/payments'
import { anOrder, payNow, portsOf, readLines } from '../../../shared/src/orders/testing/fixture.ts'
import type { RequestCtx } from '../context.ts'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
beforeAll(() => {
  installSecretKey(Buffer.alloc(32, 9))
  usePaymentPorts(test.sql, portsOf())
})

function desk(permissions = ['*']) {
  const actor: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions, ip: '203.0.113.8' }
  const ctx: RequestCtx = { ...test.ctx(actor), requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA }
  return createCallerFactory(adminRouter)(ctx)
}

const refused = (word: string) => ({ cause: { word } })
const actions = async (): Promise<string[]> => (await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => row.action)

describe('the cards of a product', () => {
  it('come in, are looked at and go out again, each with its row in the audit', async () => {
    const { categoryId } = await desk().categories.create({ name: '卡券' })
    const { goodsId } = await desk().goods.create({ name: '视频会员', categoryId, shopPriceFen: 1500, isReal: false, extensionCode: 'virtual_card' })
    await test.db.auditEntry.deleteMany()

    expect(await desk().virtualCards.import({ goodsId, text: 'VIP-0001,p1\nVIP-0001,p2\nVIP-0002' })).toEqual({ added: 2, refused: [{ row: 2, reason: 'repeated' }] })
    const { items, counts, goods } = await desk(['goods.view']).virtualCards.list({ goodsId })
    expect([counts, goods.stock, items.map((card) => card.tail)]).toEqual([{ free: 2, sold: 0, expired: 0 }, 2, ['0002', '0001']])
    expect(await desk().virtualCards.reveal({ cardId: items[1]?.cardId ?? 0 })).toEqual({ number: 'VIP-0001', password: 'p1' })
    expect(await desk().virtualCards.remove({ goodsId, cardIds: items.map((card) => card.cardId) })).toEqual({ removed: 2 })

    expect(await actions()).toEqual(['virtualCard.import', 'virtualCard.reveal', 'virtualCard.remove'])
    expect(JSON.stringify(await test.db.auditEntry.findMany())).not.toMatch(/VIP-|p1/)
    expect((await desk().goods.get({ goodsId })).form).toMatchObject({ stock: 0, isReal: false, extensionCode: 'virtual_card', onSaleAt: '', offSaleAt: '' })
  })

  it('are seen with the right to see goods, and touched only with the right to change them', async () => {
    const looker = desk(['goods.view'])
    for (const work of [looker.virtualCards.import({ goodsId: 1, text: 'x' }), looker.virtualCards.reveal({ cardId: 1 }), looker.virtualCards.remove({ goodsId: 1, cardIds: [1] })]) await expect(work).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['orders.view']).virtualCards.list({ goodsId: 1 })).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})

describe('an order that lacks its cards', () => {
  it('is sent them by a member, with a row in the audit', async () => {
    const order = await anOrder(test, { lines: [{ quantity: 1, unitPriceFen: 5000, stock: 0, cards: [] }], order: { oosChoice: 2 } })
    await payNow(test, order)
    const [line] = await readLines(test, order.id)
    await expect(desk().orders.deliverCodes({ orderId: order.id })).rejects.toMatchObject(refused('OUT_OF_STOCK'))
    await desk().virtualCards.import({ goodsId: line?.goodsId ?? 0, text: 'LATE-0001,p' })
    await test.db.auditEntry.deleteMany()

    await desk().orders.deliverCodes({ orderId: order.id })

    const page = await desk().orders.get({ orderId: order.id })
    expect([page.state, page.codes, page.cards.map((card) => card.tail)]).toEqual(['shipped', [], ['0001']])
    expect(await actions()).toEqual(['order.deliverCodes'])
  })
})
