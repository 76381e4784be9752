import type { Actor } from '@xiaopu/shared/database'
import type { JsonValue } from '../../json-source.ts'
import type { App } from '../../ports.ts'
import type { FilePart } from '../../received.ts'
import type { Auth } from '../../registry.ts'

/** Whose token opens a method. */
export type Who = 'admin' | 'user'

/** One call of a method, allowed already; its own parameters are still as they were sent. */
export interface MethodUse {
  actor: Actor
  /** Null for a caller who named none. */
  app: App | null
  /** Of the token that came with the call, 0 without one. */
  tokenId: number
  values: ReadonlyMap<string, JsonValue>
  files: readonly FilePart[]
  requestId: string
  now: Date
  ip: string
  userAgent: string
}

/** A method as the calling convention needs it. */
export interface CareyMethod {
  name: string
  controller: string
  title: string
  auth: Auth
  who: readonly Who[]
  /** What a member of staff must be allowed; null for every one of them. */
  permission: string | null
  write: boolean
  /** Takes or sends files: no part of a batch. */
  isFile: boolean
  /** An open method that still wants to know which program calls. */
  needsAppKey: boolean
  /** Guesses at accounts or costs money: the stricter rates. */
  isCostly: boolean
  /** What keeping its answer would keep. */
  answerHolds: 'nothing secret' | 'a secret' | 'a token'
  run: (use: MethodUse) => Promise<unknown>
}

/** Methods by their controller and name. */
export interface CareyMethods {
  find: (controller: string, name: string) => CareyMethod | null
  isController: (controller: string) => boolean
}

/** Answered as it is, whatever format was asked for. */
export class Picture {
  constructor(
    readonly contentType: string,
    readonly bytes: Buffer,
  ) {}
}

export type TokenVerdict = { state: 'live', tokenId: number, actor: Actor } | { state: 'unknown' | 'expired' | 'revoked' }

/** What this convention needs beside what every one gets. */
export interface CareyPorts {
  methods: CareyMethods
  resolveToken: (token: string, at: { now: Date, ip: string }) => Promise<TokenVerdict>
  /** Hides an answer that has to be kept, and shows it again. */
  seal: (text: string) => string
  unseal: (sealed: string) => string
  isDebug: boolean
}
