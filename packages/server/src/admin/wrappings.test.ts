import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetCaches, getOffers } from '@xiaopu/shared/shop'
import { testDatabase } from '@xiaopu/shared/testing'
import { anOrder } from '../../../shared/src/orders/testing/fixture.ts'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()

function desk(permissions = ['*'], sellerId = 0) {
  const ctx = test.ctx({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' })
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA })
}

const refused = (word: string, params?: object) => ({ cause: { word, ...params && { params } } })
const BOX = { id: 0, name: '礼盒', description: '红色硬盒', imageUrl: '/media/a.webp', feeFen: 500, freeFromFen: 20_000, isEnabled: true }

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "Pack", "Card", "Order", "User", "AuditEntry" CASCADE`
  forgetCaches()
})

describe.each(['pack', 'card'] as const)('what an order is wrapped in (%s)', (kind) => {
  const { plural, chosen } = { pack: { plural: 'packs', chosen: 'packId' }, card: { plural: 'cards', chosen: 'cardId' } }[kind] as { plural: 'packs' | 'cards', chosen: string }
  const offered = async () => (await getOffers(test.ctx()))[plural].map(({ name, feeFen, freeMoneyFen }) => [name, feeFen, freeMoneyFen])

  it('is offered at checkout in the order it was given, while it is switched on', async () => {
    const { wrappings } = desk()
    const { id } = await wrappings.save({ ...BOX, kind })
    const second = await wrappings.save({ ...BOX, kind, name: '布袋', feeFen: 200, freeFromFen: 0 })
    expect(await offered()).toEqual([['礼盒', 500, 20_000], ['布袋', 200, 0]])

    await wrappings.sort({ kind, ids: [second.id, id] })
    expect(await offered()).toEqual([['布袋', 200, 0], ['礼盒', 500, 20_000]])

    await wrappings.save({ ...BOX, kind, id: second.id, name: '布袋', isEnabled: false })
    expect(await offered()).toEqual([['礼盒', 500, 20_000]])
    expect((await wrappings.list({ kind })).items.map(({ name, isEnabled, orderCount }) => [name, isEnabled, orderCount])).toEqual([['布袋', false, 0], ['礼盒', true, 0]])
    expect((await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => row.action)).toEqual(['wrapping.create', 'wrapping.create', 'wrapping.sort', 'wrapping.update'])
  })

  it('goes when nobody chose it, and stays with the reason when an order did', async () => {
    const { wrappings } = desk()
    const { id } = await wrappings.save({ ...BOX, kind })
    await anOrder(test, { order: { [chosen]: id } })

    await expect(wrappings.delete({ kind, id })).rejects.toMatchObject(refused('CONFLICT', { orders: 1 }))
    expect((await wrappings.list({ kind })).items).toMatchObject([{ id, orderCount: 1 }])

    const { id: free } = await wrappings.save({ ...BOX, kind, name: '布袋' })
    await wrappings.delete({ kind, id: free })
    expect((await wrappings.list({ kind })).items.map((one) => one.id)).toEqual([id])
    await expect(wrappings.delete({ kind, id: free })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  it('is sorted whole or not at all, and is nothing for sellers or for who may not ship', async () => {
    const { wrappings } = desk()
    const { id } = await wrappings.save({ ...BOX, kind })
    await expect(wrappings.sort({ kind, ids: [] })).rejects.toMatchObject(refused('CONFLICT'))
    await expect(wrappings.sort({ kind, ids: [id, 999] })).rejects.toMatchObject(refused('CONFLICT'))
    await expect(desk(['*'], 5).wrappings.list({ kind })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['*'], 5).wrappings.save({ ...BOX, kind })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['goods.view']).wrappings.list({ kind })).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})
