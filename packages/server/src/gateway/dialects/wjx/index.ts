import { createHash } from 'node:crypto'
import { ShopError } from '@xiaopu/shared/errors'
import type { Outcome } from '../../call.ts'
import type { Dialect, Gateway } from '../../dialect.ts'
import { onceOnly } from '../../once.ts'
import { rateLimited } from '../../pipeline.ts'
import type { App } from '../../ports.ts'
import { admit, execute, findApp, findMethod, limitApp, verifyWith, withScope } from '../../steps.ts'
import { actionBucket } from './action-rates.ts'
import { write } from './answer.ts'
import { type AnswerCache, answerCache } from './cache.ts'
import { logged, read } from './read.ts'
import type { WjxCall } from './read.ts'
import { canonical, verifySign } from './sign.ts'

export const SIGN_LIFE_SECONDS = 30
const KEY_LIFE_MS = 24 * 60 * 60 * 1000
const MAX_IDEMPOTENCY_KEY = 64
const SECONDS = /^\d{1,12}$/
const FRESH = new Set(['1', 'true'])
const HELD = new Set(['', '0', 'false'])
/** They say who calls and how, not what is asked for. */
const PUBLIC_NAMES = new Set(['appid', 'ts', 'action', 'encode', 'nocache', 'sign'])

/** How a write is told from another one, and until when its answer is kept; null for one that may run as often as it is sent. */
interface Repetition { sign: string, expiresAt: Date }
interface Caller { app: App, repetition: Repetition | null }

/** 问卷星's convention: numbered actions in a JSON body. */
export function wjxDialect(): Dialect<WjxCall> {
  const cache = answerCache()
  const dialect: Dialect<WjxCall> = { name: 'wjx', read, canonical, run: (call, gateway) => run({ call, gateway, dialect, cache }), logged, write }
  return dialect
}

/** Addresses 问卷星 has for things the shop does not do. */
export function wjxElsewhere(): Dialect<WjxCall> {
  const dialect = wjxDialect()
  return {
    ...dialect,
    read(request) {
      const call = dialect.read(request)
      return { ...call, unreadable: request.unreadable?.status === 200 ? null : request.unreadable }
    },
    run: async () => { throw new ShopError('METHOD_INVALID') },
  }
}

interface Run { call: WjxCall, gateway: Gateway, dialect: Dialect<WjxCall>, cache: AnswerCache }

async function run({ call, gateway, dialect, cache }: Run): Promise<Outcome> {
  const { app, repetition } = await identify(call, gateway)
  await limitApp(call, gateway, app)
  const method = findMethod(call, gateway, call.params.get('action') ?? '')
  const isFresh = FRESH.has(call.params.get('nocache') ?? '')
  const wait = await gateway.ports.rates.take([actionBucket(app, method.name, isFresh && !method.write)], call.now)
  if (wait > 0) throw rateLimited(wait)

  const survey = call.params.get('vid') ?? ''
  const work = async (): Promise<Outcome> => {
    const actor = await withScope(call, gateway, { app, scope: method.scope, actor: { kind: 'guest', appId: app.id, ip: call.ip } })
    if (!isFresh && !HELD.has(call.params.get('nocache') ?? '')) throw new ShopError('PARAM_INVALID', { field: 'nocache' })
    const asked = (): Promise<Outcome> => execute(call, gateway, { operation: method.actions.get('') ?? null, actor, session: '' })
    if (method.write) return cache.write({ sellerId: app.sellerId, survey }, asked)
    return cache.read({ key: cacheKey(call, app), sellerId: app.sellerId, survey, now: call.now.getTime(), isFresh }, asked)
  }
  if (!method.write || !repetition) return work()
  const key = { appId: app.id, sign: repetition.sign, filesDigest: bodyDigest(call) }
  return onceOnly(gateway, { call, dialect, key, expiresAt: repetition.expiresAt }, work)
}

/** By a sign, or by a key in a bearer header when no sign was sent. */
async function identify(call: WjxCall, gateway: Gateway): Promise<Caller> {
  const { params, bearerKey } = call
  if (bearerKey === '' || params.get('sign')) {
    const app = await findApp(call, gateway, params.get('appid') ?? '')
    const signedAt = checkSeconds(call)
    verifyWith(call, gateway, app, (secret) => { verifySign(call, secret) })
    // The last second in which the sign is taken is a whole one.
    return { app, repetition: { sign: (params.get('sign') ?? '').toLowerCase(), expiresAt: new Date((signedAt + SIGN_LIFE_SECONDS + 1) * 1000) } }
  }
  const app = admit(call, await gateway.ports.apps.byApiKey(bearerKey, call.now))
  gateway.ports.apps.touch(app.id, call.now, 'none')
  const { idempotencyKey } = call
  if (idempotencyKey.length > MAX_IDEMPOTENCY_KEY) throw new ShopError('PARAM_INVALID', { field: 'Idempotency-Key' })
  return { app, repetition: idempotencyKey === '' ? null : { sign: `key ${idempotencyKey}`, expiresAt: new Date(call.now.getTime() + KEY_LIFE_MS) } }
}

/** The client's clock may be thirty seconds off, either way, in whole seconds. */
function checkSeconds({ values, now }: WjxCall): number {
  const sent = values.get('ts')
  const isText = sent?.kind === 'string' || sent?.kind === 'number'
  if (!sent || !isText || !SECONDS.test(sent.text)) throw new ShopError('TIMESTAMP_INVALID')
  const signedAt = Number(sent.text)
  if (Math.abs(Math.floor(now.getTime() / 1000) - signedAt) > SIGN_LIFE_SECONDS) throw new ShopError('TIMESTAMP_INVALID')
  return signedAt
}

const byName = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1)

function cacheKey({ params }: WjxCall, app: App): string {
  const asked = [...params].filter(([name, text]) => !PUBLIC_NAMES.has(name) && text !== '').sort(byName)
  return JSON.stringify([app.id, params.get('action'), asked])
}

/** What the sign covers, whatever blanks and order it was written with: a repeat cannot be made to look like another call. */
function bodyDigest({ params }: WjxCall): string {
  const said = [...params].filter(([name, text]) => name !== 'sign' && text !== '').sort(byName)
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
