import { describe, expect, it } from 'vitest'
import { forgetCaches } from '@xiaopu/shared/shop'
import type { Person } from '../../testing/world.ts'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
type Caller = typeof carey.guest
const GMT8 = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

interface Bought { person: Person, own: Caller, goodsId: number, form: { goods_id: number, order_goods_id: number, order_no: string } }

/** Somebody with a received order of one product. */
async function buyer(): Promise<Bought> {
  const { world } = carey
  const person = await world.person()
  const order = await world.order(person.userId, { lines: [{ quantity: 1, unitPriceFen: 6600 }], order: { shippingStatus: 2, payStatus: 2, orderStatus: 5, receivedAt: new Date() } })
  const line = await world.shop.database.db.orderLine.findFirstOrThrow({ where: { orderId: order.id } })
  return { person, own: await carey.shopper(person), goodsId: line.goodsId, form: { goods_id: line.goodsId, order_goods_id: line.id, order_no: order.sn } }
}

async function aPicture(userId: number, name = 'a'): Promise<string> {
  const url = `/media/comments/${name.repeat(32)}-1200.webp`
  const now = new Date()
  await carey.world.shop.database.db.storedFile.create({ data: { userId, name: 'pot.png', ext: 'webp', size: 1, hash: name, url, createdAt: now, updatedAt: now } })
  return `http://shop.example${url}`
}

async function checking(isOn: boolean): Promise<void> {
  const { db } = carey.world.shop.database
  await db.setting.upsert({ where: { key: 'commentCheck' }, create: { key: 'commentCheck', value: isOn }, update: { value: isOn } })
  forgetCaches()
}

