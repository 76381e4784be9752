import { type AnyRouter, TRPCError } from '@trpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { ERRORS } from '@xiaopu/shared/errors'
import { adminRouter } from '../admin/index.ts'
import type { RequestCtx } from '../context.ts'
import { buildRegistry, type GatewayOperation } from '../gateway/index.ts'
import { STAFF_COOKIE, STORE_COOKIE } from '../http/session-cookie.ts'
import { PERMISSIONS } from '../permissions.ts'
import { storeRouter } from '../store/index.ts'
import { createCallerFactory, type ProcedureMeta, refusalOf } from '../trpc.ts'
import type { Params } from '../testing/gateway-client.ts'
import { openWorld } from '../testing/world.ts'

const world = openWorld()

type Face = 'store' | 'admin'
type Outcome = 'admitted' | 'SESSION_REQUIRED' | 'SESSION_INVALID' | 'FORBIDDEN'
interface Procedure { face: Face, path: string, type: string, meta: ProcedureMeta }

const FACES: Record<Face, { router: AnyRouter, prefix: string, cookie: string }> = {
  store: { router: storeRouter, prefix: '/trpc', cookie: STORE_COOKIE.name },
  admin: { router: adminRouter, prefix: '/admin/trpc', cookie: STAFF_COOKIE.name },
}

function proceduresOf(face: Face): Procedure[] {
  const all: Record<string, { _def: { type: string, meta?: ProcedureMeta } }> = FACES[face].router._def.procedures // tRPC types it as any
  return Object.entries(all).map(([path, { _def }]) => ({ face, path, type: _def.type, meta: _def.meta ?? {} }))
}

const PROCEDURES = [...proceduresOf('store'), ...proceduresOf('admin')]

const CALLERS = ['guest', 'shopper', 'shopper with a dead session', 'staff without rights', 'staff with every other right', 'staff with the one right', 'owner', 'dead staff session'] as const
type Caller = (typeof CALLERS)[number]

/** Text that no input takes, so that whoever is let in changes nothing either. */
const NO_INPUT = { 'no such field': true }
const sessions = new Map<string, string>()

beforeAll(async () => {
  const { user, deadWebSession, staff, shop } = world
  sessions.set('guest', '').set('shopper', user.webSession).set('shopper with a dead session', deadWebSession)
  sessions.set('staff without rights', await staff([])).set('owner', await staff(['*']))
  for (const right of PERMISSIONS) {
    sessions.set(`only ${right}`, await staff([right]))
    sessions.set(`all but ${right}`, await staff(PERMISSIONS.filter((other) => other !== right)))
  }
  sessions.set('dead staff session', await staff(['*']))
  const dead = await shop.database.db.staffSession.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await shop.database.db.staffSession.update({ where: { id: dead.id }, data: { endedAt: new Date() } })
})

function sessionOf(caller: Caller, { permission }: ProcedureMeta): string {
  const name = caller === 'staff with the one right' ? (permission ? `only ${permission}` : 'staff without rights') : caller === 'staff with every other right' ? `all but ${permission ?? 'goods.view'}` : caller
  const session = sessions.get(name)
  if (session === undefined) throw new Error(`no session for ${name}`)
  return session
}

const isMember = (caller: Caller): boolean => caller.startsWith('staff') || caller === 'owner'

/** What the rules of the base procedures promise. A session of one face is none at the other. */
function promised({ face, meta: { auth, permission, scope } }: Procedure, caller: Caller): Outcome {
  if (auth === 'none') return 'admitted'
  if (face === 'store') {
    if (caller !== 'guest' && caller !== 'shopper') return 'SESSION_INVALID'
    if (scope) return 'FORBIDDEN'
    if (caller === 'shopper') return 'admitted'
    return auth === 'optional' ? 'admitted' : 'SESSION_REQUIRED'
  }
  if (!isMember(caller)) return caller === 'guest' ? 'SESSION_REQUIRED' : 'SESSION_INVALID'
  if (!permission || caller === 'owner' || caller === 'staff with the one right') return 'admitted'
  return 'FORBIDDEN'
}

/** An input that is refused was looked at: the caller had been let in. */
function outcomeOf(word: string): Outcome {
  if (word === 'PARAM_INVALID' || word === 'PARAM_MISSING') return 'admitted'
  if (word === 'SESSION_REQUIRED' || word === 'SESSION_INVALID' || word === 'FORBIDDEN') return word
  throw new Error(`neither let in nor refused: ${word}`)
}

async function overHttp({ face, path, type }: Procedure, session: string): Promise<{ status: number, outcome: Outcome }> {
  const { prefix, cookie } = FACES[face]
  const cookies: Record<string, string> = session === '' ? {} : { [cookie]: session }
  const reply = type === 'query'
    ? await world.app.inject({ url: `${prefix}/${path}?input=${encodeURIComponent(JSON.stringify(NO_INPUT))}`, cookies })
    : await world.app.inject({ method: 'POST', url: `${prefix}/${path}`, headers: { 'x-xiaopu-csrf': '1' }, cookies, payload: NO_INPUT })
  const body: { error?: { data: { word: string } } } = reply.json()
  if (!body.error) throw new Error(`${path} took an input that is none: ${reply.body}`)
  return { status: reply.statusCode, outcome: outcomeOf(body.error.data.word) }
}

