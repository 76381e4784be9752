import { createRequire } from 'node:module'
import net from 'node:net'
import { gunzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatGmt8 } from './gmt8.ts'
import { gatewayRoutes } from './routes.ts'
import { type FakeGateway, fakeGateway, publicParams, query, SECRET, signed } from './testing/fake-gateway.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const HELP = query(signed(publicParams('ectouch.shop.help')))
let gateway: FakeGateway
let server: FastifyInstance
let allowsHttp = true

beforeEach(async () => {
  gateway = fakeGateway()
  allowsHttp = true
  server = Fastify({ trustProxy: true })
  await server.register(gatewayRoutes, { gateway, allowHttp: () => allowsHttp, servePage: (_request, reply) => reply.type('text/html').send('<h1>小铺</h1>') })
  server.post('/elsewhere', (request) => request.body)
})

afterEach(async () => { await server.close() })

describe('the addresses', () => {
  it.each(['/', '/router/rest', '/api/entry'])('%s answers GET and POST alike', async (url) => {
    const get = await server.inject({ url: `${url}?${HELP}` })
    expect(get.json()).toEqual({ response: { items: ['配送', '支付'] } })
    const post = await server.inject({ method: 'POST', url, headers: FORM, payload: HELP })
    expect(post.body).toBe(get.body)
    expect(post.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  it('GET / is the web page unless the query holds a call', async () => {
    expect((await server.inject({ url: '/' })).body).toBe('<h1>小铺</h1>')
    expect((await server.inject({ url: '/?utm_source=x' })).body).toBe('<h1>小铺</h1>')
    expect((await server.inject({ method: 'HEAD', url: '/' })).statusCode).toBe(200)
    for (const mark of ['method=x', 'app_key=', 'app_id=1', 'sign']) expect((await server.inject({ url: `/?${mark}` })).body).toContain('error_response')
    expect((await server.inject({ url: '/router/rest' })).body).toContain('<code>40001</code>')
    expect((await server.inject({ method: 'POST', url: '/' })).body).toContain('<code>40001</code>')
  })

  it('leaves the bodies of other routes alone', async () => {
    expect((await server.inject({ method: 'POST', url: '/elsewhere', payload: { a: 1 } })).json()).toEqual({ a: 1 })
  })

  it('a caller who has hung up has no address, but the call has a text for it', async () => {
    server.addHook('onRequest', async (request) => { Object.defineProperty(request, 'ip', { value: undefined }) })
    await server.inject({ url: `/router/rest?${HELP}` })
    expect(gateway.records.map(({ ip }) => ip)).toEqual([''])
  })

  it('query and body together, as TOP\'s PHP client sends them', async () => {
    const { goods_id: goodsId = '', ...rest } = signed(publicParams('ectouch.item.get', { goods_id: '5' }))
    const reply = await server.inject({ method: 'POST', url: `/router/rest?${query(rest)}`, headers: FORM, payload: `goods_id=${goodsId}` })
    expect(reply.json()).toMatchObject({ response: { item: { goods_id: 5 } } })
  })
})

describe('headers', () => {
  it('every answer has a request id, is not stored, and any page may read it', async () => {
    for (const url of [`/?${HELP}`, '/router/rest']) {
      const { headers } = await server.inject({ url })
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'access-control-allow-origin': '*', 'access-control-expose-headers': 'X-Request-Id, Retry-After' })
      expect(headers['x-request-id']).toMatch(/^[0-9a-z]{16,32}$/)
      expect(headers['set-cookie']).toBeUndefined()
    }
    expect(new Set(gateway.records.map(({ requestId }) => requestId)).size).toBe(2)
  })

  it('the request id of the answer is the one in a v=2.0 body', async () => {
    const reply = await server.inject({ url: `/?${query(signed(publicParams('ectouch.shop.help', { v: '2.0' })))}` })
    expect(reply.json().ectouch_shop_help_response.request_id).toBe(reply.headers['x-request-id'])
  })

  it('OPTIONS: 204', async () => {
    const reply = await server.inject({ method: 'OPTIONS', url: '/router/rest', headers: { 'origin': 'https://a.example', 'access-control-request-headers': 'x-a' } })
    expect(reply.statusCode).toBe(204)
    expect(reply.body).toBe('')
    expect(reply.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, POST, OPTIONS', 'access-control-allow-headers': 'x-a' })
    expect(reply.headers['access-control-allow-credentials']).toBeUndefined()
  })

  it('a repeat says so', async () => {
    const url = `/?${query(signed(publicParams('ectouch.cart.add', { goods_id: '1' })))}`
    const [first, second] = [await server.inject({ method: 'POST', url }), await server.inject({ method: 'POST', url })]
    expect(second.rawPayload).toEqual(first.rawPayload)
    expect(first.headers['x-idempotent-replay']).toBeUndefined()
    expect(second.headers['x-idempotent-replay']).toBe('true')
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
  })

  it('a limited call says when to come back, with HTTP 200', async () => {
    gateway.app.rates = { all: { perSecond: 1, burst: 1 } }
    await server.inject({ url: `/?${HELP}` })
    const reply = await server.inject({ url: `/?${HELP}` })
    expect([reply.statusCode, reply.headers['retry-after'], reply.json().error_response.code]).toEqual([200, '1', 50007])
  })

  it.each([['gzip', true], ['gzip, deflate, br', true], ['br;q=1.0, gzip;q=0.8', true], ['*', true], ['gzip;q=0', false], ['br', false], ['', false]])('accept-encoding %j: gzip %s', async (accepted, isZipped) => {
    const reply = await server.inject({ url: `/?${HELP}`, headers: { 'accept-encoding': accepted } })
    expect(reply.headers['content-encoding']).toBe(isZipped ? 'gzip' : undefined)
    const body = isZipped ? gunzipSync(reply.rawPayload).toString() : reply.body
    expect(body).toBe('{"response":{"items":["配送","支付"]}}')
  })
})

describe('what is no call', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE', 'PROPFIND'] as const)('%s: 405', async (method) => {
    const reply = await server.inject({ method: method as 'PUT', url: '/router/rest?format=json' })
    expect(reply.statusCode).toBe(405)
    expect(reply.headers.allow).toBe('GET, POST, OPTIONS')
    if (method !== 'HEAD') expect(reply.json()).toEqual({ error_response: { code: 50002, msg: 'Parameter http_method is not valid', params: { format: 'json' } } })
  })

  it.each(['application/json', 'text/plain', 'nonsense', ''])('a body of type %j', async (type) => {
    const reply = await server.inject({ method: 'POST', url: `/?${HELP}`, headers: { 'content-type': type }, payload: '{"a":1}' })
    expect(reply.statusCode).toBe(200)
    expect(reply.json().error_response.code).toBe(50002)
    expect(gateway.calls).toEqual([])
  })

  it('a URL of more than 8,192 bytes: 414', async () => {
    const fitting = `/?${HELP}&a=`
    const reply = await server.inject({ url: fitting + 'x'.repeat(8193 - fitting.length) })
    expect(reply.statusCode).toBe(414)
    expect(reply.body).toContain('<code>50002</code>')
    expect((await server.inject({ url: fitting + 'x'.repeat(8192 - fitting.length) })).statusCode).toBe(200)
  })

  it('a form of more than 1 MiB, a multipart body of more than 20 MiB: 413', async () => {
    const post = (type: string, size: number, start = '') => server.inject({ method: 'POST', url: '/?format=json', headers: { 'content-type': type }, payload: Buffer.concat([Buffer.from(start), Buffer.alloc(size - start.length, 'x')]) })
    const form = await post(FORM['content-type'], 1024 * 1024 + 1, 'a=')
    expect([form.statusCode, form.json().error_response.code]).toEqual([413, 50002])
    expect((await post(FORM['content-type'], 1024 * 1024, 'a=')).json().error_response.code).toBe(40001)
    expect((await post('multipart/form-data; boundary=B', 20 * 1024 * 1024 + 1)).statusCode).toBe(413)
  })

  it('plain HTTP where it is refused: 403, before anything else', async () => {
    allowsHttp = false
    for (const method of ['GET', 'POST', 'PUT'] as const) {
      const reply = await server.inject({ method, url: `/router/rest?${HELP}` })
      expect([reply.statusCode, reply.json().error_response.code]).toEqual([403, 50005])
    }
    expect((await server.inject({ url: `/?${HELP}`, headers: { 'x-forwarded-proto': 'https' } })).statusCode).toBe(200)
    expect(gateway.calls).toHaveLength(1)
  })

  it('shows no file and no secret among the parameters', async () => {
    const payload = '--B\r\nContent-Disposition: form-data; name="user_password"\r\n\r\nhunter22\r\n--B\r\nContent-Disposition: form-data; name="avatar"; filename="a.png"\r\n\r\nPNG\r\n--B--'
    const reply = await server.inject({ method: 'POST', url: '/?format=json', headers: { 'content-type': 'multipart/form-data; boundary=B' }, payload })
    expect(reply.json().error_response.params).toEqual({ format: 'json', user_password: '***' })
  })
})

