import type { PlatformKeys } from './platform-keys.ts'
import type { ProviderErrorKind } from './provider-error.ts'
import type { SignedMessage, V3Scheme } from './rsa-v3.ts'
import type { ProviderFetch } from './timed-fetch.ts'
import { Buffer } from 'node:buffer'
import { createPrivateKey, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ProviderError, SignatureError } from './provider-error.ts'
import { authorizationHeader, requestText, signText, verifyMessage } from './rsa-v3.ts'
import { wasNeverSent } from './timed-fetch.ts'

interface V3Caller {
  scheme: V3Scheme
  baseUrl: string
  mchId: string
  serial: string
  privateKeyPem: string
  fetch: ProviderFetch
  now: () => Date
  callTimeoutMs: number
}

export interface V3Answer extends SignedMessage {
  status: number
  body: Buffer
}

export type V3Send = (call: { method: 'GET' | 'POST', target: string, body: string }) => Promise<V3Answer>

export interface V3Client {
  /** One retry when the provider could not be reached or was ill. */
  read: (target: string) => Promise<V3Answer>
  /** Never repeated: an unknown outcome is for a query to find out. */
  write: (target: string, body: unknown) => Promise<V3Answer>
}

const LAST_REFUSAL = 499
const TOO_MANY_REQUESTS = 429
const refusal = z.object({ code: z.string().catch(''), message: z.string().catch('') })

/** Sends one signed request; the answer is not verified yet. */
export function v3Sender(caller: V3Caller): V3Send {
  const privateKey = createPrivateKey(caller.privateKeyPem)
  const base = caller.baseUrl.replace(/\/+$/, '')
  return async ({ method, target, body }) => {
    const timestamp = String(Math.floor(caller.now().getTime() / 1000))
    const nonce = randomBytes(16).toString('hex')
    const signature = signText(requestText({ method, target, timestamp, nonce, body }), privateKey)
    const headers: Record<string, string> = {
      'accept': 'application/json',
      'authorization': authorizationHeader(caller.scheme, {
        mchid: caller.mchId,
        nonce_str: nonce,
        signature,
        timestamp,
        serial_no: caller.serial,
      }),
      'user-agent': 'xiaopu',
      ...method === 'POST' ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {},
    }
    try {
      const signal = AbortSignal.timeout(caller.callTimeoutMs)
      const answer = await caller.fetch(`${base}${target}`, { method, headers, signal, redirect: 'manual', ...method === 'POST' ? { body } : {} })
      return {
        status: answer.status,
        headers: headersOf(answer),
        body: Buffer.from(await answer.arrayBuffer()),
      }
    } catch (cause) {
      const isUnknown = method === 'POST' && !wasNeverSent(cause)
      throw new ProviderError(isUnknown ? 'unknown_outcome' : 'unreachable', `${method} ${target} had no answer`, { cause })
    }
  }
}

function headersOf(answer: Response): Record<string, string> {
  const headers: Record<string, string> = {}
  answer.headers.forEach((value, name) => { headers[name] = value })
  return headers
}

/** Calls whose answers are proven before anyone looks at them. */
export function v3Client(
  { scheme, now }: Pick<V3Caller, 'scheme' | 'now'>,
  send: V3Send,
  keys: PlatformKeys,
): V3Client {
  async function verified(call: Parameters<V3Send>[0]): Promise<V3Answer> {
    const answer = await send(call)
    const untold = call.method === 'POST' ? 'unknown_outcome' : 'unreachable'
    if (answer.status > LAST_REFUSAL) {
      throw new ProviderError(untold, `${call.method} ${call.target} answered ${answer.status}`)
    }
    try {
      await verifyMessage(scheme, answer, { keyOf: keys.keyOf, now: now() })
    } catch (cause) {
      if (cause instanceof SignatureError || cause instanceof ProviderError) {
        throw new ProviderError(untold, `${call.method} ${call.target}: the answer is not proven`, { cause })
      }
      throw cause
    }
    if (answer.status >= 400) throw refused(call, answer)
    return answer
  }

  async function read(target: string): Promise<V3Answer> {
    const call = { method: 'GET', target, body: '' } as const
    try {
      return await verified(call)
    } catch (error) {
      if (error instanceof ProviderError && error.kind === 'unreachable') return verified(call)
      throw error
    }
  }

  async function write(target: string, body: unknown): Promise<V3Answer> {
    await keys.ready() // nothing is asked for whose answer we could not prove
    return verified({ method: 'POST', target, body: JSON.stringify(body) })
  }

  return { read, write }
}

function refused(call: { method: string, target: string }, answer: V3Answer): ProviderError {
  const { code, message } = readJson(answer.body, refusal, 'refused')
  const kind = answer.status === TOO_MANY_REQUESTS ? 'unreachable' : 'refused'
  return new ProviderError(kind, `${call.method} ${call.target}: ${answer.status} ${code} ${message}`, { code })
}

/** Reads proven bytes; `kind` says what it means for the call that they are of a shape we do not know. */
export function readJson<T>(bytes: Uint8Array, schema: z.ZodType<T>, kind: ProviderErrorKind): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (cause) {
    throw new ProviderError(kind, 'the provider sent something we cannot read', { cause, code: 'UNREADABLE' })
  }
}
