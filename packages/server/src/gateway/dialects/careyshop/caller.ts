import type { Actor } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import type { Gateway } from '../../dialect.ts'
import type { App } from '../../ports.ts'
import { findApp, verifyWith } from '../../steps.ts'
import type { CareyMethod, CareyPorts, Who } from './method.ts'
import type { PublicParams } from './public-params.ts'
import type { CareyCall } from './read.ts'
import { NO_PERMISSION, Refused } from './refused.ts'
import { verifySign } from './sign.ts'

const UNAUTHORIZED = 401
const FORBIDDEN = 403
const TOKEN_TEXT = { unknown: '未授权或授权已过期', expired: 'token已过期', revoked: 'token错误' }

/** Who a token speaks for; nobody without one. */
export interface Caller {
  actor: Actor | null
  tokenId: number
}

export async function findCaller(call: CareyCall, ports: CareyPorts, token: string): Promise<Caller> {
  if (token === '') return { actor: null, tokenId: 0 }
  const verdict = await ports.resolveToken(token, { now: call.now, ip: call.ip })
  if (verdict.state !== 'live') throw new Refused('SESSION_INVALID', UNAUTHORIZED, TOKEN_TEXT[verdict.state])
  return verdict
}

function kindOf(actor: Actor | null): Who | null {
  if (actor?.kind === 'staff') return 'admin'
  return actor?.kind === 'shopper' ? 'user' : null
}

function mayCall({ actor }: Caller, method: CareyMethod): boolean {
  if (method.auth !== 'required') return true
  const kind = kindOf(actor)
  if (!actor || !kind || !method.who.includes(kind)) return false
  if (actor.kind !== 'staff' || method.permission === null) return true
  return actor.permissions.includes('*') || actor.permissions.includes(method.permission)
}

/** An unknown method, one of another controller and one that is not for this caller look the same. */
export function permitted(caller: Caller, method: CareyMethod | null): CareyMethod {
  if (!method || !mayCall(caller, method)) throw new Refused('FORBIDDEN', FORBIDDEN, NO_PERMISSION)
  return method
}

export interface Identified {
  app: App
  signedAt: Date
}

/** App key, time and sign, in this order. */
export async function identify(call: CareyCall, gateway: Gateway, { appKey, signedAt }: PublicParams): Promise<Identified> {
  call.step = 6
  const app = await findApp(call, gateway, appKey)
  call.step = 7
  if (!signedAt) throw new ShopError('TIMESTAMP_INVALID')
  call.step = 8
  verifyWith(call, gateway, app, (secret) => { verifySign(call, secret) })
  return { app, signedAt }
}

/** The program that calls an open method: it may say which one it is, and has to where signing in. */
export async function openApp(call: CareyCall, gateway: Gateway, { appKey }: PublicParams, method: CareyMethod): Promise<App | null> {
  call.step = 6
  if (method.needsAppKey) return findApp(call, gateway, appKey)
  if (appKey === '') return null
  return findApp(call, gateway, appKey).catch((error: unknown) => {
    if (error instanceof ShopError) return null
    throw error
  })
}