/** A program as such has no road to the procedures but the gateway; this is what it would meet behind it. */
async function asApp({ face, path }: Procedure): Promise<Outcome> {
  const { programs, shop } = world
  const actor: Actor = { kind: 'app', appId: programs.full.id, sellerId: 0, ip: '' }
  const ctx: RequestCtx = {
    ...shop.systemCtx(), actor, requestId: 'r', ip: '', transport: 'gateway', sessionToken: '', isSessionInvalid: false,
    setSessionCookie: () => undefined, baseUrl: shop.baseUrl, secretsKey: shop.secretsKey, media: shop.media,
  }
  let at: unknown = face === 'store' ? createCallerFactory(storeRouter)(ctx) : createCallerFactory(adminRouter)(ctx)
  for (const part of path.split('.')) at = typeof at === 'function' || (typeof at === 'object' && at !== null) ? Reflect.get(at, part) : undefined
  if (typeof at !== 'function') throw new Error(`${path} is none`)
  const call: (input: unknown) => Promise<unknown> = (input) => Promise.resolve(Reflect.apply(at, undefined, [input]))
  return call(NO_INPUT).then(() => 'admitted', (error: unknown) => {
    if (error instanceof TRPCError) return outcomeOf(refusalOf(error).word)
    throw error
  })
}

it('every procedure says who may call it', () => {
  expect(PROCEDURES.filter(({ meta }) => meta.auth === undefined).map(({ path }) => path)).toEqual([])
  expect(PROCEDURES.filter(({ face, meta }) => face === 'store' && meta.permission !== undefined).map(({ path }) => path)).toEqual([])
  expect(PROCEDURES.filter(({ face, meta }) => face === 'admin' && (meta.method !== undefined || meta.auth === 'optional')).map(({ path }) => path)).toEqual([])
})

describe.each(PROCEDURES)('$face $path', (procedure) => {
  it('lets in whom it promises, and nobody changes a row', async () => {
    const before = await world.rows()
    const met: Record<string, Outcome> = {}
    const statuses: Record<string, number> = {}
    for (const caller of CALLERS) {
      const { status, outcome } = await overHttp(procedure, sessionOf(caller, procedure.meta))
      met[caller] = outcome
      if (outcome !== 'admitted') statuses[caller] = status
    }
    expect(met).toEqual(Object.fromEntries(CALLERS.map((caller) => [caller, promised(procedure, caller)])))
    for (const [caller, status] of Object.entries(statuses)) expect([caller, status]).toEqual([caller, met[caller] === 'FORBIDDEN' ? ERRORS.FORBIDDEN.http : ERRORS.SESSION_REQUIRED.http])
    expect(await asApp(procedure)).toBe(procedure.meta.auth === 'required' ? 'SESSION_REQUIRED' : 'admitted')
    expect(await world.rows()).toEqual(before)
  })
})

describe('a write of the site without the header of our own pages', () => {
  it.each(PROCEDURES.filter(({ type }) => type === 'mutation'))('$face $path is refused to everybody', async ({ face, path }) => {
    const { prefix, cookie } = FACES[face]
    const before = await world.rows()
    const reply = await world.app.inject({ method: 'POST', url: `${prefix}/${path}`, cookies: { [cookie]: sessions.get(face === 'store' ? 'shopper' : 'owner') ?? '' }, payload: {} })
    expect(reply.statusCode).toBeGreaterThanOrEqual(400)
    expect(await world.rows()).toEqual(before)
  })
})

const OPERATIONS = [...buildRegistry(storeRouter).values()].flatMap(({ name, actions }) => [...actions].map(([action, operation]) => ({ name, action, operation })))

/** What the gateway promises a program that comes without a session. */
function promisedToApp({ auth, scope }: GatewayOperation, hasScope: boolean): Outcome {
  if (auth === 'required') return 'SESSION_REQUIRED'
  return scope === null || hasScope ? 'admitted' : 'FORBIDDEN'
}

describe.each(OPERATIONS)('gateway $name $action', ({ name, action, operation }) => {
  it('is open to programs by scope', async () => {
    for (const program of ['full', 'plain'] as const) {
      const outcome = promisedToApp(operation, program === 'full')
      const before = await world.rows()
      const params: Params = action === '' ? {} : { action }
      const { code } = await world.call(name, params, { app: world.programs[program] })
      if (outcome === 'admitted') {
        expect([ERRORS.SESSION_INVALID.code, ERRORS.FORBIDDEN.code]).not.toContain(code)
      } else {
        expect(code).toBe(ERRORS[outcome].code)
        expect(await world.rows()).toEqual(before)
      }
    }
  })
})
