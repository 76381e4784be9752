import { createHash, randomBytes } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { installSecretKey } from '../secrets/index.ts'
import { carrierOf, carrierSettings, saveCarrierSettings } from './carrier-settings.ts'
import { simulatedCarrier } from './carriers.ts'
import { companyCode, kuaidi100Carrier, kuaidi100Sign } from './kuaidi100.ts'

const test = testDatabase()
const ACCOUNT = { customer: 'CUSTOMER9', key: 'secretKEY' }
const PARCEL = { shippingName: '中通快递', trackingNo: '7854 1029', shippedAt: new Date(), mobile: '13800002059' }
let answer: { status?: number, body: unknown } = { body: {} }
let heard: { method: string | undefined, type: string | undefined, form: URLSearchParams } | null = null
let url = ''

const server = http.createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => { body += chunk.toString() })
  request.on('end', () => {
    heard = { method: request.method, type: request.headers['content-type'], form: new URLSearchParams(body) }
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' })
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
  })
})
beforeAll(async () => {
  installSecretKey(randomBytes(32))
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/poll/query.do`
})
beforeEach(() => { heard = null })
afterAll(() => { server.close() })

const trace = (parcel = PARCEL) => kuaidi100Carrier(ACCOUNT, url).trace(parcel, new Date())

describe('asking 快递100', () => {
  it('is a form signed with param, key and customer in capitals', async () => {
    answer = { body: { message: 'ok', status: '200', state: '3', data: [] } }

    await trace()

    expect([heard?.method, heard?.type?.split(';')[0]]).toEqual(['POST', 'application/x-www-form-urlencoded'])
    const param = heard?.form.get('param') ?? ''
    expect(JSON.parse(param)).toEqual({ com: 'zhongtong', num: '7854 1029', phone: '13800002059', resultv2: '1' })
    expect(heard?.form.get('customer')).toBe('CUSTOMER9')
    expect(heard?.form.get('sign')).toBe(createHash('md5').update(`${param}secretKEYCUSTOMER9`).digest('hex').toUpperCase())
    expect(heard?.form.get('key')).toBeNull()
  })

  it('signs a known text as the provider documents it', () => {
    expect(kuaidi100Sign('{"com":"yuantong","num":"1"}', { customer: 'C', key: 'K' })).toBe(createHash('md5').update('{"com":"yuantong","num":"1"}KC').digest('hex').toUpperCase())
  })

  it('reads state and steps, the newest first, in UTC', async () => {
    answer = { body: { message: 'ok', status: '200', state: '5', ischeck: '0', data: [
      { time: '2026-03-01 09:00:00', ftime: '2026-03-01 09:00:00', context: '已揽收', location: '上海' },
      { time: '2026-03-02 18:30:00', ftime: '2026-03-02 18:30:00', context: '正在派送', location: null },
    ] } }

    expect(await trace()).toEqual({ state: 'delivering', steps: [
      { time: '2026-03-02T10:30:00.000Z', text: '正在派送', location: '' },
      { time: '2026-03-01T01:00:00.000Z', text: '已揽收', location: '上海' },
    ] })
  })

  it.each([['0', 'in_transit'], ['1', 'collected'], ['2', 'problem'], ['3', 'signed'], ['4', 'returned'], ['6', 'returned'], ['14', 'problem'], ['99', 'in_transit']])('state %s is %s', async (state, word) => {
    answer = { body: { status: '200', state, data: [{ time: '2026-03-01 09:00:00', context: 'x' }] } }

    expect((await trace()).state).toBe(word)
  })

  it('takes "nothing found yet" for an answer', async () => {
    answer = { body: { result: false, returnCode: '500', message: '查询无结果，请隔段时间再查' } }

    expect(await trace()).toEqual({ state: 'none', steps: [] })
  })

  it.each([
    ['refuses the sign', { body: { result: false, returnCode: '503', message: '验证签名失败' } }, '503'],
    ['breaks down', { status: 502, body: 'x' }, '502'],
    ['answers something else', { body: '[]' }, 'expected'],
  ])('fails when it %s', async (_case, what, text) => {
    answer = what

    await expect(trace()).rejects.toThrow(text)
  })

  it('does not ask about a carrier it has no word for', async () => {
    await expect(trace({ ...PARCEL, shippingName: '上门自提' })).rejects.toThrow('no word')
    expect(heard).toBeNull()
    expect(['顺丰速运', 'EMS', '邮政快递包裹', '圆通'].map(companyCode)).toEqual(['shunfeng', 'ems', 'youzhengguonei', 'yuantong'])
  })
})

describe('who is asked', () => {
  it('is nobody until the shop chooses; then the simulator or 快递100, whose key is kept sealed', async () => {
    await expect((await carrierOf(test.ctx())).trace(PARCEL, new Date())).rejects.toThrow('nobody knows')
    await saveCarrierSettings(test.ctx(), { kind: 'simulator', customer: '', key: '' })
    expect(await carrierOf(test.ctx())).toBe(simulatedCarrier)

    await expect(saveCarrierSettings(test.ctx(), { kind: 'kuaidi100', customer: 'C', key: '' })).rejects.toMatchObject({ params: { field: 'key' } })
    await expect(saveCarrierSettings(test.ctx(), { kind: 'kuaidi100', customer: '', key: 'K' })).rejects.toMatchObject({ params: { field: 'customer' } })
    await saveCarrierSettings(test.ctx(), { kind: 'kuaidi100', customer: 'C', key: 'very secret' })
    await saveCarrierSettings(test.ctx(), { kind: 'kuaidi100', customer: 'C2', key: '' })

    expect(await carrierSettings(test.ctx())).toEqual({ kind: 'kuaidi100', customer: 'C2', hasKey: true })
    expect(JSON.stringify(await test.db.setting.findMany())).not.toContain('very secret')
    expect(await carrierOf(test.ctx())).not.toBe(simulatedCarrier)
  })
})
