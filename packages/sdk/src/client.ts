import { readAnswer } from './answer.ts'
import { ConnectionError } from './errors.ts'
import type { MethodTree } from './generated/calls.ts'
import { REPEATS } from './generated/calls.ts'
import { methodTree } from './method-tree.ts'
import { bodyOf, writeParameters } from './parameters.ts'
import { pause, type Repeats, waitBefore } from './retry.ts'
import { gmt8, signatureOf, signedText } from './signing.ts'
import type { AnyCall, CallOptions, ClientOptions } from './types.ts'

const TIMEOUT_MS = 15_000
const RETRIES = 2

export type Client = MethodTree & {
  /** Calls any method by its name. */
  call: AnyCall
  /** The same client for a signed-in user; without a session for guests. */
  withSession: (session?: string) => Client
}

interface Request { send: (signal: AbortSignal) => Promise<Response>, repeats: Repeats }

/** A method this version does not know is never sent twice. */
function repeatsOf(method: string, action: unknown): Repeats {
  return REPEATS[typeof action === 'string' && action !== '' ? `${method}#${action}` : method] ?? 'once'
}

async function signedRequest(options: ClientOptions, method: string, params: Readonly<Record<string, unknown>>, session: string): Promise<Request> {
  const { appKey, secret, signMethod = 'hmac-sha256', fetch: send = globalThis.fetch } = options
  const { texts, files } = writeParameters(params)
  const signed: Record<string, string> = {
    ...texts,
    app_key: appKey,
    method,
    timestamp: gmt8(Date.now()),
    format: 'json',
    v: '1.0',
    sign_method: signMethod,
    // Two equal writes within one second are two writes; only our own repeats share a nonce.
    nonce: crypto.randomUUID(),
    ...(session === '' ? {} : { session }),
  }
  signed.sign = await signatureOf(signMethod, signedText(signed), secret)
  const url = `${options.baseUrl.replace(/\/+$/, '')}/router/rest`
  return { repeats: repeatsOf(method, params.action), send: (signal) => send(url, { method: 'POST', body: bodyOf(signed, files), signal }) }
}

async function attempt({ send }: Request, timeoutMs: number, signal?: AbortSignal): Promise<unknown> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    return await readAnswer(await send(signal ? AbortSignal.any([timeout, signal]) : timeout))
  } catch (error) {
    signal?.throwIfAborted()
    const isLine = error instanceof TypeError || (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    if (isLine) throw new ConnectionError(timeout.aborted ? `no answer within ${timeoutMs} ms` : 'the gateway could not be reached', { cause: error })
    throw error
  }
}

async function run(options: ClientOptions, method: string, params: Readonly<Record<string, unknown>> = {}, { session = options.session ?? '', signal }: CallOptions = {}): Promise<unknown> {
  const { timeoutMs = TIMEOUT_MS, retries = RETRIES } = options
  const request = await signedRequest(options, method, params, session)
  for (let sent = 0; ; sent++) {
    try {
      return await attempt(request, timeoutMs, signal)
    } catch (error) {
      const wait = sent < retries ? waitBefore(error, { attempt: sent, repeats: request.repeats }) : null
      if (wait === null) throw error
      await pause(wait, signal)
    }
  }
}

/** A client of one shop for one app. The secret belongs on servers: do not build it into a page. */
export function createClient(options: ClientOptions): Client {
  const call = (method: string, params?: Readonly<Record<string, unknown>>, callOptions?: CallOptions): Promise<unknown> => run(options, method, params, callOptions)
  const withSession = (session = ''): Client => createClient({ ...options, session })
  return Object.assign(methodTree(call), { call, withSession }) as Client // the generated types describe what the tree is made from
}
