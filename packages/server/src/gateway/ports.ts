import type { Actor } from '@xiaopu/shared/database'
import type { KnownApp, UsedSecret } from '@xiaopu/shared/platform'
import type { RateLimiter } from './rates.ts'
import type { ReplayStore } from './replay-store.ts'

/** An outside program as the gateway needs it. */
export type App = KnownApp

/** One finished call for the operator's log. `params` are cut and masked. */
export interface CallRecord {
  requestId: string
  dialect: string
  appId: number
  appKey: string
  method: string
  code: number
  isRepeat: boolean
  durationMs: number
  ip: string
  at: Date
  /** Worked out when asked for: most calls are not kept with their parameters. */
  params: () => Record<string, string>
}

/** Where a procedure's call came from. `session` is the text as sent, '' without one. */
export interface CallOrigin {
  requestId: string
  now: Date
  ip: string
  session: string
}

/** Everything the gateway needs from the rest of the server. */
export interface GatewayPorts {
  now: () => Date
  /** Where the shop's pictures are reached from outside. */
  baseUrl: string
  apps: {
    /** Null when there is none. Called for every request: hold it in memory for a moment. */
    byKey: (key: string) => Promise<App | null> | App | null
    /** The app of an API key that is good now, with no more scopes than the key has; null for every other text. */
    byApiKey: (key: string, now: Date) => Promise<App | null>
    /** Told of every call with a right signature; must not take time. */
    touch: (appId: number, now: Date, secret: UsedSecret) => void
  }
  sessions: {
    /** Null when the session is unknown, expired or not this app's. */
    resolve: (session: string, at: { appId: number, ip: string, now: Date }) => Promise<Actor | null> | Actor | null
  }
  members: {
    /** The actor a signed-in shopper is for methods of this scope, null without the right. */
    withScope: (scope: string, actor: Actor, app: App) => Promise<Actor | null> | Actor | null
  }
  shopClosed: () => Promise<boolean> | boolean
  rates: RateLimiter
  replay: ReplayStore
  /** Runs a procedure. A refusal is thrown as a ShopError, or as an error whose `cause` is one. */
  call: (procedurePath: string, actor: Actor, input: unknown, from: CallOrigin) => Promise<unknown>
  log: {
    record: (record: CallRecord) => void
    /** Something nobody foresaw: the caller sees -1 and this request id. */
    failure: (requestId: string, error: unknown) => void
  }
}
