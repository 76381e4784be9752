import { NO_MEDIA } from '../testing/no-media.ts'
import { resolveSession } from '@xiaopu/shared/accounts'
import { decrypt } from '@xiaopu/shared/secrets'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../../shared/src/database/testing/test-database.ts'
import type { RequestCtx } from '../context.ts'
import { createCallerFactory } from '../trpc.ts'
import { userRouter } from './user.ts'

const test = testDatabase()
const callerFor = createCallerFactory(userRouter)
const NOON = new Date('2026-03-01T04:00:00.000Z')
const PASSWORD = 'teapot of yixing'

interface Cookie { token: string, expiresAt: Date | null }
let people = 0

/** A caller of one request after another, by one road; what it was told to keep in its cookie is kept. */
function visitor(transport: 'web' | 'gateway', appId = 0) {
  people++
  const cookies: Cookie[] = []
  const ip = `10.20.0.${people}`
  const request = (change: Partial<RequestCtx> = {}): RequestCtx => ({
    ...test.ctx({ kind: 'guest', appId, ip }, NOON),
    requestId: 'r',
    ip,
    transport,
    sessionToken: '',
    isSessionInvalid: false,
    setSessionCookie: (token, expiresAt) => { cookies.push({ token, expiresAt }) },
    baseUrl: 'https://shop.example.com',
    secretsKey: Buffer.alloc(32, 1),
    media: NO_MEDIA,
    ...change,
  })
  return {
    name: `visitor${people}`,
    cookies,
    as: (change?: Partial<RequestCtx>) => callerFor(request(change)),
    async signedIn(token: string) {
      const session = await resolveSession({ sql: test.sql, now: NOON }, token, appId)
      if (!session) return callerFor(request({ isSessionInvalid: true }))
      return callerFor(request({ actor: { kind: 'shopper', ...session, appId, ip } }))
    },
  }
}

const form = (name: string) => ({ userName: name, password: PASSWORD, email: `${name}@example.com`, agreement: true })

describe('the storefront', () => {
  it('gets its session in the cookie, never as text, and loses it when it signs out', async () => {
    const shopper = visitor('web')

    const joined = await shopper.as().signup(form(shopper.name))
    const signedIn = await shopper.as().signin({ userName: shopper.name, password: PASSWORD })

    expect([joined.session, signedIn.session]).toEqual(['', ''])
    expect(shopper.cookies).toEqual([1, 2].map(() => ({ token: expect.stringMatching(/^[\w-]{43}$/), expiresAt: new Date('2026-03-31T04:00:00.000Z') })))
    const api = await shopper.signedIn(shopper.cookies[1]?.token ?? '')
    expect(await api.logout({})).toEqual({ signedOut: 1 })
    expect(shopper.cookies[2]).toEqual({ token: '', expiresAt: null })
    await expect((await shopper.signedIn(shopper.cookies[1]?.token ?? '')).get({})).rejects.toThrow('SESSION_INVALID')
  })

  it('gets a new cookie with a new password', async () => {
    const shopper = visitor('web')
    await shopper.as().signup(form(shopper.name))

    const answer = await (await shopper.signedIn(shopper.cookies[0]?.token ?? '')).password.update({ oldPassword: PASSWORD, newPassword: 'a brand new teapot' })

    expect(answer).toEqual({ session: '', expiresAt: '2026-03-31T04:00:00.000Z', signedOut: 1 })
    const { user } = await (await shopper.signedIn(shopper.cookies[1]?.token ?? '')).get({})
    expect(user.userName).toBe(shopper.name)
  })
})

describe('an outside program', () => {
  it('gets its session as text and no cookie; it works in that app only', async () => {
    const [program, other] = [visitor('gateway', 7), visitor('gateway', 8)]

    const { session } = await program.as().signup(form(program.name))

    expect(session).toMatch(/^[\w-]{43}$/)
    expect(program.cookies).toEqual([])
    expect((await (await program.signedIn(session)).get({})).user.userName).toBe(program.name)
    await expect((await other.signedIn(session)).get({})).rejects.toThrow('SESSION_INVALID')
  })
})

describe('the same account', () => {
  it('signs in with a new password only, after a reset by mail', async () => {
    const shopper = visitor('web')
    await shopper.as().signup(form(shopper.name))
    await shopper.as().forget({ account: `${shopper.name}@example.com` })
    const { bodyCipher } = await test.db.outboundMessage.findFirstOrThrow({ where: { recipient: `${shopper.name}@example.com` } })
    const { link } = JSON.parse(decrypt(Buffer.alloc(32, 1), bodyCipher)) as { link: string }

    const answer = await shopper.as().forget({ code: link.replace('https://shop.example.com/reset-password?token=', ''), newPassword: 'a brand new teapot' })

    expect(answer).toEqual({ sent: false, reset: true, retryAfter: 0 })
    await expect(shopper.as().signin({ userName: shopper.name, password: PASSWORD })).rejects.toThrow('SIGNIN_FAILED')
    expect((await shopper.as().signin({ userName: shopper.name, password: 'a brand new teapot', cartKey: 'k'.repeat(32) })).user.isValidated).toBe(true)
  })
})

describe('addresses and favourites', () => {
  it('are the caller\'s own', async () => {
    const shopper = visitor('gateway')
    const api = await shopper.signedIn((await shopper.as().signup(form(shopper.name))).session)
    await test.db.region.createMany({ data: [
      { id: 1, parentId: 0, name: '中国', level: 0, pinyin: '' }, { id: 2, parentId: 1, name: '上海市', level: 1, pinyin: '' }, { id: 3, parentId: 2, name: '上海市', level: 2, pinyin: '' },
    ] })

    const { address } = await api.address.add({ consignee: '王小明', province: 2, city: 3, address: '外滩 1 号', mobile: '13800138000' })
    await api.address.update({ addressId: address.addressId, addressName: '家' })

    expect(await api.address.get({})).toMatchObject({ items: [{ addressId: address.addressId, addressName: '家', regionText: '上海市', isDefault: true }], totalResults: 1, pageNo: 1, pageSize: 20 })
    expect((await api.address.default({ addressId: address.addressId })).address.isDefault).toBe(true)
    expect(await api.address.delete({ addressId: address.addressId })).toEqual({ deleted: true, defaultId: 0 })
    expect(await api.collects.get({})).toEqual({ items: [], totalResults: 0, pageNo: 1, pageSize: 20 })
    await expect(api.collect.add({ goodsId: 1 })).rejects.toThrow('NOT_FOUND')
    await expect(api.collect.delete({ goodsId: [1] })).rejects.toThrow('NOT_FOUND')
  })

  it('need a session', async () => {
    await expect(visitor('web').as().address.get({})).rejects.toThrow('SESSION_REQUIRED')
    await expect(visitor('web').as().collects.get({})).rejects.toThrow('SESSION_REQUIRED')
  })
})

describe('without signing in', () => {
  it('the form is read, and a forgotten password is asked for', async () => {
    const api = visitor('web').as()

    expect((await api.signupFields({})).signupOpen).toBe(true)
    expect(await api.forget({ account: 'nobody@example.com' })).toEqual({ sent: true, reset: false, retryAfter: 60 })
  })
})

it('what answers or takes credentials is never kept for replay', () => {
  for (const { _def } of [userRouter.signup, userRouter.signin, userRouter.forget, userRouter.password.update]) {
    expect(_def).toMatchObject({ meta: { write: true, isCredential: true } })
  }
})
