import { afterEach, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { addComment, answerComment, countWaitingComments, deleteComment, deskComments, judgeComments, listComments, type NewComment, removeComment } from './index.ts'
import { after, contentWorld, daysBefore, fakePictures, NOON, picture } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 20 })
const { aGoods, bought, ctx, figures, set, shopper } = contentWorld(test)

const STAFF: Actor = { kind: 'staff', staffId: 1, name: '小王', sellerId: 0, permissions: ['*'], ip: '' }
const pictures = fakePictures()
const add = (actor: Actor, idValue: number, input: Partial<NewComment> = {}, now = NOON) => (
  addComment(ctx(actor, now), { commentType: 0, idValue, orderLineId: 0, commentRank: 5, content: '很好用', anonymous: false, ...input }, pictures)
)
const shownOf = async (goodsId: number) => (await listComments(ctx({ kind: 'guest', appId: 0, ip: '' }), { idValue: goodsId, mine: false, filter: 'all', pageNo: 1, pageSize: 20 })).items.map((item) => item.commentId)
const isCommentedOf = async (goodsId: number) => (await test.db.orderLine.findFirstOrThrow({ where: { goodsId } })).isCommented
const isCommented = async (id: number) => (await test.db.orderLine.findUniqueOrThrow({ where: { id } })).isCommented

afterEach(() => set({ commentFactor: 3, commentCheck: true, blockedWords: [] }))

