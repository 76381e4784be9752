import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { createHmac } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { ShopError } from '../errors/index.ts'
import { channelForStaff, type ChannelForm, type Message, messageText, queueMessage, resendMessage, saveChannel, saveTemplate, sendDueMessages, templatesForStaff } from './index.ts'

const test = testDatabase()
const NOON = new Date('2026-03-01T04:00:00.000Z')
const KEY = { secretsKey: Buffer.alloc(32, 9) }
const MINUTE_MS = 60_000
const after = (minutes: number): Date => new Date(NOON.getTime() + minutes * MINUTE_MS)
const lines: string[] = []
const ports = { ...KEY, log: (line: string) => { lines.push(line) } }
const send = (minutes = 0) => sendDueMessages(test.ctx(undefined, after(minutes)), ports)
const closers: (() => void)[] = []
const SMTP = { host: '', port: 465, isSecure: true, user: '', password: '', from: '' }
const ALIYUN = { endpoint: 'https://sms.example', accessKeyId: '', accessKeySecret: '', signName: '' }
const save = (form: Partial<ChannelForm> & Pick<ChannelForm, 'channel' | 'provider'>) => inTransaction(test.ctx(undefined, NOON), (tx) => saveChannel(tx, { language: 'zh-CN', smtp: SMTP, aliyun: ALIYUN, ...form }, KEY))
const refused = async (call: Promise<unknown>) => call.then(() => null, (error: unknown) => (error instanceof ShopError ? [error.word, error.params] : error))

async function queue(message: Partial<Message> = {}): Promise<number> {
  await queueMessage(test.ctx(undefined, NOON), { channel: 'mail', recipient: 'ming@example.com', template: 'password_reset', params: { link: 'https://shop.example/reset-password?token=secret-token', minutes: 30 }, ...message }, KEY)
  return (await test.db.outboundMessage.findFirstOrThrow({ orderBy: { id: 'desc' } })).id
}
const state = async (id: number) => test.db.outboundMessage.findUniqueOrThrow({ where: { id } })

/** A mail server that takes everything; its mails as it read them. */
async function mailServer(answerToRcpt = '250 ok'): Promise<{ port: number, mails: string[] }> {
  const mails: string[] = []
  const server = createTcpServer((socket) => {
    let isData = false
    let text = ''
    socket.write('220 test\r\n')
    socket.on('data', (chunk) => {
      text += chunk.toString()
      while (text.includes('\r\n')) {
        if (isData) {
          const end = text.indexOf('\r\n.\r\n')
          if (end < 0) return
          mails.push(text.slice(0, end))
          text = text.slice(end + 5)
          isData = false
          socket.write('250 queued\r\n')
          continue
        }
        const line = text.slice(0, text.indexOf('\r\n'))
        text = text.slice(line.length + 2)
        if (line === 'DATA') isData = true
        socket.write(line === 'DATA' ? '354 go on\r\n' : line.startsWith('RCPT') ? `${answerToRcpt}\r\n` : '250 ok\r\n')
      }
    })
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  closers.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, mails } // it listens on a port
}

/** A provider of text messages that answers this and keeps what it was sent. */
async function smsServer(answer: { code: string, status?: number }): Promise<{ endpoint: string, forms: URLSearchParams[] }> {
  const forms: URLSearchParams[] = []
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => { body += chunk.toString() })
    request.on('end', () => {
      forms.push(new URLSearchParams(body))
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify({ Code: answer.code, Message: 'said the provider' }))
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  closers.push(() => server.close())
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, forms } // it listens on a port
}

beforeEach(async () => {
  await test.db.outboundMessage.deleteMany()
  await test.db.messageChannel.deleteMany()
  await test.db.messageTemplate.deleteMany()
  lines.length = 0
})
afterAll(() => { for (const close of closers) close() })

describe('without a provider', () => {
  it('a message is logged without its text, once', async () => {
    const id = await queue()

    expect([await send(), await send()]).toEqual([1, 0])

    expect(await state(id)).toMatchObject({ state: 'logged', attempts: 1, sentAt: NOON })
    expect(lines).toEqual([`mail password_reset (${id}) is ready; no provider is set up to send it`])
  })
})

