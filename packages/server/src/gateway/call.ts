import type { ShopError } from '@xiaopu/shared/errors'
import type { App } from './ports.ts'
import type { FilePart, UnreadableRequest } from './received.ts'
import type { GatewayMethod } from './registry.ts'

/** An HTTP request as a dialect gets it: nothing decoded yet. */
export interface IncomingCall {
  requestId: string
  ip: string
  now: Date
  httpMethod: string
  /** What follows the question mark, as sent. */
  query: string
  contentType: string
  /** Of the headers those a dialect reads. */
  authorization?: string
  idempotencyKey?: string
  body: Buffer | null
  /** Why the transport will not have the request, whatever it says. */
  unreadable: UnreadableRequest | null
}

/** A request that could be read: what every dialect's call has. The steps of the pipeline note on it how far it came. */
export interface Call {
  readonly requestId: string
  readonly ip: string
  readonly now: Date
  readonly params: Map<string, string>
  readonly files: FilePart[]
  readonly unreadable: UnreadableRequest | null
  app: App | null
  method: GatewayMethod | null
  isRepeat: boolean
}

/** What a call came to, before it is put into a dialect's words. */
export type Outcome
  = | { kind: 'answer', value: unknown }
    | { kind: 'refusal', error: ShopError }
    | { kind: 'written', reply: Reply }

export interface Reply {
  status: number
  contentType: string
  body: string
  headers: Record<string, string>
  /** The error's number for the log, 0 for a success. */
  code: number
}
