import type { Actor } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import type { Reply } from '../../../call.ts'
import { handleCall } from '../../../pipeline.ts'
import { type FakeGateway, fakeGateway, incoming, NOW, SECRET } from '../../../testing/fake-gateway.ts'
import { careyshop, type Exchange } from '../index.ts'
import { type CareyMethod, type CareyPorts, type MethodUse, Picture, type TokenVerdict } from '../method.ts'
import { canonical, digest } from '../sign.ts'

export const ADMIN = 'a'.repeat(32)
export const CLERK = 'b'.repeat(32)
export const SHOPPER = 'c'.repeat(32)
export const EXPIRED = 'd'.repeat(32)
export const REVOKED = 'e'.repeat(32)
export const SECONDS = NOW.getTime() / 1000

const staff = (permissions: string[]): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions, ip: '' })
const VERDICTS: Record<string, TokenVerdict> = {
  [ADMIN]: { state: 'live', tokenId: 1, actor: staff(['*']) },
  [CLERK]: { state: 'live', tokenId: 2, actor: staff([]) },
  [SHOPPER]: { state: 'live', tokenId: 3, actor: { kind: 'shopper', userId: 5, sessionId: 50, appId: 1, ip: '' } },
  [EXPIRED]: { state: 'expired' },
  [REVOKED]: { state: 'revoked' },
}

export interface CareyFake {
  gateway: FakeGateway
  ports: CareyPorts
  calls: MethodUse[]
  /** One request. */
  ask: (request: Asked) => Promise<Reply & { picture: Picture | null }>
}

export interface Asked {
  path?: string
  params?: Record<string, unknown>
  isTls?: boolean
}

export function fakeCarey(): CareyFake {
  const gateway = fakeGateway()
  const calls: MethodUse[] = []
  const base = { title: '', who: [], permission: null, write: false, isFile: false, needsAppKey: false, isCostly: false, answerHolds: 'nothing secret' } as const
  const noted = (answer: unknown) => async (use: MethodUse): Promise<unknown> => {
    calls.push(use)
    return answer
  }
  const methods: CareyMethod[] = [
    { ...base, controller: 'app', name: 'get.open', auth: 'none', run: noted({ text: '<&>', none: null, yes: true, list: [1, { a: 2 }], empty: [] }) },
    { ...base, controller: 'app', name: 'get.picture', auth: 'none', isFile: true, run: noted(new Picture('image/png', Buffer.from('png'))) },
    { ...base, controller: 'app', name: 'login', auth: 'none', write: true, needsAppKey: true, isCostly: true, run: noted('in') },
    { ...base, controller: 'app', name: 'get.own', auth: 'required', who: ['user'], run: noted('own') },
    { ...base, controller: 'app', name: 'set.app', auth: 'required', who: ['admin'], permission: 'apps.manage', write: true, run: async (use) => noted(calls.length + 1)(use) },
    { ...base, controller: 'app', name: 'set.secret', auth: 'required', who: ['admin'], write: true, answerHolds: 'a secret', run: noted({ app_secret: 's3cret' }) },
    { ...base, controller: 'app', name: 'set.refused', auth: 'required', who: ['admin'], write: true, run: async () => { throw new ShopError('OUT_OF_STOCK', { stock: 3 }) } },
    { ...base, controller: 'app', name: 'set.broken', auth: 'required', who: ['admin'], write: true, run: async () => { throw new Error('database at 10.0.0.1 is away') } },
    { ...base, controller: 'brand', name: 'get.brand', auth: 'none', run: noted('brand') },
  ]
  const ports: CareyPorts = {
    methods: { find: (controller, name) => methods.find((one) => one.controller === controller && one.name === name) ?? null, isController: (controller) => controller === 'app' || controller === 'brand' },
    resolveToken: async (token) => VERDICTS[token] ?? { state: 'unknown' },
    seal: (text) => `sealed ${Buffer.from(text).toString('hex')}`,
    unseal: (sealed) => Buffer.from(sealed.slice(7), 'hex').toString(),
    isDebug: false,
  }
  return {
    gateway,
    ports,
    calls,
    async ask({ path = '/api/v1/app', params = {}, isTls = false }) {
      const exchange: Exchange = { ports, path, isTls, userAgent: '', picture: null }
      const reply = await handleCall(gateway, careyshop(exchange), incoming({ httpMethod: 'POST', contentType: 'application/json', body: Buffer.from(JSON.stringify(params)), now: gateway.clock.now }))
      return { ...reply, picture: exchange.picture }
    },
  }
}

/** The public parameters with a right sign. */
export function signed(params: Record<string, unknown>): Record<string, unknown> {
  const all = Object.fromEntries(Object.entries({ appkey: '12345678', timestamp: String(SECONDS), ...params }).filter(([, value]) => value !== undefined))
  const values = new Map(Object.entries(all).map(([name, value]) => [name, typeof value === 'object' ? { kind: 'list or object' as const, text: '' } : { kind: 'string' as const, text: String(value) }]))
  return { ...all, sign: digest(canonical(values), SECRET).toString('hex') }
}
