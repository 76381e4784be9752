import { describe, expect, it } from 'vitest'
import { PUDONG } from '../../testing/world.ts'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const fees = { first_weight: 1, first_weight_price: 10, second_weight: 0.5, second_weight_price: '2.5', first_item: 1, first_item_price: 0, second_item: 1, second_item_price: 0, first_volume: 0, first_volume_price: 0, second_volume: 0, second_volume_price: 0 }
const zto = { delivery_item_id: 2, ...fees }
const freight = async (params: object): Promise<unknown> => (await carey.guest('delivery', 'get.delivery.freight', { region_id: PUDONG, ...params })).data

describe('ways to a buyer', () => {
  it('are chosen from by anybody, at the fee of the checkout', async () => {
    const { world, guest } = carey
    expect((await guest('delivery', 'get.delivery.select')).data).toEqual(expect.arrayContaining([{ delivery_id: world.front.sf, name: '顺丰', code: 'sf' }, { delivery_id: world.front.ems, name: 'EMS', code: 'ems' }]))
    expect(await freight({ delivery_id: world.front.sf })).toEqual({ delivery_fee: 10 })
    expect(await freight({ delivery_id: world.front.ems, weight_total: 1.2 })).toEqual({ delivery_fee: 50 })
    expect(await guest('delivery', 'get.delivery.freight', { delivery_id: world.front.ems, region_id: PUDONG, weight_total: 21 })).toMatchObject(refused(500, '该配送方式不可用'))
    expect(await guest('delivery', 'get.delivery.freight', { delivery_id: 999_999, region_id: PUDONG })).toMatchObject(NOT_THERE)
    expect(rowsIn(await guest('delivery_item', 'get.delivery.company.select'))).toContainEqual({ delivery_item_id: 1, name: '顺丰速运', phonetic: 'SFSY', code: 'SF', type: 0 })
    expect((await guest('DeliveryItem', 'get.delivery.company.select', { type: 2 })).data).toEqual([])
  })

  it('are made, changed and taken away by the staff, each time told', async () => {
    const { admin, guest, world } = carey
    const made = await admin('delivery', 'add.delivery.item', { ...zto, content: '三天到' })
    const id = numberIn(made, 'delivery_id')
    const shown = { delivery_id: id, ...zto, second_weight_price: 2.5, first_item: 0, second_item: 0, content: '三天到', sort: 50, status: 1 }
    expect(made.data).toEqual(shown)
    expect(await freight({ delivery_id: id, weight_total: 1.7 })).toEqual({ delivery_fee: 15 })
    expect((await admin('delivery', 'set.delivery.item', { delivery_id: id, first_weight_price: 8 })).data).toEqual({ ...shown, first_weight_price: 8 })
    expect(await freight({ delivery_id: id, weight_total: 1 })).toEqual({ delivery_fee: 8 })
    expect(await admin('delivery', 'set.delivery.sort', { delivery_id: id, sort: 5 })).toMatchObject(ok(true))
    expect(await admin('delivery', 'set.delivery.status', { delivery_id: [id, 999_999], status: 0 })).toMatchObject(NOT_THERE)
    expect((await admin('delivery', 'get.delivery.item', { delivery_id: id })).data).toMatchObject({ sort: 5, status: 1 })
    expect(await admin('delivery', 'set.delivery.status', { delivery_id: [id], status: 0 })).toMatchObject(ok(true))
    expect(rowsIn(await guest('delivery', 'get.delivery.select'))).not.toContainEqual(expect.objectContaining({ delivery_id: id }))
    expect(rowsIn(await admin('delivery', 'get.delivery.list', { name: '中通', status: 0 }))).toMatchObject([{ delivery_id: id, get_delivery_item: { delivery_item_id: 2, name: '中通快递', code: 'ZTO' } }])
    expect(rowsIn(await admin('delivery', 'get.delivery.list', { order_field: 'sort', order_type: 'asc' }))[0]).toMatchObject({ delivery_id: world.front.sf })

    expect(await admin('delivery', 'del.delivery.list', { delivery_id: [id, 999_999] })).toMatchObject(NOT_THERE)
    expect(await admin('delivery', 'del.delivery.list', { delivery_id: [id] })).toMatchObject(ok(true))
    expect(await admin('delivery', 'get.delivery.item', { delivery_id: id })).toMatchObject(ok(null))
    const told = await world.shop.database.db.auditEntry.findMany({ where: { targetKind: 'shipping', targetId: String(id) }, orderBy: { id: 'asc' } })
    expect(told.map(({ action }) => action)).toEqual(['shipping.create', 'shipping.update', 'shipping.update', 'shipping.disable', 'shipping.delete'])
  })

  it('name a carrier once, and are written by who may', async () => {
    const { admin, world } = carey
    const taken = refused(500, '快递公司编号已存在')
    expect(await admin('delivery', 'add.delivery.item', { ...zto, delivery_item_id: 1 })).toMatchObject(taken)
    expect(await admin('delivery', 'unique.delivery.item', { delivery_item_id: 1 })).toMatchObject(taken)
    expect(await admin('delivery', 'unique.delivery.item', { delivery_item_id: 1, exclude_id: world.front.sf })).toMatchObject(ok(true))
    expect(await admin('delivery', 'add.delivery.item', { ...zto, delivery_item_id: 99 })).toMatchObject(refused(500, '参数 delivery_item_id 不合法'))
    expect(await admin('delivery', 'add.delivery.item', { ...zto, first_weight: '' })).toMatchObject(refused(500, '缺少参数 first_weight'))
    for (const caller of [await carey.member(['goods.view']), await carey.shopper(world.user), carey.guest]) expect(await caller('delivery', 'set.delivery.sort', { delivery_id: world.front.sf, sort: 1 })).toMatchObject(FORBIDDEN)
  })
})