describe('by SMTP', () => {
  const smtp = (port: number) => ({ ...SMTP, host: '127.0.0.1', port, isSecure: false, from: '小铺 <shop@example.com>' })

  it('a mail arrives in the shop\'s language with its values in place', async () => {
    const { port, mails } = await mailServer()
    await save({ channel: 'mail', provider: 'smtp', smtp: smtp(port), language: 'en' })
    const id = await queue({ template: 'new_device', params: { userName: 'ming', device: 'iPhone', ip: '203.0.113.7', at: '2026-03-01T04:00:00.000Z' } })

    await send()

    expect(await state(id)).toMatchObject({ state: 'sent', sentAt: NOON, lastError: '' })
    expect(mails).toHaveLength(1)
    expect(mails[0]).toContain('To: ming@example.com')
    expect(mails[0]).toContain('Subject: A new device signed in')
    expect(mails[0]?.replaceAll('=\r\n', '')).toContain('2026-03-01 12:00: iPhone (203.0.113.7)')
  })

  it('a refused mail is tried again after 1, 5, 15, 60 and 240 minutes, then it has failed', async () => {
    const { port } = await mailServer('550 no such box')
    await save({ channel: 'mail', provider: 'smtp', smtp: smtp(port) })
    const id = await queue()

    const tries: [number, number][] = []
    for (const minutes of [0, 0.5, 1, 5.9, 6, 21, 81, 321, 1000]) tries.push([minutes, await send(minutes)])

    expect(tries.filter(([, count]) => count > 0).map(([minutes]) => minutes)).toEqual([0, 1, 6, 21, 81, 321])
    expect(await state(id)).toMatchObject({ state: 'failed', attempts: 6, sentAt: null, lastError: expect.stringContaining('550 no such box') })
  })

  it('several processes send a mail once', async () => {
    const { port, mails } = await mailServer()
    await save({ channel: 'mail', provider: 'smtp', smtp: smtp(port) })
    for (let count = 0; count < 5; count++) await queue()

    await Promise.all([send(), send(), send()])

    expect(mails).toHaveLength(5)
  })

  it('header lines cannot be smuggled in by a product\'s name', async () => {
    const { port, mails } = await mailServer()
    await save({ channel: 'mail', provider: 'smtp', smtp: smtp(port), language: 'en' })
    await queue({ template: 'stock_back', params: { goodsName: 'Pot\r\nBcc: thief@example.com', price: '¥1.00', link: 'https://shop.example/goods/1' } })

    await send()

    expect(mails[0]?.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m)
  })
})

describe('by the provider of text messages', () => {
  const aliyun = (endpoint: string) => ({ endpoint, accessKeyId: 'id', accessKeySecret: 'key secret', signName: '小铺' })
  const SMS = { channel: 'sms', recipient: '+8613800138000', params: { code: '123456', minutes: 10 } } as const
  const number = (subject: string) => inTransaction(test.ctx(undefined, NOON), (tx) => saveTemplate(tx, { channel: 'sms', template: 'password_reset', language: 'zh-CN', subject, body: '验证码 {code}' }))

  it('the number, the text\'s number and the values are signed', async () => {
    const { endpoint, forms } = await smsServer({ code: 'OK' })
    await save({ channel: 'sms', provider: 'aliyun', aliyun: aliyun(endpoint) })
    await number('SMS_1234')
    const id = await queue(SMS)

    await send()

    expect(await state(id)).toMatchObject({ state: 'sent' })
    const form = Object.fromEntries(forms[0] ?? [])
    expect(form).toMatchObject({ Action: 'SendSms', PhoneNumbers: '13800138000', SignName: '小铺', TemplateCode: 'SMS_1234', TemplateParam: '{"code":"123456","minutes":10}', Timestamp: '2026-03-01T04:00:00Z' })
    const { Signature, ...rest } = form
    const encode = (text: string) => encodeURIComponent(text).replaceAll('*', '%2A').replaceAll('!', '%21').replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('\'', '%27')
    const pairs = Object.keys(rest).sort().map((name) => `${encode(name)}=${encode(rest[name] ?? '')}`).join('&')
    expect(Signature).toBe(createHmac('sha1', 'key secret&').update(`POST&%2F&${encode(pairs)}`).digest('base64'))
  })

  it('a refusal is kept with its word and tried again', async () => {
    const { endpoint } = await smsServer({ code: 'isv.BUSINESS_LIMIT_CONTROL', status: 400 })
    await save({ channel: 'sms', provider: 'aliyun', aliyun: aliyun(endpoint) })
    await number('SMS_1234')
    const id = await queue(SMS)

    await send()

    expect(await state(id)).toMatchObject({ state: 'queued', attempts: 1, nextAt: after(1), lastError: '400 isv.BUSINESS_LIMIT_CONTROL: said the provider' })
  })

  it('a text without a number there is not sent', async () => {
    const { endpoint, forms } = await smsServer({ code: 'OK' })
    await save({ channel: 'sms', provider: 'aliyun', aliyun: aliyun(endpoint) })
    const id = await queue(SMS)

    await send()

    expect([(await state(id)).lastError, forms]).toEqual(['the text has no number at the provider', []])
  })
})

