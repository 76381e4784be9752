import { describe, expect, it } from 'vitest'
import { openWorld } from '../testing/world.ts'

const world = openWorld()

/** A call of a member of staff with these rights, as the admin's pages send it. */
async function as(...permissions: string[]) {
  const cookie = `xp_staff=${await world.staff(permissions)}`
  const headers = { cookie, 'x-xiaopu-csrf': '1', 'content-type': 'application/json' }
  return {
    async call(procedure: string, input: object): Promise<{ data: Record<string, never> & { rows: never }, word: string }> {
      const reply = await world.app.inject({ method: 'POST', url: `/admin/trpc/${procedure}`, headers, payload: JSON.stringify(input) })
      const { result, error } = reply.json()
      return { data: result?.data, word: error?.data.word ?? '' }
    },
    async read(procedure: string, input: object) {
      const reply = await world.app.inject({ method: 'GET', url: `/admin/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, headers })
      return reply.json().result.data
    },
    download: (path: string, more: Record<string, string> = {}) => world.app.inject({ method: 'GET', url: `/admin/export/${path}`, headers: { cookie, ...more } }),
  }
}

const sheet = (...lines: string[]) => ({ file: { name: '发货.csv', base64: Buffer.from(lines.join('\n')).toString('base64') } })
/** Two lines of two units, paid and confirmed, delivered to a door. */
const toShip = () => world.order(world.user.userId, { method: 'bank', lines: [{ quantity: 2, unitPriceFen: 5000 }, { quantity: 1, unitPriceFen: 900 }], isTaken: true, order: { orderStatus: 1, payStatus: 2, moneyPaidFen: 10_900, orderAmountFen: 0, consignee: '李雷', mobile: '13812342059', address: '世纪大道 1 号' } })
const linesOf = (orderId: number) => world.shop.database.db.orderLine.findMany({ where: { orderId }, orderBy: { id: 'asc' } })
const parcelsOf = (orderId: number) => world.shop.database.db.delivery.findMany({ where: { orderId }, include: { lines: true }, orderBy: { id: 'asc' } })

describe('a file of parcels', () => {
  it('ships what it names, tells each refusal, and ships nothing twice', async () => {
    const desk = await as('orders.ship')
    const [whole, split, waiting] = [await toShip(), await toShip(), await toShip()]
    const [cup, cloth] = await linesOf(split.id)
    const file = sheet(
      '订单号,快递公司,快递单号,货号,数量',
      `${whole.sn},顺丰速运,SF001,,`,
      `${split.sn},中通快递,ZT001,${cup?.goodsSn},1`,
      `${split.sn},中通快递,ZT001,${cloth?.goodsSn},1`,
      `${split.sn},中通快递,ZT002,${cup?.goodsSn},5`,
      `${waiting.sn},,,,`,
      '2026010100000000,顺丰速运,SF002,,',
      '2.02611E+15,顺丰速运,SF003,,',
    )
    const { data: { jobId } } = await desk.call('desk.parcelImport.check', file)
    const before = await desk.read('desk.parcelImport.get', { jobId })
    expect(before.items.map((row: { lines: number[], plan: string, problems: { word: string }[] }) => [row.lines, row.plan, row.problems.map(({ word }) => word)])).toEqual([
      [[2], 'ship', []], [[3, 4], 'ship', []], [[5], 'refused', ['tooMany']], [[6], 'same', ['noNumber']], [[7], 'refused', ['unknownOrder']], [[8], 'refused', ['scientific']],
    ])
    expect(await parcelsOf(whole.id)).toEqual([])

    expect((await desk.call('desk.parcelImport.run', { jobId })).data).toEqual({ left: 0 })
    expect(await parcelsOf(whole.id)).toMatchObject([{ status: 0, trackingNo: 'SF001', shippingName: '顺丰速运', lines: [{ quantity: 2 }, { quantity: 1 }] }])
    expect(await parcelsOf(split.id)).toMatchObject([{ status: 0, trackingNo: 'ZT001', lines: [{ orderLineId: cup?.id, quantity: 1 }, { orderLineId: cloth?.id, quantity: 1 }] }])
    expect(await world.shop.database.db.order.findUnique({ where: { id: whole.id } })).toMatchObject({ shippingStatus: 1 })

    const { data: { jobId: again } } = await desk.call('desk.parcelImport.check', file)
    expect((await desk.read('desk.parcelImport.get', { jobId: again })).items.slice(0, 2).map((row: { plan: string, problems: { word: string }[] }) => [row.plan, row.problems[0]?.word])).toEqual([['same', 'doneBefore'], ['same', 'doneBefore']])
    await desk.call('desk.parcelImport.run', { jobId })
    expect(await parcelsOf(split.id)).toHaveLength(1)
  })

  it('leaves nothing half packed when the order was cancelled meanwhile', async () => {
    const desk = await as('orders.ship')
    const order = await toShip()
    const { data: { jobId } } = await desk.call('desk.parcelImport.check', sheet('订单号,快递单号', `${order.sn},SF9`))
    await world.shop.database.db.order.update({ where: { id: order.id }, data: { orderStatus: 2, payStatus: 0 } })
    await desk.call('desk.parcelImport.run', { jobId })
    expect((await desk.read('desk.parcelImport.get', { jobId })).items).toMatchObject([{ state: 'refused', problems: [{ word: 'ORDER_STATE_INVALID' }] }])
    expect(await parcelsOf(order.id)).toEqual([])
  })

  it('takes its right, and its columns', async () => {
    expect((await (await as('orders.view')).call('desk.parcelImport.check', sheet('订单号,快递单号', 'A,B'))).word).toBe('FORBIDDEN')
    expect((await (await as('orders.ship')).call('desk.parcelImport.check', sheet('订单号', 'A'))).word).toBe('PARAM_MISSING')
  })
})

describe('files of all that a list holds', () => {
  it('of goods carry every SKU, open in a spreadsheet and run nothing', async () => {
    const desk = await as('goods.view')
    const { db } = world.shop.database
    await db.goods.update({ where: { id: world.goodsId }, data: { name: '=HYPERLINK("http://x")' } })
    const reply = await desk.download('goods.csv?lang=zh')
    await db.goods.update({ where: { id: world.goodsId }, data: { name: '紫砂西施壶' } })

    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    const [head, ...lines] = reply.body.split('\r\n')
    expect(head?.startsWith('\uFEFF货号,商品名称,分类,')).toBe(true)
    expect(lines.find((line) => line.includes('HYPERLINK'))).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(lines.filter((line) => line !== '')).toHaveLength(await db.sku.count() + await db.goods.count({ where: { hasSku: false, isDeleted: false, sellerId: 0 } }))
    expect(await db.auditEntry.findFirst({ where: { action: 'goods.export' } })).toMatchObject({ after: expect.objectContaining({ state: 'all' }) })
  })

  it('of orders keep the filter, hide the numbers from who may not ship, and long numbers whole', async () => {
    const order = await toShip()
    const input = encodeURIComponent(JSON.stringify({ q: order.sn }))
    const [viewer, packer] = [await as('orders.view'), await as('orders.view', 'orders.ship')]

    const lines = (await viewer.download(`orders.csv?lang=en&input=${input}`)).body.split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain('Order number,State,Placed')
    expect(lines[1]?.startsWith(`${order.sn}\t,To ship,`)).toBe(true)
    expect(lines[1]).toContain('138 **** 2059')
    expect((await viewer.download(`orders.csv?contacts=true&input=${input}`)).json()).toMatchObject({ error: 'FORBIDDEN' })
    expect((await packer.download(`orders.csv?contacts=true&input=${input}`)).body).toContain('13812342059')
    expect((await viewer.download('orders.csv?input=%7B%22state%22%3A%22x%22%7D')).json()).toMatchObject({ error: 'PARAM_INVALID' })
  })

  it('are refused to who may not see the list, and to other sites', async () => {
    expect((await (await as('orders.view')).download('goods.csv')).json()).toMatchObject({ error: 'FORBIDDEN' })
    expect((await world.app.inject({ url: '/admin/export/goods.csv' })).json()).toMatchObject({ error: 'SESSION_REQUIRED' })
    expect((await (await as('goods.view')).download('goods-template.csv?lang=zh')).body).toContain('DEMO-002')
  })
})

describe('paper', () => {
  it('shows whole addresses to who ships, and is told in the log', async () => {
    const order = await toShip()
    expect((await (await as('orders.view')).call('desk.order.print', { orderIds: [order.id] })).word).toBe('FORBIDDEN')
    const { data } = await (await as('orders.ship')).call('desk.order.print', { orderIds: [order.id] })
    expect(data).toMatchObject({ orders: [{ orderSn: order.sn, consignee: { consignee: '李雷', mobile: '13812342059' }, lines: [{ quantity: 2, openQuantity: 2 }, { quantity: 1 }] }] })
    expect(await world.shop.database.db.auditEntry.count({ where: { action: 'order.print', targetId: String(order.id) } })).toBe(1)
  })
})