describe('over a real line', () => {
  async function listen(): Promise<number> {
    await server.listen({ port: 0, host: '127.0.0.1' })
    const address = server.server.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  interface TopClient {
    timestamp: () => string
    execute: (method: string, params: Record<string, unknown>, type?: string) => Promise<Record<string, unknown>>
  }
  const { default: TopSdk }: { default: new (options: { appkey: string, appsecret: string, REST_URL: string }) => TopClient } = createRequire(import.meta.url)('node-taobao-topclient')

  it.each(['POST', 'GET'])('Taobao\'s own client signs and reads a call by %s', async (type) => {
    const port = await listen()
    const client = new TopSdk({ appkey: '12345678', appsecret: SECRET, REST_URL: `http://127.0.0.1:${port}/router/rest` })
    client.timestamp = () => formatGmt8(gateway.clock.now.getTime())
    const answer = await client.execute('ectouch.message.add', { session: 'test', msg_title: '你好😀', msg_content: 'a=1&b=2+3%', msg_type: '' }, type)
    expect(answer).toMatchObject({ message_id: 1, msg_type: 0, msg_content: 'a=1&b=2+3%' })
    await expect(client.execute('ectouch.cart.add', { goods_id: 404 }, type)).rejects.toMatchObject({ name: 'TOPClientError', code: 50301, sub_code: 'OUT_OF_STOCK' })
  })

  it('fetch uploads a file', async () => {
    const port = await listen()
    const form = new FormData()
    for (const [name, value] of Object.entries(signed(publicParams('ectouch.user.update', { session: 'test', nick_name: '阿明' })))) form.append(name, value)
    form.append('avatar', new Blob(['PNG']), '头像.png')
    const reply = await fetch(`http://127.0.0.1:${port}/api/entry`, { method: 'POST', body: form })
    expect(await reply.json()).toMatchObject({ response: { nick_name: '阿明', bytes: 3 } })
    expect(gateway.calls[0]?.input).toMatchObject({ avatar: { name: '头像.png' } })
  })

  it('the sender of too much gets to read why', async () => {
    const port = await listen()
    const reply = await fetch(`http://127.0.0.1:${port}/?format=json`, { method: 'POST', headers: FORM, body: `a=${'x'.repeat(5 * 1024 * 1024)}` })
    expect([reply.status, reply.headers.get('connection')]).toEqual([413, 'close'])
  })

  it('a sender who hangs up harms nobody', async () => {
    const port = await listen()
    const socket = net.connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na=1')
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    expect((await fetch(`http://127.0.0.1:${port}/?${HELP}`)).status).toBe(200)
    expect(gateway.failures).toEqual([])
  })
})