describe('a buyer\'s comment', () => {
  it('waits for approval, and then shows and counts at once', async () => {
    const me = await shopper('张三丰')
    const { goodsId, orderLineId } = await bought(me.userId)

    const { comment, needCheck } = await add(me, goodsId, { commentRank: 4, content: '<b>好</b>' })

    expect(needCheck).toBe(true)
    expect(comment).toMatchObject({ idValue: goodsId, optionsText: '颜色:红', userName: '张***丰', commentRank: 4, content: '<b>好</b>', status: 0, isMine: true, addTime: NOON.toISOString() })
    expect([await shownOf(goodsId), await figures(goodsId), await isCommented(orderLineId)]).toEqual([[], [0, 0], true])

    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'show' })
    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'show' })
    expect([await shownOf(goodsId), await figures(goodsId)]).toEqual([[comment.commentId], [1, 4]])

    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'hide' })
    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'hide' })
    expect([await shownOf(goodsId), await figures(goodsId)]).toEqual([[], [0, 0]])
  })

  it('shows and counts at once where the shop does not check', async () => {
    await set({ commentCheck: false })
    const me = await shopper()
    const { goodsId } = await bought(me.userId)

    const { comment, needCheck } = await add(me, goodsId, { commentRank: 2, anonymous: true })

    expect([needCheck, comment.status, comment.userName, await figures(goodsId)]).toEqual([false, 1, '匿名用户', [1, 2]])
  })

  it('of a package is of one of its products, once for the line', async () => {
    const me = await shopper()
    const { goodsId, orderLineId } = await bought(me.userId)
    const other = await aGoods()
    await test.db.orderLine.update({ where: { id: orderLineId }, data: { goodsId: 0, packageId: 7, packageGoods: [{ goodsId, quantity: 1 }, { goodsId: other, quantity: 2 }] } })

    await expect(add(me, await aGoods(), { orderLineId })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect((await add(me, other, { orderLineId })).comment).toMatchObject({ idValue: other })
    expect(await isCommented(orderLineId)).toBe(true)
    await expect(add(me, goodsId, { orderLineId }, after(60))).rejects.toMatchObject({ word: 'COMMENT_EXISTS' })
  })

  it('is one per order line, the oldest first', async () => {
    const me = await shopper()
    const late = await bought(me.userId, { addedAt: daysBefore(2) })
    const early = await bought(me.userId, { goodsId: late.goodsId, addedAt: daysBefore(9) })

    await add(me, late.goodsId)
    expect([await isCommented(early.orderLineId), await isCommented(late.orderLineId)]).toEqual([true, false])
    await expect(add(me, late.goodsId, { orderLineId: early.orderLineId }, after(60))).rejects.toMatchObject({ word: 'COMMENT_EXISTS' })
    await add(me, late.goodsId, { orderLineId: late.orderLineId }, after(60))
    await expect(add(me, late.goodsId, {}, after(120))).rejects.toMatchObject({ word: 'COMMENT_EXISTS' })
  })

  it('names an own line of that product', async () => {
    const [me, stranger] = [await shopper(), await shopper()]
    const mine = await bought(me.userId)
    const other = await bought(me.userId)
    const theirs = await bought(stranger.userId, { goodsId: mine.goodsId })

    for (const orderLineId of [other.orderLineId, theirs.orderLineId, 999_999]) {
      await expect(add(me, mine.goodsId, { orderLineId })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    }
    await expect(add(me, 999_999)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(add(me, mine.goodsId, { commentType: 1 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('of goods on their way, sent back, never bought or received 180 days ago is refused', async () => {
    const me = await shopper()
    const cases = [
      await bought(me.userId, { shippingStatus: 1 }),
      await bought(me.userId, { returned: 2 }),
      await bought(me.userId, { receivedAt: daysBefore(180) }),
    ]
    for (const { goodsId, orderLineId } of cases) {
      await expect(add(me, goodsId)).rejects.toMatchObject({ word: 'COMMENT_NOT_BOUGHT' })
      await expect(add(me, goodsId, { orderLineId })).rejects.toMatchObject({ word: 'COMMENT_NOT_BOUGHT' })
    }
    await expect(add(me, await aGoods())).rejects.toMatchObject({ word: 'COMMENT_NOT_BOUGHT' })
    const { goodsId } = await bought(me.userId, { receivedAt: new Date(daysBefore(180).getTime() + 1), returned: 1 })
    await expect(add(me, goodsId)).resolves.toMatchObject({ needCheck: true })
  })

  it('sent ten times at once is stored once', async () => {
    const me = await shopper()
    const { goodsId } = await bought(me.userId)

    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => add(me, goodsId)))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await test.db.comment.count({ where: { goodsId } })).toBe(1)
  })

  it('comes 30 seconds after the one before; one that was refused for another reason does not count', async () => {
    const me = await shopper()
    const one = await bought(me.userId)
    const other = await bought(me.userId)

    await expect(add(me, await aGoods())).rejects.toMatchObject({ word: 'COMMENT_NOT_BOUGHT' })
    await add(me, one.goodsId)
    await expect(add(me, other.goodsId, { images: [picture('a.png')] }, after(29))).rejects.toMatchObject({ word: 'RATE_LIMITED', params: { retry_after: 1 } })
    expect(pictures.kept).toEqual([])
    await add(me, other.goodsId, {}, after(30))
  })

  it('with a word the shop does not allow, or a file that is no picture, is refused', async () => {
    await set({ blockedWords: ['假货', 'Scam', ' '] })
    const me = await shopper()
    const { goodsId } = await bought(me.userId)

    for (const content of ['这是假货！', '假 * 货', '假\u200B货', 'what a ＳＣＡＭ']) await expect(add(me, goodsId, { content })).rejects.toMatchObject({ word: 'CONTENT_REJECTED' })
    await expect(add(me, goodsId, { images: [picture('b.png'), picture('virus.exe')] })).rejects.toMatchObject({ word: 'FILE_INVALID' })
    expect([pictures.kept, await isCommentedOf(goodsId)]).toEqual([[], false])
    await add(me, goodsId, { content: '真货, no sc am' })
  })
})

describe('who may comment', () => {
  it('with factor 2 is any buyer who received something, once per product', async () => {
    await set({ commentFactor: 2 })
    const [buyer, guest] = [await shopper(), await shopper()]
    await bought(buyer.userId)
    const other = await aGoods()

    await add(buyer, other)
    await expect(add(buyer, other, {}, after(60))).rejects.toMatchObject({ word: 'COMMENT_EXISTS' })
    await expect(add(guest, other)).rejects.toMatchObject({ word: 'COMMENT_NOT_BOUGHT' })
  })

  it('with factor 0 or 1 is everybody signed in, once per product', async () => {
    const goodsId = await aGoods()
    for (const commentFactor of [0, 1]) {
      await set({ commentFactor })
      const me = await shopper()
      await add(me, goodsId)
      await expect(add(me, goodsId, {}, after(60))).rejects.toMatchObject({ word: 'COMMENT_EXISTS' })
    }
  })
})

describe('deleting', () => {
  it('takes the own comment with its answer and pictures; the line stays commented on', async () => {
    await set({ commentCheck: false })
    const [me, stranger] = [await shopper(), await shopper()]
    const { goodsId, orderLineId } = await bought(me.userId)
    const { comment } = await add(me, goodsId, { images: [picture('x.png'), picture('shared.png')] })
    const twin = await bought(stranger.userId, { goodsId })
    await add(stranger, twin.goodsId, { images: [picture('shared.png')] })
    await answerComment(ctx(STAFF), { id: comment.commentId, reply: '谢谢' })
    expect(await figures(goodsId)).toEqual([2, 10])

    await expect(deleteComment(ctx(stranger), comment, pictures)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect(await deleteComment(ctx(me), comment, pictures)).toEqual({ deleted: true })

    expect([await figures(goodsId), pictures.kept, await isCommented(orderLineId)]).toEqual([[1, 5], ['/media/comments/shared.png'], true])
    await expect(deleteComment(ctx(me), comment, pictures)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(add(me, goodsId, {}, after(60))).rejects.toMatchObject({ word: 'COMMENT_EXISTS' })
  })
})

describe('the desk', () => {
  const filters = { state: 'waiting', about: 'all', rank: 0, withImages: false, unanswered: false, q: '' } as const
  const page = { pageNo: 1, pageSize: 20 }

  it('shows those that wait, oldest first, and a seller\'s own alone', async () => {
    const me = await shopper()
    const [goodsId, theirs] = [await aGoods(), await aGoods(7)]
    for (const id of [goodsId, theirs]) await bought(me.userId, { goodsId: id, sellerId: id === theirs ? 7 : 0 })
    const first = await add(me, goodsId, { commentRank: 1 }, after(-500))
    const second = await add(me, theirs, {}, after(-400))
    const seller: Actor = { ...STAFF, sellerId: 7 }

    const found = await deskComments(ctx(STAFF), { ...filters, q: (await test.db.user.findUniqueOrThrow({ where: { id: me.userId } })).name }, page)
    expect(found.items.map((item) => item.id)).toEqual([first.comment.commentId, second.comment.commentId])
    expect(found.counts).toEqual({ waiting: 2, shown: 0, hidden: 0, all: 2 })
    expect((await deskComments(ctx(seller), filters, page)).items.map((item) => item.id)).toEqual([second.comment.commentId])
    expect(await countWaitingComments(ctx(seller))).toBe(1)
    for (const write of [() => judgeComments(ctx(seller), { ids: [first.comment.commentId], verdict: 'show' }), () => answerComment(ctx(seller), { id: first.comment.commentId, reply: '谢谢' }), () => removeComment(ctx(seller), first.comment.commentId, pictures)]) {
      await expect(write()).rejects.toMatchObject({ word: 'NOT_FOUND' })
    }
  })

  it('answers and deletes; both are in the log', async () => {
    const me = await shopper()
    const { goodsId } = await bought(me.userId)
    const { comment } = await add(me, goodsId, { commentRank: 3 })

    await answerComment(ctx(STAFF, after(10)), { id: comment.commentId, reply: '谢谢' })
    const [own] = (await listComments(ctx(me), { mine: true, filter: 'all', pageNo: 1, pageSize: 1 })).items
    expect([own?.reContent, own?.reAddTime]).toEqual(['谢谢', after(10).toISOString()])
    await judgeComments(ctx(STAFF), { ids: [comment.commentId], verdict: 'show' })
    await removeComment(ctx(STAFF), comment.commentId, pictures)

    expect(await figures(goodsId)).toEqual([0, 0])
    const log = await test.db.auditEntry.findMany({ where: { targetKind: 'comment', targetId: String(comment.commentId) }, orderBy: { id: 'asc' } })
    expect(log.map((row) => [row.action, row.before, row.after])).toEqual([
      ['comment.reply', { reply: '' }, { reply: '谢谢' }],
      ['comment.show', { state: 'waiting' }, { state: 'shown' }],
      ['comment.delete', { content: '很好用', rank: 3, state: 'shown', reply: '谢谢' }, {}],
    ])
  })
})
