import { ERRORS, type ErrorWord } from '@xiaopu/shared/errors'
import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../shared/src/database/testing/test-database.ts'
import { filesDigest } from './once.ts'
import { replayStore } from './replay-store.ts'
import { call, errorOf, type FakeGateway, fakeGateway, incoming, NOW, publicParams, responseOf, send, signed } from './testing/fake-gateway.ts'

const database = testDatabase()
let gateway: FakeGateway

const add = (params: Record<string, string> = {}) => call(gateway, 'ectouch.cart.add', { goods_id: '1', ...params })
const codeOf = (word: ErrorWord) => ERRORS[word].code

beforeEach(() => {
  gateway = fakeGateway()
})

describe('a signed write', () => {
  it('runs once: the repeat gets the same bytes, with a header', async () => {
    const first = await add()
    const second = await add()
    expect(second.body).toBe(first.body)
    expect(second.contentType).toBe(first.contentType)
    expect(first.headers).toEqual({})
    expect(second.headers).toEqual({ 'x-idempotent-replay': 'true' })
    expect(gateway.calls).toHaveLength(1)
    expect(gateway.records.map(({ isRepeat }) => isRepeat)).toEqual([false, true])
  })

  it('is the same call whatever the case of its sign', async () => {
    const params = signed(publicParams('ectouch.cart.add', { goods_id: '1' }))
    await send(gateway, params)
    await send(gateway, { ...params, sign: (params.sign ?? '').toUpperCase() })
    expect(gateway.calls).toHaveLength(1)
  })

  it('runs again with a nonce', async () => {
    await add({ nonce: 'a' })
    await add({ nonce: 'b' })
    expect(gateway.calls).toHaveLength(2)
  })

  it('keeps refusals of the shop, byte for byte in XML too', async () => {
    const first = await add({ goods_id: '404', format: 'xml' })
    expect((await add({ goods_id: '404', format: 'xml' })).body).toBe(first.body)
    expect(first.body).toContain('<code>50301</code>')
    expect(gateway.calls).toHaveLength(1)
    expect((await add({ goods_id: 'x' })).code).toBe(codeOf('PARAM_INVALID'))
    expect((await add({ goods_id: 'x' })).headers).toEqual({ 'x-idempotent-replay': 'true' })
  })

  it.each([['500', 'SYSTEM_ERROR'], ['409', 'CONFLICT']] as const)('with %s runs again after %s', async (goodsId, word) => {
    expect((await add({ goods_id: goodsId })).code).toBe(codeOf(word))
    expect((await add({ goods_id: goodsId })).headers).toEqual({})
    expect(gateway.calls).toHaveLength(2)
    expect(gateway.replays.size).toBe(0)
  })

  it('runs after its session was renewed', async () => {
    const remove = () => call(gateway, 'ectouch.cart.delete', { session: 'soon', rec_id: '1' })
    expect((await remove()).code).toBe(codeOf('SESSION_INVALID'))
    gateway.ports.sessions.resolve = () => ({ kind: 'shopper', userId: 5, sessionId: 50, appId: 1, ip: '' })
    expect((await remove()).code).toBe(0)
  })

  it('is another one with another file', async () => {
    const params = signed(publicParams('ectouch.user.update', { session: 'test' }))
    const upload = (bytes: string) => {
      const parts = Object.entries(params).map(([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      const body = Buffer.from(`${parts.join('')}--B\r\nContent-Disposition: form-data; name="avatar"; filename="a"\r\n\r\n${bytes}\r\n--B--`)
      return send(gateway, {}, incoming({ httpMethod: 'POST', contentType: 'multipart/form-data; boundary=B', body }))
    }
    expect(responseOf(await upload('one'))).toMatchObject({ bytes: 3, run: 1 })
    expect(responseOf(await upload('three'))).toMatchObject({ bytes: 5, run: 2 })
    expect(responseOf(await upload('one'))).toMatchObject({ bytes: 3, run: 1 })
  })

  it('answers CONFLICT while the first run takes too long', async () => {
    gateway.ports.call = () => new Promise(() => {})
    void add()
    const reply = await add()
    expect(errorOf(reply).code).toBe(codeOf('CONFLICT'))
  })

  it('is answered even when its answer cannot be kept; a repeat finds it busy', async () => {
    gateway.ports.replay.finish = async () => { throw new Error('disk full') }
    expect((await add()).code).toBe(0)
    expect(gateway.failures).toHaveLength(1)
    expect((await add()).code).toBe(codeOf('CONFLICT'))
    expect(gateway.calls).toHaveLength(1)
  })
})

describe('calls that are not kept', () => {
  it('reads', async () => {
    await call(gateway, 'ectouch.item.get', { goods_id: '1' })
    const second = await call(gateway, 'ectouch.item.get', { goods_id: '1' })
    expect(second.headers).toEqual({})
    expect(gateway.calls).toHaveLength(2)
  })

  it('those that hand out a session', async () => {
    const signin = () => call(gateway, 'ectouch.user.signin', { user_name: 'ming', password: 'x' })
    expect(responseOf(await signin())).toMatchObject({ run: 1 })
    expect(responseOf(await signin())).toMatchObject({ run: 2 })
    expect(gateway.replays.size).toBe(0)
  })

  it('limited ones: nothing runs', async () => {
    gateway.app.rates = { method: { perSecond: 0.1, burst: 1 } }
    await add({ nonce: '1' })
    expect((await add({ nonce: '2' })).code).toBe(codeOf('RATE_LIMITED'))
    expect(gateway.calls).toHaveLength(1)
    expect(gateway.replays.size).toBe(1)
  })
})

describe('on PostgreSQL', () => {
  it('20 repeats at the same time run once and get the same bytes', async () => {
    gateway.ports.replay = replayStore(database.sql)
    const replies = await Promise.all(Array.from({ length: 20 }, () => add()))
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1)
    expect(replies.filter(({ headers }) => headers['x-idempotent-replay']).length).toBe(19)
    expect(gateway.calls).toHaveLength(1)
    const rows = await database.sql.rows<{ status: string, expiresAt: Date }>('all', 'select "status", "expiresAt" from "IdempotencyRecord"')
    expect(rows).toEqual([{ status: 'done', expiresAt: new Date(NOW.getTime() + 601_000) }])
  })

  it('one that failed is run by the next in line', async () => {
    gateway.ports.replay = replayStore(database.sql)
    await Promise.all(Array.from({ length: 3 }, () => add({ goods_id: '500', nonce: 'pg' })))
    expect(gateway.calls).toHaveLength(3)
  })

  it('a first run that never ends makes the repeat busy', async () => {
    const store = replayStore(database.sql, 60)
    const key = { appId: 2, sign: 'ab', filesDigest: '' }
    expect(await store.begin(key, { now: NOW, expiresAt: NOW })).toEqual({ state: 'first' })
    expect(await store.begin(key, { now: NOW, expiresAt: NOW })).toEqual({ state: 'busy' })
    expect(await store.begin({ ...key, filesDigest: 'x' }, { now: NOW, expiresAt: NOW })).toEqual({ state: 'first' })
    await store.finish(key, { contentType: 'text/xml', body: '<好😀/>' })
    await store.release(key)
    expect(await store.begin(key, { now: NOW, expiresAt: NOW })).toEqual({ state: 'repeat', answer: { contentType: 'text/xml', body: '<好😀/>' } })
  })
})

describe('the digest of files', () => {
  it('tells names, borders and bytes apart', () => {
    const file = (name: string, bytes: string) => ({ name, fileName: 'a', bytes: Buffer.from(bytes) })
    expect(filesDigest([])).toBe('')
    const all = [[file('a', 'xy')], [file('b', 'xy')], [file('a', 'x'), file('a', 'y')], [file('a', 'yx')]].map(filesDigest)
    expect(new Set(all).size).toBe(4)
  })
})
