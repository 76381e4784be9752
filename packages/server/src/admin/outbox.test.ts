import { beforeEach, describe, expect, it } from 'vitest'
import { queueMessage } from '@xiaopu/shared/messages'
import { testDatabase } from '@xiaopu/shared/testing'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:20:00Z')
const secretsKey = Buffer.alloc(32, 3)

function desk(permissions = ['*'], sellerId = 0) {
  const ctx = test.ctx({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' }, NOW)
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey, media: NO_MEDIA })
}

const refused = (word: string) => ({ cause: { word } })
const audits = async () => (await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } }))

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "User", "AuditEntry", "OutboundMessage", "MessageChannel", "MessageTemplate" CASCADE`
})

describe('the outbox', () => {
  it('is read and sent again by those who may, and by no seller', async () => {
    await queueMessage(test.ctx(undefined, NOW), { channel: 'mail', recipient: 'ming@example.com', template: 'email_confirm', params: { link: 'https://shop.example/confirm-email?token=abc', hours: 24 } }, { secretsKey })
    const { items: [message] } = await desk(['shop.messages']).outbox.list({ q: 'MING' })

    expect(message).toMatchObject({ recipient: 'ming@example.com', template: 'email_confirm', state: 'queued', attempts: 0, sentAt: '', nextAt: NOW.toISOString() })
    const messageId = message?.id ?? 0
    expect((await desk().outbox.text({ messageId })).body).toContain('token=••••••')
    await desk().outbox.resend({ messageId })
    expect((await audits()).map(({ action, targetName }) => [action, targetName])).toEqual([])
    await test.db.outboundMessage.update({ where: { id: messageId }, data: { state: 'failed' } })
    await desk().outbox.resend({ messageId })
    expect((await audits()).map(({ action, targetName }) => [action, targetName])).toEqual([['outbox.resend', 'ming@example.com']])
    await expect(desk(['users.view']).outbox.list({})).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['*'], 7).outbox.text({ messageId })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['*'], 7).outbox.resend({ messageId })).rejects.toMatchObject(refused('FORBIDDEN'))
  })

  it('leaves no secret of a provider in an answer or the log of changes', async () => {
    const form = { channel: 'mail', provider: 'smtp', language: 'en', smtp: { host: 'mail.example', port: 465, isSecure: true, user: 'shop', from: 'shop@mail.example', password: 'hush hush' }, aliyun: { endpoint: 'https://sms.example', accessKeyId: '', signName: '', accessKeySecret: '' } } as const

    const saved = await desk().outbox.saveChannel(form)

    expect(saved).toMatchObject({ provider: 'smtp', language: 'en', smtp: { host: 'mail.example', hasPassword: true } })
    expect(JSON.stringify([saved, await desk().outbox.channels(), await audits()])).not.toContain('hush')
    expect((await audits()).map(({ action, targetId }) => [action, targetId])).toEqual([['outbox.saveChannel', 'mail']])
  })

  it('changes a text with an audit row', async () => {
    await desk().outbox.saveTemplate({ channel: 'mail', template: 'stock_back', language: 'en', subject: 'Back: {goodsName}', body: '{link}' })

    expect((await desk().outbox.templates()).templates.find((one) => one.template === 'stock_back' && one.language === 'en')).toMatchObject({ subject: 'Back: {goodsName}', isChanged: true })
    expect((await audits()).map(({ action, targetId }) => [action, targetId])).toEqual([['outbox.saveTemplate', 'mail.stock_back.en']])
  })
})

describe('the bookings desk', () => {
  it('lists what is open and answers it', async () => {
    const { id: categoryId } = await test.db.category.create({ data: { name: '茶具' } })
    const goods = await test.db.goods.create({ data: { categoryId, sn: 'K1', snKey: 'k1', name: '石瓢壶', shopPriceFen: 1, stock: 1 } })
    const user = await test.db.user.create({ data: { name: 'zhou', nameKey: 'zhou' } })
    const booking = await test.db.booking.create({ data: { userId: user.id, goodsId: goods.id, quantity: 3, tel: '13800138000', bookedAt: NOW } })
    const { bookings } = desk(['users.bookings'])

    expect((await bookings.list({})).items).toMatchObject([{ id: booking.id, goodsName: '石瓢壶', userName: 'zhou', quantity: 3, stock: 1, isDisposed: false }])
    await bookings.answer({ bookingId: booking.id, note: '下周到货' })
    expect((await bookings.list({})).items).toEqual([])
    expect((await bookings.list({ state: 'closed', q: 'k1' })).items).toMatchObject([{ disposeNote: '下周到货', disposedBy: '许店长' }])
    await expect(bookings.answer({ bookingId: booking.id, note: '再答' })).rejects.toMatchObject(refused('CONFLICT'))
    await expect(desk(['users.view']).bookings.list({})).rejects.toMatchObject(refused('FORBIDDEN'))
    expect((await audits()).map(({ action, targetName }) => [action, targetName])).toEqual([['booking.answer', '石瓢壶']])
  })
})
