import type { Actor } from '../database/index.ts'

/** The storefront is an app of its own. */
export const STOREFRONT_APP_ID = 0

/** Where a call comes from: a session belongs to an app, limits count per address. */
export interface Caller {
  appId: number
  ip: string
}

export function callerOf(actor: Actor): Caller {
  return {
    appId: 'appId' in actor ? actor.appId : STOREFRONT_APP_ID,
    ip: 'ip' in actor ? actor.ip : '',
  }
}

/** Who is named on a ledger row. */
export function nameOf(actor: Actor): string {
  if (actor.kind === 'staff') return actor.name
  return actor.kind === 'shopper' ? 'buyer' : 'system'
}

/** The caller's own account. The shopper procedures make sure that there is one. */
export function userIdOf(actor: Actor): number {
  if (actor.kind !== 'shopper') throw new Error('this operation needs a shopper')
  return actor.userId
}
