import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { appUsage, type CallFilter, createApp, findCall, type IssuedApp, listCalls, recordCalls } from './index.ts'

const test = testDatabase()
const ports = { secretsKey: randomBytes(32) }
const NOW = new Date('2026-03-18T08:18:52Z')
const staff = (sellerId = 0): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions: ['*'], ip: '' })
const ctx = (sellerId = 0) => test.ctx(staff(sellerId), NOW)
const NONE: CallFilter = { appId: 0, method: '', requestId: '', outcome: 'all', code: 0, from: '', to: '', pageNo: 1, pageSize: 20 }

let issued: IssuedApp

function call(change: Record<string, unknown>) {
  return { requestId: 'r', dialect: 'ectouch', appId: issued.app.id, appKey: issued.app.key, method: 'ectouch.items.get', code: 0, durationMs: 2.4, ip: '203.0.113.24', params: {}, at: NOW, ...change }
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex').toUpperCase()

beforeAll(async () => {
  issued = await createApp(ctx(), { name: '门店收银同步', needsCaptcha: false, scopes: [], ipList: [], rates: {} }, ports)
})

describe('the call log', () => {
  it('takes a batch at once and is searched by method, outcome, code and time', async () => {
    await recordCalls(test.sql, [])
    await recordCalls(test.sql, [
      call({ requestId: 'a', params: { keywords: '桂花 乌龙', n: '1' } }),
      call({ requestId: 'b', code: 40005, params: { sign: 'AB12' }, at: new Date(NOW.getTime() + 1000) }),
      call({ requestId: 'c', method: 'ectouch.item.sku.update', durationMs: 900.4, at: new Date(NOW.getTime() + 2000) }),
      call({ requestId: 'd', ip: '198.51.100.7', appId: 0, appKey: '11111111', code: 40002, at: new Date(NOW.getTime() + 3000) }),
    ])
    const ids = async (filter: Partial<CallFilter>) => (await listCalls(ctx(), { ...NONE, ...filter })).items.map((one) => one.requestId)

    expect(await ids({})).toEqual(['d', 'c', 'b', 'a'])
    expect(await ids({ appId: issued.app.id })).toEqual(['c', 'b', 'a'])
    expect(await ids({ method: 'ectouch.item.' })).toEqual(['c'])
    expect(await ids({ outcome: 'failed' })).toEqual(['d', 'b'])
    expect(await ids({ outcome: 'ok' })).toEqual(['c', 'a'])
    expect(await ids({ code: 40005 })).toEqual(['b'])
    expect(await ids({ requestId: 'a' })).toEqual(['a'])
    expect(await ids({ ip: '198.51.100.7' })).toEqual(['d'])
    expect(await ids({ sign: 'ab12' })).toEqual(['b'])
    expect(await ids({ slowMs: 900 })).toEqual(['c'])
    expect(await ids({ from: '2026-03-18T08:18:54.000Z', to: '2026-03-18T08:18:55.000Z' })).toEqual(['c'])
    expect(await listCalls(ctx(), { ...NONE, pageSize: 1, pageNo: 4 })).toMatchObject({ totalResults: 4, items: [{ appName: '门店收银同步', durationMs: 2, params: { keywords: '桂花 乌龙', n: '1' } }] })
    expect((await listCalls(ctx(7), NONE)).items).toEqual([])
  })

  it('counts the day and the busiest second', async () => {
    expect(await appUsage(ctx(), issued.app.id, { write: ['ectouch.item.sku.update'], credential: [] })).toEqual({
      callsToday: 3,
      failedToday: 1,
      lastIp: '203.0.113.24',
      peaks: { all: 1, method: 1, write: 1, credential: 0 },
    })
  })
})

describe('a failed call', () => {
  const params = (change: Record<string, string> = {}) => ({ app_key: issued.app.key, format: 'json', keywords: '桂花 乌龙', method: 'ectouch.items.get', timestamp: '2026-03-18 16:18:52', v: '1.0', ...change })
  const text = (keywords: string) => `app_key${issued.app.key}formatjsonkeywords${keywords}methodectouch.items.gettimestamp2026-03-18 16:18:52v1.0`

  async function found(change: Record<string, unknown>) {
    const requestId = randomBytes(8).toString('hex')
    await recordCalls(test.sql, [call({ code: 40005, requestId, ...change })])
    const [row] = (await listCalls(ctx(), { ...NONE, requestId })).items
    return (await findCall(ctx(), row?.id ?? 0, ports)).finding
  }

  it('whose values were URL-encoded before signing is explained with both texts and both signs', async () => {
    const signed = text(encodeURIComponent('桂花 乌龙'))
    const sign = md5(issued.secret + signed + issued.secret)

    expect(await found({ params: params({ sign }) })).toEqual({
      cause: 'sign_encoded',
      details: {},
      signedText: signed,
      expectedText: text('桂花 乌龙'),
      receivedSign: sign,
      expectedSign: md5(issued.secret + text('桂花 乌龙') + issued.secret),
    })
  })

  it.each([
    ['the secret missing at the end', () => md5(issued.secret + text('桂花 乌龙')), 'sign_tail_missing'],
    ['a plus for the space', () => md5(issued.secret + text('桂花+乌龙') + issued.secret), 'sign_plus'],
    ['another secret', () => md5(`old${text('桂花 乌龙')}old`), 'sign_secret'],
  ])('with %s', async (_case, sign, cause) => {
    expect(await found({ params: params({ sign: sign() }) })).toMatchObject({ cause })
  })

  it('that the log holds only in part is not guessed at', async () => {
    expect(await found({ params: params({ session: '***', sign: 'X' }) })).toMatchObject({ cause: 'sign_cut', expectedSign: '' })
  })

  it('with a clock that is wrong, another zone, or no time at all', async () => {
    expect(await found({ code: 40003, params: params({ timestamp: '2026-03-18 16:38:52' }) })).toMatchObject({ cause: 'timestamp_off', details: { seconds: '1200' } })
    expect(await found({ code: 40003, params: params({ timestamp: '2026-03-18 08:18:52' }) })).toMatchObject({ cause: 'timestamp_zone', details: { seconds: '-28800' } })
    expect(await found({ code: 40003, params: params({ timestamp: '1773821932' }) })).toMatchObject({ cause: 'timestamp_form' })
  })

  it('of an app that is not there, or not from here', async () => {
    expect(await found({ code: 40002, appKey: '11111111' })).toMatchObject({ cause: 'app_unknown' })
    expect(await found({ code: 40002 })).toMatchObject({ cause: 'app_ip', details: { ip: '203.0.113.24' } })
  })
})