describe('the provider\'s settings', () => {
  it('keep their secrets: never answered, kept when left empty, unreadable in the table', async () => {
    await save({ channel: 'mail', provider: 'smtp', smtp: { ...SMTP, host: 'mail.example', from: 'a@b.example', password: 'hush hush' } })
    const { before, after: view } = await save({ channel: 'mail', provider: 'smtp', smtp: { ...SMTP, host: 'mail2.example', from: 'a@b.example' } })

    expect(view.smtp).toEqual({ host: 'mail2.example', port: 465, isSecure: true, user: '', from: 'a@b.example', hasPassword: true })
    expect(JSON.stringify([before, view, await channelForStaff(test.ctx(), 'mail', KEY), await test.db.messageChannel.findMany()])).not.toContain('hush')
  })

  it('name what is missing or does not belong together', async () => {
    expect(await refused(save({ channel: 'mail', provider: 'aliyun' }))).toEqual(['PARAM_INVALID', { field: 'provider' }])
    expect(await refused(save({ channel: 'mail', provider: 'smtp' }))).toEqual(['PARAM_INVALID', { field: 'smtp.host' }])
    expect(await refused(save({ channel: 'sms', provider: 'aliyun', aliyun: { ...ALIYUN, endpoint: 'file:///etc/passwd' } }))).toEqual(['PARAM_INVALID', { field: 'aliyun.endpoint' }])
    expect(await refused(save({ channel: 'sms', provider: 'aliyun', aliyun: { ...ALIYUN, accessKeyId: 'id' } }))).toEqual(['PARAM_INVALID', { field: 'aliyun.accessKeySecret' }])
  })
})

describe('the texts', () => {
  const write = (body: string, subject = '新密码') => inTransaction(test.ctx(undefined, NOON), (tx) => saveTemplate(tx, { channel: 'mail', template: 'password_reset', language: 'zh-CN', subject, body }))

  it('are there in both languages for every message and way', async () => {
    const texts = await templatesForStaff(test.ctx())

    expect(texts.filter(({ language }) => language === 'en').length).toBe(texts.filter(({ language }) => language === 'zh-CN').length)
    expect(texts.every(({ body, subject, channel }) => body !== '' && (channel === 'sms' || subject !== ''))).toBe(true)
  })

  it('are the merchant\'s once written, and the shop\'s again once emptied', async () => {
    const id = await queue()
    await write('点这里 {link}')
    expect(await messageText(test.ctx(), id, KEY)).toMatchObject({ subject: '新密码', body: expect.stringMatching(/^点这里 https:/) })

    await write('')
    expect((await messageText(test.ctx(), id, KEY)).subject).toBe('重置密码')
  })

  it('name only values the message has', async () => {
    expect(await refused(write('{passwort}'))).toEqual(['PARAM_INVALID', { field: 'body' }])
    expect(await refused(write('{link}', '{code2}'))).toEqual(['PARAM_INVALID', { field: 'subject' }])
    expect(await refused(write('{link}', ' '))).toEqual(['PARAM_INVALID', { field: 'subject' }])
  })
})

describe('the outbox', () => {
  it('shows no secret of a message somebody else gets, and all of one that only the log got', async () => {
    const id = await queue()
    expect(await messageText(test.ctx(), id, KEY)).toMatchObject({ isMasked: true, body: expect.not.stringContaining('secret-token') })

    await send()
    expect(await messageText(test.ctx(), id, KEY)).toMatchObject({ isMasked: false, body: expect.stringContaining('token=secret-token') })
    expect((await state(id)).bodyCipher).not.toContain('secret-token')
  })

  it('sends again what failed', async () => {
    const id = await queue()
    await test.db.outboundMessage.update({ where: { id }, data: { state: 'failed', attempts: 6, lastError: 'no' } })

    const change = await inTransaction(test.ctx(undefined, after(500)), (tx) => resendMessage(tx, id))
    await send(500)

    expect(change).toEqual({ name: 'ming@example.com', before: { state: 'failed' }, after: { state: 'queued' } })
    expect(await state(id)).toMatchObject({ state: 'logged', attempts: 1, lastError: '' })
    expect(await refused(inTransaction(test.ctx(), (tx) => resendMessage(tx, 999_999)))).toEqual(['NOT_FOUND', {}])
  })
})
