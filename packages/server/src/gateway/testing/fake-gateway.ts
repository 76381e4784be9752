import type { Actor } from '@xiaopu/shared/database'
import type { IncomingCall, Reply } from '../call.ts'
import type { Gateway } from '../dialect.ts'
import { ectouch } from '../dialects/ectouch/index.ts'
import { canonical, digest } from '../dialects/ectouch/sign.ts'
import { handleCall } from '../pipeline.ts'
import type { App, CallRecord } from '../ports.ts'
import { procedureCaller } from '../procedure-call.ts'
import { inProcessRates } from '../rates.ts'
import { buildRegistry } from '../registry.ts'
import type { Claim, KeptAnswer, ReplayKey, ReplayStore } from '../replay-store.ts'
import { type FakeContext, fakeRouter } from './fake-shop.ts'

export const SECRET = 'helloworld'
export const TIMESTAMP = '2016-01-01 12:00:00'
export const NOW = new Date('2016-01-01T04:00:00.000Z')
const SHOPPER: Actor = { kind: 'shopper', userId: 5, sessionId: 50, appId: 1, ip: '' }

export interface FakeGateway extends Gateway {
  app: App
  calls: FakeContext['calls']
  records: CallRecord[]
  failures: { requestId: string, error: unknown }[]
  /** What the shop's clock shows. */
  clock: { now: Date, isClosed: boolean }
  replays: Map<string, KeptAnswer | 'running'>
}

/** In memory, with the waiting of the real one cut short. */
export function fakeReplayStore(records: Map<string, KeptAnswer | 'running'>, waitMs = 200): ReplayStore {
  const keyOf = ({ appId, sign, filesDigest }: ReplayKey): string => `${appId} ${sign} ${filesDigest}`
  return {
    async begin(key): Promise<Claim> {
      const deadline = performance.now() + waitMs
      for (;;) {
        const known = records.get(keyOf(key))
        if (!known) {
          records.set(keyOf(key), 'running')
          return { state: 'first' }
        }
        if (known !== 'running') return { state: 'repeat', answer: known }
        if (performance.now() >= deadline) return { state: 'busy' }
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async finish(key, { contentType, body }) {
      records.set(keyOf(key), { contentType, body })
    },
    async release(key) {
      records.delete(keyOf(key))
    },
  }
}

export function fakeGateway(): FakeGateway {
  const app: App = { id: 1, key: '12345678', secret: SECRET, oldSecret: '', oldSecretUntil: null, isEnabled: true, isDeleted: false, needsCaptcha: false, scopes: [], ipList: [], rates: {}, sellerId: 3 }
  const calls: FakeContext['calls'] = []
  const records: CallRecord[] = []
  const failures: FakeGateway['failures'] = []
  const clock = { now: NOW, isClosed: false }
  const replays = new Map<string, KeptAnswer | 'running'>()
  return {
    app,
    calls,
    records,
    failures,
    clock,
    replays,
    registry: buildRegistry(fakeRouter),
    ports: {
      now: () => clock.now,
      baseUrl: 'http://shop.example',
      apps: { byKey: (key) => key === app.key ? app : null, byApiKey: async () => null, touch: () => {} },
      sessions: { resolve: (session) => session === 'test' ? SHOPPER : null },
      members: { withScope: () => null },
      shopClosed: () => clock.isClosed,
      rates: inProcessRates(),
      replay: fakeReplayStore(replays),
      call: procedureCaller(fakeRouter, (actor, { session }): FakeContext => ({ actor, calls, session })),
      log: {
        record: (record) => records.push(record),
        failure: (requestId, error) => failures.push({ requestId, error }),
      },
    },
  }
}

type Params = Record<string, string>

/** A call's parameters with the public ones filled in where they are not given; `undefined` leaves one out. */
export function publicParams(method: string, params: Record<string, string | undefined> = {}): Params {
  const all: Record<string, string | undefined> = { app_key: '12345678', method, timestamp: TIMESTAMP, format: 'json', v: '1.0', ...params }
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

export function signed(params: Params, secret = SECRET): Params {
  const text = canonical(new Map(Object.entries(params)))
  return { ...params, sign: digest(text, secret, params.sign_method ?? 'md5')?.toString('hex') ?? '' }
}

export function query(params: Params): string {
  return new URLSearchParams(params).toString()
}

export function incoming(request: Partial<IncomingCall> = {}): IncomingCall {
  return {
    requestId: '0123456789abcdef0123',
    ip: '203.0.113.9',
    now: NOW,
    httpMethod: 'GET',
    query: '',
    contentType: '',
    body: null,
    unreadable: null,
    ...request,
  }
}

/** One GET with exactly these parameters. */
export async function send(gateway: FakeGateway, params: Params, request: Partial<IncomingCall> = {}): Promise<Reply> {
  return handleCall(gateway, ectouch, incoming({ query: query(params), now: gateway.clock.now, ...request }))
}

/** One signed GET. */
export async function call(gateway: FakeGateway, method: string, params: Record<string, string | undefined> = {}): Promise<Reply> {
  return send(gateway, signed(publicParams(method, params)))
}

export interface ErrorAnswer {
  code: number
  msg: string
  params: Record<string, string>
  request_id?: string
  sub_code?: string
  sub_msg?: string
}

export function errorOf(reply: Reply): ErrorAnswer {
  const parsed: { error_response: ErrorAnswer } = JSON.parse(reply.body)
  return parsed.error_response
}

export function responseOf(reply: Reply): Record<string, unknown> {
  const parsed: { response: Record<string, unknown> } = JSON.parse(reply.body)
  return parsed.response
}