describe('what buyers say', () => {
  it('is written once for a line of one\'s own order, and seen when the shop has looked', async () => {
    const { own, form, goodsId, person } = await buyer()
    const image = await aPicture(person.userId)
    const text = { content: '壶口很顺', score: 5 }
    expect(await own('goods_comment', 'add.goods.comment.item', { ...form, ...text, order_no: 'another' })).toMatchObject(NOT_THERE)
    expect(await own('goods_comment', 'add.goods.comment.item', { ...form, ...text, image: [`http://shop.example/media/goods/${'c'.repeat(32)}-1200.webp`] })).toMatchObject(refused(500, '参数 image 不合法'))
    expect(await (await buyer()).own('goods_comment', 'add.goods.comment.item', { ...form, ...text })).toMatchObject(NOT_THERE)
    const made = await own('goods_comment', 'add.goods.comment.item', { ...form, ...text, image: [image] })
    const id = numberIn(made, 'goods_comment_id')
    expect(made.data).toMatchObject({ type: 0, ...text, image: [image], praise: 0, reply_count: 0, create_time: expect.stringMatching(GMT8), get_goods: { goods_id: goodsId }, get_main_reply: [], get_addition: [], get_addition_reply: [] })
    expect(await own('goods_comment', 'add.goods.comment.item', { ...form, ...text })).toMatchObject({ status: expect.toBeOneOf([500, 429]), data: null })

    expect(await carey.guest('goods_comment', 'get.goods.comment.item', { goods_comment_id: id })).toMatchObject(ok(null))
    expect((await own('goods_comment', 'get.goods.comment.item', { goods_comment_id: id })).data).toMatchObject(text)
    expect(rowsIn(await carey.guest('goods_comment', 'get.goods.comment.list', { goods_id: goodsId }))).toEqual([])
    expect(await carey.admin('goods_comment', 'set.goods.comment.show', { goods_comment_id: [id, 999_999], is_show: 1 })).toMatchObject(NOT_THERE)
    expect(await carey.admin('goods_comment', 'set.goods.comment.show', { goods_comment_id: [id], is_show: 1 })).toMatchObject(ok(true))
    const [row] = rowsIn(await carey.guest('goods_comment', 'get.goods.comment.list', { goods_id: goodsId, is_image: 1, score: 0 }))
    expect(row).toMatchObject({ goods_comment_id: id, status: 0, get_user: { username: expect.stringContaining('***') } })
    expect((await carey.guest('goods_comment', 'get.goods.comment.count', { goods_id: goodsId })).data).toEqual({ all_count: 1, image_count: 1, addition_count: 0, good_count: 1, general_count: 0, poor_count: 0 })
    expect((await carey.guest('goods_comment', 'get.goods.comment.score', { goods_id: goodsId })).data).toEqual({ count: 1, good_count: 1, good_rate: 100, general_count: 0, general_rate: 0, poor_count: 0, poor_rate: 0 })
    expect(rowsIn(await carey.admin('goods_comment', 'get.goods.comment.list', { order_no: form.order_no }))).toMatchObject([{ goods_comment_id: id, get_user: { username: person.name } }])
    expect(rowsIn(await carey.admin('goods_comment', 'get.goods.comment.list', { account: person.name, content: '壶口', is_show: 0 }))).toEqual([])
  })

  it('is added to once, and then looked at again as a whole', async () => {
    const { own, form, goodsId } = await buyer()
    await checking(false)
    const id = numberIn(await own('goods_comment', 'add.goods.comment.item', { ...form, content: '不错', score: 4 }), 'goods_comment_id')
    await checking(true)
    const figures = async (): Promise<unknown> => carey.world.shop.database.db.goods.findUniqueOrThrow({ where: { id: goodsId }, select: { commentCount: true, commentRankSum: true } })
    expect(await figures()).toEqual({ commentCount: 1, commentRankSum: 4 })
    const line = { order_goods_id: form.order_goods_id, order_no: form.order_no }
    expect(await own('goods_comment', 'add.goods.addition.item', line)).toMatchObject(refused(500, '缺少参数 content'))
    expect(await (await buyer()).own('goods_comment', 'add.goods.addition.item', { ...line, content: '我也来' })).toMatchObject(NOT_THERE)
    const added = await own('goods_comment', 'add.goods.addition.item', { ...line, content: '用了一年还好' })
    const additionId = numberIn(added, 'goods_comment_id')
    expect(added.data).toMatchObject({ goods_id: goodsId, order_goods_id: form.order_goods_id, type: 2, content: '用了一年还好', image: [], score: 4 })
    expect(additionId).toBeGreaterThan(id)
    expect(await figures()).toEqual({ commentCount: 0, commentRankSum: 0 })
    expect(await own('goods_comment', 'add.goods.addition.item', { ...line, content: '再来' })).toMatchObject({ status: 500 })

    expect((await carey.admin('goods_comment', 'reply.goods.comment.item', { goods_comment_id: id, content: '谢谢' })).data).toMatchObject({ goods_comment_id: id, type: 1, content: '谢谢' })
    expect((await carey.admin('goods_comment', 'reply.goods.comment.item', { goods_comment_id: additionId, content: '欢迎再来' })).data).toMatchObject({ goods_comment_id: additionId, type: 3, content: '欢迎再来' })
    await carey.admin('goods_comment', 'set.goods.comment.show', { goods_comment_id: [id], is_show: 1 })
    expect((await carey.guest('goods_comment', 'get.goods.comment.item', { goods_comment_id: id })).data).toMatchObject({
      reply_count: 2, get_main_reply: [{ type: 1, content: '谢谢' }], get_addition: [{ goods_comment_id: additionId, type: 2, content: '用了一年还好' }], get_addition_reply: [{ type: 3, content: '欢迎再来' }],
    })
    expect(rowsIn(await carey.guest('goods_comment', 'get.goods.comment.list', { goods_id: goodsId, type: 2 }))).toMatchObject([{ goods_comment_id: id, status: 1 }])
    expect((await carey.guest('goods_comment', 'get.goods.comment.count', { goods_id: goodsId })).data).toMatchObject({ all_count: 1, addition_count: 1 })

    expect(await (await buyer()).own('goods_comment', 'del.goods.comment.item', { goods_comment_id: additionId })).toMatchObject(NOT_THERE)
    expect(await own('goods_comment', 'del.goods.comment.item', { goods_comment_id: additionId })).toMatchObject(ok(true))
    expect(await own('goods_comment', 'del.goods.comment.item', { goods_comment_id: id })).toMatchObject(ok(true))
    expect(await carey.admin('goods_comment', 'get.goods.comment.item', { goods_comment_id: id })).toMatchObject(ok(null))
  })

  it('is praised once by each, when it is shown', async () => {
    const { world } = carey
    const id = Number(await world.comment(world.user.userId))
    const own = await carey.shopper(await world.person())
    expect(await own('goods_comment', 'add.goods.praise.item', { goods_comment_id: id })).toMatchObject(NOT_THERE)
    await carey.admin('goods_comment', 'set.goods.comment.show', { goods_comment_id: [id], is_show: 1 })
    expect(await own('goods_comment', 'add.goods.praise.item', { goods_comment_id: id })).toMatchObject(ok(true))
    expect(await own('goods_comment', 'add.goods.praise.item', { goods_comment_id: id })).toMatchObject(refused(500, '您已经点过赞了'))
    expect((await carey.guest('goods_comment', 'get.goods.comment.item', { goods_comment_id: id })).data).toMatchObject({ praise: 1 })
  })

  it('is put on top and marked by the staff, each time told', async () => {
    const { world, admin, guest } = carey
    const [first, second] = [Number(await world.comment(world.user.userId)), Number(await world.comment(world.stranger.userId))]
    await admin('goods_comment', 'set.goods.comment.show', { goods_comment_id: [first, second], is_show: 1 })
    const shown = async (): Promise<unknown[]> => rowsIn(await guest('goods_comment', 'get.goods.comment.list', { goods_id: world.goodsId })).map(({ goods_comment_id: id }) => id)
    expect((await shown())[0]).toBe(second)
    expect(await admin('goods_comment', 'set.goods.comment.top', { goods_comment_id: [first, 999_999], is_top: 1 })).toMatchObject(NOT_THERE)
    expect(await admin('goods_comment', 'set.goods.comment.top', { goods_comment_id: [first], is_top: 1 })).toMatchObject(ok(true))
    expect((await shown())[0]).toBe(first)
    expect(await admin('goods_comment', 'set.goods.comment.status', { goods_comment_id: [first], status: 1 })).toMatchObject(ok(true))
    expect(rowsIn(await admin('goods_comment', 'get.goods.comment.list', { status: 1, is_top: 1 }))).toMatchObject([{ goods_comment_id: first }])
    expect(await admin('goods_comment', 'del.goods.comment.item', { goods_comment_id: first })).toMatchObject(ok(true))
    const told = await world.shop.database.db.auditEntry.findMany({ where: { targetKind: 'comment', targetId: String(first) }, orderBy: { id: 'asc' } })
    expect(told.map(({ action }) => action)).toEqual(['comment.show', 'comment.top', 'comment.read', 'comment.delete'])
    const clerk = await carey.member(['goods.view'])
    for (const caller of [clerk, await carey.shopper(world.user), guest]) expect(await caller('goods_comment', 'set.goods.comment.top', { goods_comment_id: [second], is_top: 1 })).toMatchObject(FORBIDDEN)
    expect(await (await carey.shopper(world.user))('goods_comment', 'del.goods.comment.item', { goods_comment_id: second })).toMatchObject(NOT_THERE)
  })
})