describe('parcels', () => {
  it('are followed by their buyer and by the staff', async () => {
    const { world, admin } = carey
    const { db } = world.shop.database
    const person = await world.person()
    const order = await world.order(person.userId, { lines: [{ quantity: 1, unitPriceFen: 6600 }] })
    const at = new Date(Date.now() - 3 * 86_400_000)
    const steps = [{ time: at.toISOString(), text: '快件已揽收', location: '上海' }]
    const { id } = await db.delivery.create({ data: { sn: `D${order.id}`, orderId: order.id, status: 0, shippingName: '顺丰', trackingNo: 'SF100', traceState: 'in_transit', traces: { updatedAt: at.toISOString(), steps }, tracedAt: new Date(), addedAt: at, shippedAt: at } })
    const own = await carey.shopper(person)
    const parcel = {
      delivery_dist_id: id, user_id: person.userId, order_code: order.sn, logistic_code: 'SF100', accept_station: '快件已揽收', accept_time: expect.any(String), remark: '', state: 2, is_sub: 0, create_time: expect.any(String), update_time: expect.any(String),
      get_delivery_item: { name: '顺丰', code: 'SF' }, get_user: { username: person.name, nickname: '', head_pic: '' },
    }
    const trace = [{ accept_time: expect.any(String), accept_station: '快件已揽收', location: '上海' }]
    expect((await own('delivery_dist', 'get.delivery.dist.code', { order_code: order.sn })).data).toEqual([{ ...parcel, trace }])
    expect((await admin('delivery_dist', 'get.delivery.dist.code', { order_code: order.sn, logistic_code: 'another' })).data).toEqual([])
    expect((await (await carey.shopper(world.stranger))('delivery_dist', 'get.delivery.dist.code', { order_code: order.sn })).data).toEqual([])
    const list = (params: Record<string, unknown>) => admin('delivery_dist', 'get.delivery.dist.list', params)
    expect((await list({ order_code: order.sn, state: 2, account: person.name, timeout: 2 })).data).toEqual({ items: [{ ...parcel, trace: [] }], total_result: 1 })
    for (const params of [{ state: 3 }, { timeout: 4 }, { is_sub: 1 }, { account: 'nobody' }]) expect((await list({ order_code: order.sn, ...params })).data, JSON.stringify(params)).toEqual({ items: [], total_result: 0 })
    expect(rowsIn(await list({ is_trace: 1 }))).toContainEqual({ ...parcel, trace })
    for (const caller of [own, await carey.member(['goods.view'])]) expect(await caller('delivery_dist', 'get.delivery.dist.list')).toMatchObject(FORBIDDEN)
  })
})
