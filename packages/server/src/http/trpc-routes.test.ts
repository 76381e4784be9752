import { describe, expect, it } from 'vitest'
import { openWorld } from '../testing/world.ts'

const world = openWorld()
const CSRF = { 'x-xiaopu-csrf': '1' }
/** Any value of it sends the call down the adapter's road. */
const ADAPTER = { 'trpc-accept': 'application/json' }

interface Call {
  method?: 'GET' | 'POST'
  path: string
  input?: string
  body?: string
  headers?: Record<string, string>
}

async function answer({ method = 'GET', path, input, body, headers = {} }: Call, road: Record<string, string>) {
  const url = `/trpc/${path}${input === undefined ? '' : `?input=${encodeURIComponent(input)}`}`
  const type = method === 'POST' ? { 'content-type': 'application/json' } : {}
  const reply = await world.app.inject({ method, url, headers: { ...type, ...CSRF, ...headers, ...road }, ...(body === undefined ? {} : { payload: body }) })
  return { status: reply.statusCode, type: reply.headers['content-type']?.toString().split(';')[0], body: reply.json() as unknown }
}

describe('a single call is answered as tRPC\'s own adapter answers it', () => {
  it.each<[string, Call]>([
    ['a query', { path: 'shop.payment', input: '{}' }],
    ['a query without input', { path: 'shop.payment' }],
    ['a query whose input is no JSON', { path: 'shop.config', input: '{' }],
    ['a parameter that is missing', { path: 'item.get', input: '{}' }],
    ['a parameter nobody knows', { path: 'item.get', input: '{"goodsId":1,"colour":"red"}' }],
    ['a refusal', { path: 'item.get', input: '{"goodsId":999999}' }],
    ['a mutation', { method: 'POST', path: 'cart.clear', body: '{}' }],
    ['a mutation whose body is no JSON', { method: 'POST', path: 'cart.add', body: '{"goodsId"' }],
    ['a mutation without its session', { method: 'POST', path: 'order.add', body: '{"checkoutToken":"x"}' }],
    ['a mutation by GET', { path: 'cart.clear', input: '{}' }],
    ['a query by POST', { method: 'POST', path: 'shop.config', body: '{}' }],
    ['a procedure nobody has', { path: 'no.such', input: '{}' }],
    ['a name every object has', { path: 'constructor', input: '{}' }],
    ['a page of a stranger', { method: 'POST', path: 'cart.clear', body: '{}', headers: { origin: 'https://evil.example' } }],
  ])('%s', async (_name, call) => {
    const single = await answer(call, {})

    expect(single).toEqual(await answer(call, ADAPTER))
    expect(single.status).toBeLessThan(500)
  })

  it('a session is set by either', async () => {
    for (const road of [{}, ADAPTER]) {
      const reply = await world.app.inject({ method: 'POST', url: '/trpc/user.logout', headers: { 'content-type': 'application/json', ...CSRF, ...road, 'cookie': 'xp_session=gone' }, payload: '{}' })
      expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([401, [expect.stringMatching(/^xp_session=;/), expect.stringMatching(/^xp_signed_in=;/)]])
    }
  })

  it('a session that is used lives on, and its cookies with it', async () => {
    const call = (session: string) => world.app.inject({ method: 'GET', url: '/trpc/user.get?input=%7B%7D', headers: { cookie: `xp_session=${session}` } })
    const { webSession: fresh } = await world.person()
    expect((await call(fresh)).headers['set-cookie']).toBeUndefined()

    const { webSession, userId } = await world.person()
    const weeksAgo = new Date(Date.now() - 20 * 86_400_000)
    await world.shop.database.db.session.updateMany({ where: { userId }, data: { lastUsedAt: weeksAgo } })
    const reply = await call(webSession)
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['set-cookie']).toEqual([expect.stringMatching(/^xp_session=.*Expires=.*HttpOnly/), expect.stringMatching(/^xp_signed_in=1; (?!.*HttpOnly).*Expires=/)])
  })
})
