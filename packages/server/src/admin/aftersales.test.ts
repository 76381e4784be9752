import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { orderSubject } from '@xiaopu/shared/orders'
import { usePaymentPorts } from '@xiaopu/shared/payments'
import { testDatabase } from '@xiaopu/shared/testing'
import type { Actor } from '@xiaopu/shared/database'
import type { MediaStorage } from '@xiaopu/shared/media'
import { depositSubject } from '@xiaopu/shared/wallet'
import { receivedOrder } from '../../../shared/src/aftersales/testing/fixture.ts'
import { buyerOf, readLines } from '../../../shared/src/orders/testing/fixture.ts'
import { storeRouter } from '../store/index.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const kept = new Map<string, Buffer>()
const media: MediaStorage = {
  has: async (key) => kept.has(key),
  put: async (key, bytes) => { kept.set(key, bytes) },
  get: async (key) => kept.get(key) ?? null,
  remove: async (key) => { kept.delete(key) },
}

function requestOf(actor: Actor) {
  const ctx = test.ctx(actor)
  usePaymentPorts(ctx.sql, { providers: new Map(), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: 'https://shop.example', log: () => {} })
  return { ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web' as const, sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media }
}
const desk = (permissions = ['*'], sellerId = 0) => createCallerFactory(adminRouter)(requestOf({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' })).aftersales
const store = (order: { userId: number }) => createCallerFactory(storeRouter)(requestOf(buyerOf(order)))

async function asked(special: { kind?: number, images?: string[] } = {}) {
  const order = await receivedOrder(test, { lines: [{ quantity: 2, unitPriceFen: 5000 }], order: { givePoints: 0 } })
  const [line] = await readLines(test, order.id)
  const { aftersale } = await store(order).aftersale.ask({ orderSn: order.sn, orderLineId: line?.id ?? 0, kind: 1, quantity: 1, cause: '质量问题', refundTo: 'balance', ...special })
  return { order, aftersaleId: aftersale.aftersaleId }
}

describe('a case between a shopper and a member', () => {
  it('goes from asking to the money, with an audit row for each step of the member', async () => {
    const { order, aftersaleId } = await asked()
    const shopper = store(order).aftersale
    expect((await desk().list({ q: order.sn })).items.map((one) => [one.aftersaleId, one.returnStatus, one.requestedFen])).toEqual([[aftersaleId, 0, 5000]])
    expect((await desk().get({ aftersaleId })).operations).toEqual(['agree', 'refuse'])

    await desk().agree({ aftersaleId, note: '请寄到仓库' })
    expect(await shopper.sendBack({ aftersaleId, shippingName: '中通', trackingNo: '7854' })).toMatchObject({ returnStatus: 1, toBuyer: '请寄到仓库', operations: [] })
    await desk().receiveBack({ aftersaleId })
    expect(await desk().preview({ aftersaleId })).toMatchObject({ amountFen: 5000, toBalanceFen: 5000, paidFen: 10_000, refundedBeforeFen: 0, maxQuantity: 1 })
    await desk().refund({ aftersaleId })

    expect(await shopper.get({ aftersaleId })).toMatchObject({ returnStatus: 4, refundStatus: 1, refundedFen: 5000, steps: [{ step: 'ask' }, { step: 'agree', byName: '许店长' }, { step: 'sendBack' }, { step: 'receiveBack' }, { step: 'refund' }] })
    expect((await store(order).user.get({})).user.balanceFen).toBe(5000)
    expect((await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => row.action)).toEqual(['aftersale.agree', 'aftersale.receiveBack', 'aftersale.refund'])
  })

  it('about a package tells what each of its goods has of the price', async () => {
    const { order, aftersaleId } = await asked()
    const content = (goodsName: string, quantity: number, shareFen: number) => ({ goodsId: 1, skuId: 0, goodsName, goodsThumb: '', optionsText: '', quantity, priceFen: 0, goodsSn: '', shareFen, isReal: true, isShippingFree: false, weightGrams: 0 })
    await test.db.orderLine.updateMany({ where: { orderId: order.id }, data: { packageId: 7, packageGoods: [content('品茗杯', 1, 2857), content('茶巾', 2, 2143)] } })
    expect((await desk().preview({ aftersaleId })).lines.map((line) => line.contents)).toEqual([[
      { goodsName: '品茗杯', optionsText: '', quantity: 1, shareFen: 2857 }, { goodsName: '茶巾', optionsText: '', quantity: 2, shareFen: 2143 },
    ]])
  })

  it('is seen by members of its seller with the right alone', async () => {
    const { aftersaleId } = await asked()

    await expect(desk(['orders.money']).get({ aftersaleId })).rejects.toMatchObject({ cause: { word: 'FORBIDDEN' } })
    await expect(desk(['orders.aftersales'], 9).get({ aftersaleId })).rejects.toMatchObject({ cause: { word: 'NOT_FOUND' } })
    await expect(desk(['orders.aftersales'], 9).agree({ aftersaleId })).rejects.toMatchObject({ cause: { word: 'NOT_FOUND' } })
    expect((await desk(['orders.aftersales'], 9).list({})).items).toEqual([])
    expect((await desk(['orders.aftersales']).get({ aftersaleId })).aftersaleId).toBe(aftersaleId)
  })
})

describe('pictures of a case', () => {
  it('are those that were uploaded here', async () => {
    const order = await receivedOrder(test)
    const { url } = await store(order).aftersale.addPicture({ picture: { name: 'pot.png', base64: PIXEL } })

    expect(url).toMatch(/^\/media\/aftersales\/[0-9a-f]{32}-1200\.webp$/)
    const { aftersaleId } = await asked({ images: [url] })
    expect((await desk().get({ aftersaleId })).images).toEqual([url])
    await expect(asked({ images: ['https://elsewhere.example/x.webp'] })).rejects.toThrow('images')
  })

  it('are thirty an hour', async () => {
    const order = await receivedOrder(test)
    const add = () => store(order).aftersale.addPicture({ picture: { name: 'pot.png', base64: PIXEL } })
    for (let count = 0; count < 30; count++) await add()

    await expect(add()).rejects.toMatchObject({ cause: { word: 'RATE_LIMITED' } })
  })
})
