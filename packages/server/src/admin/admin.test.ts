import { randomBytes } from 'node:crypto'
import os from 'node:os'
import type { AnyRouter } from '@trpc/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { hashPassword } from '@xiaopu/shared/accounts'
import type { Actor } from '@xiaopu/shared/database'
import { mediaStorage } from '@xiaopu/shared/media'
import { audit } from '@xiaopu/shared/staff'
import { testDatabase } from '@xiaopu/shared/testing'
import type { RequestCtx } from '../context.ts'
import { createCallerFactory, type ProcedureMeta, router, staffProcedure } from '../trpc.ts'
import { adminRouter } from './index.ts'
import { isAudited, staffWrite } from './staff-write.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:00:00Z')
const GUEST: Actor = { kind: 'guest', appId: 0, ip: '203.0.113.8' }
const staff = (permissions: string[], staffId = 1): Actor => ({ kind: 'staff', staffId, name: '许店长', sellerId: 0, permissions, ip: '203.0.113.8' })

interface Procedure {
  _def: { type: string, meta?: ProcedureMeta, middlewares: object[], inputs: unknown[], output?: unknown }
}

const anyRouter: AnyRouter = adminRouter
const procedures: [string, Procedure][] = Object.entries(anyRouter._def.procedures)
const caller = createCallerFactory(adminRouter)
let cookie: { token: string, expiresAt: Date | null } | null = null

function requestCtx(actor: Actor, sessionToken = ''): RequestCtx {
  return {
    ...test.ctx(actor, NOW),
    requestId: 't4c8m2x6q0w9k3z7',
    ip: '203.0.113.8',
    transport: 'web',
    sessionToken,
    isSessionInvalid: false,
    setSessionCookie: (token, expiresAt) => { cookie = { token, expiresAt } },
    baseUrl: 'https://shop.example',
    secretsKey: randomBytes(32),
    media: mediaStorage({ kind: 'folder', folder: os.tmpdir() }),
  }
}

/** Signing in and out are nobody's write to anything else; their own tests see their rows. */
const WRITE_THEIR_OWN_ROWS = new Set(['session.signIn', 'session.signOut'])
const FOR_GUESTS = new Set(['session.signIn', 'session.demo'])
const FOR_EVERY_MEMBER = new Set(['session.me', 'session.signOut', 'session.changePassword', 'search.find', 'announcements.own', 'announcements.read'])

async function call(path: string, type: string, ctx: RequestCtx, input: unknown): Promise<unknown> {
  const paths = path.split('.')
  let at: unknown = caller(ctx)
  for (const part of paths) at = typeof at === 'function' || (typeof at === 'object' && at !== null) ? Reflect.get(at, part) : undefined
  if (typeof at !== 'function') throw new Error(`${type} ${path} is none`)
  return at(input)
}

describe('every procedure of the admin', () => {
  it.each(procedures.filter(([, { _def }]) => _def.type === 'mutation').map(([path]) => path))('%s stands on staffWrite: it cannot forget its audit row', (path) => {
    const [, procedure] = procedures.find(([name]) => name === path) ?? []
    expect(WRITE_THEIR_OWN_ROWS.has(path) || isAudited(procedure?._def.middlewares ?? [])).toBe(true)
  })

  it.each(procedures)('%s names its right, and has strict input and an output', (path, { _def }) => {
    expect(FOR_GUESTS.has(path) || FOR_EVERY_MEMBER.has(path) || _def.meta?.permission !== undefined).toBe(true)
    expect(_def.output).toBeDefined()
    const input = _def.inputs[0]
    expect(input).toBeInstanceOf(z.ZodType)
    const loose = input instanceof z.ZodObject && input.def.catchall?._zod.def.type !== 'never'
    expect(loose).toBe(false)
  })

  it.each(procedures.filter(([path]) => !FOR_GUESTS.has(path)))('%s refuses a guest and a shopper', async (path, { _def }) => {
    const shopper: Actor = { kind: 'shopper', userId: 1, sessionId: 1, appId: 0, ip: '' }
    await expect(call(path, _def.type, requestCtx(GUEST), {})).rejects.toMatchObject({ cause: { word: 'SESSION_REQUIRED' } })
    await expect(call(path, _def.type, requestCtx(shopper), {})).rejects.toMatchObject({ cause: { word: 'SESSION_REQUIRED' } })
  })

  it.each(procedures.filter(([, { _def }]) => _def.meta?.permission))('%s refuses a member without its right', async (path, { _def }) => {
    await expect(call(path, _def.type, requestCtx(staff([])), {})).rejects.toMatchObject({ cause: { word: 'FORBIDDEN' } })
  })
})

