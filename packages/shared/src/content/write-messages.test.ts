import { afterEach, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { addMessage, answerMessage, approveMessage, deleteMessage, deskMessages, listMessages, type MessagesInput, type NewMessage, removeMessage } from './index.ts'
import { after, contentWorld, fakePictures, NOON, picture } from './testing/fixture.ts'

const test = testDatabase()
const { bought, ctx, set, shopper } = contentWorld(test)

const STAFF: Actor = { kind: 'staff', staffId: 1, name: '小王', sellerId: 0, permissions: ['*'], ip: '' }
const GUEST: Actor = { kind: 'guest', appId: 0, ip: '' }
const DAY_SECONDS = 86_400
const pictures = fakePictures()
const add = (actor: Actor, input: Partial<NewMessage> = {}, now = NOON) => addMessage(ctx(actor, now), { area: 'mine', msgType: 0, msgTitle: '请问', msgContent: '还有货吗', ...input }, pictures)
const list = (actor: Actor, input: Partial<MessagesInput> = {}) => listMessages(ctx(actor), { area: 'mine', pageNo: 1, pageSize: 20, ...input })
const titles = async (actor: Actor, input: Partial<MessagesInput> = {}) => (await list(actor, input)).items.map((item) => item.msgTitle)

afterEach(() => set({ messageBoard: false, messageCheck: true, blockedWords: [] }))

describe('a message to the shop', () => {
  it('is seen by its writer at once, with the answer that comes', async () => {
    const [me, stranger] = [await shopper('bob'), await shopper()]
    const { message } = await add(me, { msgType: 2, messageImg: picture('m.png') })

    expect(message).toEqual({ msgId: message.msgId, msgType: 2, msgTitle: '请问', msgContent: '还有货吗', messageImg: '/media/messages/m.png', userName: 'bob', orderSn: '', status: 1, isMine: true, msgTime: NOON.toISOString(), reContent: '', reTime: '' })
    await answerMessage(ctx(STAFF, after(60)), { id: message.msgId, reply: '有的' })
    expect((await list(me)).items).toEqual([{ ...message, reContent: '有的', reTime: after(60).toISOString() }])
    expect((await list(stranger)).items).toEqual([])
    await expect(list(GUEST)).rejects.toMatchObject({ word: 'SESSION_REQUIRED' })
  })

  it('about an order is listed with that order alone', async () => {
    const [me, stranger] = [await shopper(), await shopper()]
    const [{ orderSn }, theirs] = [await bought(me.userId), await bought(stranger.userId)]
    await add(me, { orderSn, msgTitle: '订单' })
    await add(me, { msgType: 4, msgTitle: '求购' }, after(30))

    expect([await titles(me), await titles(me, { orderSn }), await titles(me, { msgType: 4 }), await titles(me, { msgType: 5 })]).toEqual([['求购'], ['订单'], ['求购'], []])
    await expect(list(me, { orderSn: theirs.orderSn })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(add(me, { orderSn: theirs.orderSn })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('comes 30 seconds after the one before, and 20 times a day', async () => {
    const me = await shopper()
    for (let sent = 0; sent < 20; sent++) await add(me, {}, after(sent * 30))

    await expect(add(me, {}, after(19 * 30 + 29))).rejects.toMatchObject({ word: 'RATE_LIMITED' })
    await expect(add(me, {}, after(DAY_SECONDS - 1))).rejects.toMatchObject({ word: 'RATE_LIMITED', params: { retry_after: 1 } })
    await add(me, {}, after(DAY_SECONDS))
  })

  it('with a word that is not allowed in title or text, or with what is no picture, is refused', async () => {
    await set({ blockedWords: ['假货'] })
    const me = await shopper()

    await expect(add(me, { msgTitle: '假货' })).rejects.toMatchObject({ word: 'CONTENT_REJECTED' })
    await expect(add(me, { msgContent: '都是假 货' })).rejects.toMatchObject({ word: 'CONTENT_REJECTED' })
    await expect(add(me, { messageImg: picture('virus.exe') })).rejects.toMatchObject({ word: 'FILE_INVALID' })
    expect(await titles(me)).toEqual([])
  })
})

describe('the board', () => {
  it('is closed until the shop opens it', async () => {
    const me = await shopper()
    await expect(list(GUEST, { area: 'board' })).rejects.toMatchObject({ word: 'FEATURE_OFF' })
    await expect(add(me, { area: 'board' })).rejects.toMatchObject({ word: 'FEATURE_OFF' })
  })

  it('shows approved messages with masked names', async () => {
    await set({ messageBoard: true })
    const me = await shopper('alice')
    const { orderSn } = await bought(me.userId)
    await expect(add(me, { area: 'board', orderSn })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'order_sn' } })
    const { message } = await add(me, { area: 'board', msgTitle: '大家好' })
    const own = await add(me, { msgTitle: '只给商家' }, after(30))

    expect([message.status, await titles(GUEST, { area: 'board' }), await titles(me)]).toEqual([0, [], ['只给商家', '大家好']])
    await approveMessage(ctx(STAFF), { id: message.msgId, isApproved: true })
    const [shown] = (await list(GUEST, { area: 'board' })).items
    expect([shown?.msgTitle, shown?.userName, shown?.isMine]).toEqual(['大家好', 'a***e', false])
    await expect(approveMessage(ctx(STAFF), { id: own.message.msgId, isApproved: true })).rejects.toMatchObject({ word: 'PARAM_INVALID' })
    await approveMessage(ctx(STAFF), { id: message.msgId, isApproved: false })
    expect(await titles(GUEST, { area: 'board' })).toEqual([])
  })

  it('shows messages at once where the shop does not check', async () => {
    await set({ messageBoard: true, messageCheck: false })
    const { message } = await add(await shopper(), { area: 'board', msgTitle: '你好' })
    expect([message.status, await titles(GUEST, { area: 'board' })]).toEqual([1, ['你好']])
  })
})

describe('deleting', () => {
  it('takes a message with its answer and picture', async () => {
    const [me, stranger] = [await shopper(), await shopper()]
    const { message: { msgId: messageId } } = await add(me, { messageImg: picture('gone.png') })

    await expect(deleteMessage(ctx(stranger), { messageId }, pictures)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect(await deleteMessage(ctx(me), { messageId }, pictures)).toEqual({ deleted: true })
    expect(await test.db.message.count({ where: { id: messageId } })).toBe(0)
    expect(pictures.kept).not.toContain('/media/messages/gone.png')
    await expect(deleteMessage(ctx(me), { messageId }, pictures)).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('only hides a complaint or a case the shop has not answered within 7 days', async () => {
    const [complaint, aftersale] = [1, 3]
    const kept = async (msgType: number, at: Date, isAnswered: boolean): Promise<boolean> => {
      const me = await shopper()
      const { message: { msgId: messageId } } = await add(me, { msgType })
      if (isAnswered) await answerMessage(ctx(STAFF), { id: messageId, reply: '好' })
      await deleteMessage(ctx(me, at), { messageId }, pictures)
      expect(await titles(me)).toEqual([])
      await expect(deleteMessage(ctx(me, at), { messageId }, pictures)).rejects.toMatchObject({ word: 'NOT_FOUND' })
      return await test.db.message.count({ where: { id: messageId } }) === 1
    }
    const [early, late] = [after(7 * DAY_SECONDS - 1), after(7 * DAY_SECONDS)]
    expect([await kept(complaint, early, false), await kept(aftersale, early, false)]).toEqual([true, true])
    expect([await kept(complaint, late, false), await kept(aftersale, early, true), await kept(2, early, false)]).toEqual([false, false, false])
  })
})

describe('the desk', () => {
  it('lists what has no answer, and to a seller\'s staff what is about its orders', async () => {
    const me = await shopper('desk-member')
    const { orderSn } = await bought(me.userId, { sellerId: 7 })
    const general = await add(me, { msgTitle: '一般' })
    const aboutOrder = await add(me, { orderSn, msgTitle: '订单' }, after(30))
    const seller: Actor = { ...STAFF, sellerId: 7 }
    const filters = { state: 'unanswered', area: '', kind: -1, q: 'desk-member' } as const
    const page = { pageNo: 1, pageSize: 20 }

    expect((await deskMessages(ctx(STAFF), filters, page)).items.map((item) => item.title)).toEqual(['订单', '一般'])
    expect((await deskMessages(ctx(seller), filters, page)).items.map((item) => item.title)).toEqual(['订单'])
    await expect(answerMessage(ctx(seller), { id: general.message.msgId, reply: '好' })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(removeMessage(ctx(seller), general.message.msgId, pictures)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await answerMessage(ctx(seller), { id: aboutOrder.message.msgId, reply: '好' })
    await removeMessage(ctx(STAFF), general.message.msgId, pictures)
    expect((await deskMessages(ctx(STAFF), filters, page)).counts).toEqual({ unanswered: 0, waiting: 0, answered: 1, all: 1 })
    const log = await test.db.auditEntry.findMany({ where: { targetKind: 'message' }, orderBy: { id: 'desc' }, take: 2 })
    expect(log.map((row) => [row.action, row.targetName])).toEqual([['message.delete', '一般'], ['message.reply', '订单']])
  })
})