describe('a write of a member', () => {
  const probe = createCallerFactory(router({
    honest: staffWrite('goods.edit').input(z.void()).output(z.object({})).mutation(async ({ ctx }) => {
      await audit(ctx, { action: 'goods.update', targetKind: 'goods', targetId: 1, targetName: '紫砂西施壶', before: { name: 'a' }, after: { name: 'b' } })
      return {}
    }),
    silent: staffWrite('goods.edit').input(z.void()).output(z.object({})).mutation(() => ({})),
    bare: staffProcedure('goods.edit').input(z.void()).output(z.object({})).mutation(() => ({})),
  }))

  it('that tells carries the request it came with', async () => {
    await probe(requestCtx(staff(['goods.edit']))).honest()
    expect(await test.db.auditEntry.findFirst({ where: { action: 'goods.update' } })).toMatchObject({ staffName: '许店长', requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', before: { name: 'a' }, after: { name: 'b' } })
  })

  it('that keeps silent is a fault, and one on another base is seen by the walk', async () => {
    await expect(probe(requestCtx(staff(['*']))).silent()).rejects.toThrow('silent wrote no audit entry')
    const bare: AnyRouter = router({ bare: staffProcedure('goods.edit').input(z.void()).output(z.object({})).mutation(() => ({})) })
    expect(isAudited(bare._def.procedures.bare._def.middlewares)).toBe(false)
  })
})

describe('a day at the desk', () => {
  beforeEach(async () => {
    await test.db.$executeRaw`TRUNCATE "Role", "Staff", "StaffSession", "AuditEntry", "SigninThrottle", "App", "Setting" CASCADE`
    const role = await test.db.role.create({ data: { name: '店主', permissions: ['*'] } })
    await test.db.staff.create({ data: { id: 1, name: 'xu', nameKey: 'xu', displayName: '许店长', passwordHash: await hashPassword('springtea-2026'), roleId: role.id } })
    cookie = null
  })

  it('begins with a cookie that lasts as long as the browser, or for seven days', async () => {
    await caller(requestCtx(GUEST)).session.signIn({ name: 'xu', password: 'springtea-2026' })
    expect(cookie).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), expiresAt: null })
    await caller(requestCtx(GUEST)).session.signIn({ name: 'xu', password: 'springtea-2026', isRemembered: true })
    expect(cookie).toMatchObject({ expiresAt: new Date('2026-03-25T08:00:00Z') })
    expect(await caller(requestCtx(staff(['*']))).session.me()).toEqual({ staffId: 1, name: 'xu', displayName: '许店长', roleName: '店主', sellerId: 0, permissions: ['*'] })
  })

  it('shows the demo’s sign-in only as long as it opens the door', async () => {
    expect(await caller(requestCtx(GUEST)).session.demo()).toEqual({ name: '', password: '' })
    await test.db.setting.create({ data: { key: 'demo.staff', value: { name: 'xu', password: 'springtea-2026' } } })
    expect(await caller(requestCtx(GUEST)).session.demo()).toEqual({ name: 'xu', password: 'springtea-2026' })
    await test.db.staff.update({ where: { id: 1 }, data: { passwordHash: await hashPassword('my-own-2026') } })
    expect(await caller(requestCtx(GUEST)).session.demo()).toEqual({ name: '', password: '' })
  })

  it('makes an app, changes a setting, and the log tells both', async () => {
    const desk = caller(requestCtx(staff(['*'])))
    const { secret } = await desk.apps.create({ name: '门店收银同步', needsCaptcha: false, scopes: [], ipList: [], rates: {} })
    expect(secret).toMatch(/^[0-9a-f]{32}$/)
    expect(await desk.settings.update({ shopName: '山野茶社' })).toMatchObject({ shopName: '山野茶社', orderUnpaidMinutes: 30 })
    expect(await desk.settings.get()).toMatchObject({ shopName: '山野茶社' })

    const { items } = await desk.audit.list({})
    expect(items.map((row) => `${row.action} ${row.firstField}`)).toEqual(['settings.update shopName', 'app.create key'])
    expect(await desk.audit.get({ id: items[0]?.id ?? 0 })).toMatchObject({ before: { shopName: '小铺' }, after: { shopName: '山野茶社' } })
  })

  it('a setting that will not do changes nothing', async () => {
    const desk = caller(requestCtx(staff(['*'])))
    await expect(desk.settings.update({ shopName: '山野', orderUnpaidMinutes: -1 })).rejects.toThrow()
    expect(await desk.settings.get()).toMatchObject({ shopName: '小铺' })
  })

  it('an app’s defaults and use are known before it ever called', async () => {
    const desk = caller(requestCtx(staff(['*'])))
    const { app } = await desk.apps.create({ name: '门店收银同步', needsCaptcha: true, scopes: ['merchant'], ipList: ['203.0.113.24'], rates: { write: { perSecond: 5, burst: 9 } } })
    expect(await desk.apps.choices()).toMatchObject({ scopes: ['merchant', 'survey'], rates: { all: { perSecond: 100, burst: 200 } } })
    expect(await desk.apps.usage({ id: app.id })).toEqual({ callsToday: 0, failedToday: 0, lastIp: '', peaks: { all: 0, method: 0, write: 0, credential: 0 } })
    expect(await desk.apps.calls({ appId: app.id })).toMatchObject({ items: [], totalResults: 0 })
  })
})
