import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallFault } from './faults.ts'
import type { Reply } from './http.ts'
import type { Sandbox } from './sandbox.ts'
import type { ShopCall, ShopRoute } from './shop-calls.ts'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { signedHeaders } from '../providers/rsa-v3.ts'
import { SANDBOX_SCHEME } from '../providers/sandbox-wire.ts'
import { checkCaller } from './caller.ts'
import { control } from './control.ts'
import { json, pathPart, readBody, Refusal, refusalReply, send } from './http.ts'
import { payer } from './payer-calls.ts'
import { SHOP_ROUTES } from './shop-calls.ts'

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  /** Fires when the server stops, so that nobody sleeps on. */
  closing: AbortSignal
  onError: (error: unknown) => void
}

interface Received {
  path: string
  query: URLSearchParams
  body: Uint8Array
}

export async function handle(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const { request, response, onError } = exchange
  const [path = '', search = ''] = (request.url ?? '').split('?', 2)
  const isShop = path.startsWith('/v1/')
  try {
    const received = { path, query: new URLSearchParams(search), body: await readBody(request) }
    if (isShop) await answerShop(sandbox, exchange, received)
    else send(response, answerPublic(sandbox, request, received))
  } catch (error) {
    if (!(error instanceof Refusal) && !request.errored) onError(error)
    const reply = refusalReply(error)
    send(response, isShop ? signed(sandbox, reply) : reply)
  }
}

function answerPublic(sandbox: Sandbox, request: IncomingMessage, received: Received): Reply {
  if (received.path.startsWith('/pay/')) return payer(sandbox, request, received)
  if (received.path.startsWith('/control/')) return control(sandbox, request, received)
  throw new Refusal(404, 'NOT_FOUND', 'nothing here')
}

async function answerShop(sandbox: Sandbox, { request, response, closing }: Exchange, received: Received): Promise<void> {
  checkCaller(request, received.body, { keys: sandbox.keys, now: sandbox.now() })
  const { route, call } = routeOf(request.method ?? '', received)
  const fault = route.operation === '' ? null : sandbox.faults.nextCall(route.operation)
  if (fault?.kind === '500') return send(response, signed(sandbox, json({ code: 'SYSTEM_ERROR', message: 'a fault was asked for' }, 500)))
  if (fault?.kind === 'slow') await pause(fault.seconds, closing)
  const reply = signed(sandbox, orRefusal(() => route.answer(sandbox, call)))
  if (!isLost(fault, response)) send(response, reply)
}

function routeOf(method: string, { path, query, body }: Received): { route: ShopRoute, call: ShopCall } {
  for (const route of SHOP_ROUTES) {
    const found = route.method === method ? route.path.exec(path) : null
    if (found) return { route, call: { key: pathPart(found[1] ?? ''), query, body } }
  }
  throw new Refusal(404, 'NOT_FOUND', 'no such call')
}

/** The work is done, but the answer never arrives. */
function isLost(fault: CallFault | null, response: ServerResponse): boolean {
  if (fault?.kind === 'unknown') response.destroy()
  return fault?.kind === 'unknown' || fault?.kind === 'timeout'
}

/** Every word to the shop is signed, refusals too. */
function signed({ keys, now }: Sandbox, reply: Reply): Reply {
  const timestamp = String(Math.floor(now().getTime() / 1000))
  const nonce = randomBytes(16).toString('hex')
  const proof = signedHeaders(SANDBOX_SCHEME, keys.provider, { timestamp, nonce, body: reply.body })
  return { ...reply, headers: { ...reply.headers, ...proof } }
}

function orRefusal(work: () => Reply): Reply {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(error)
    throw error
  }
}

/** Sleeps, but not through the end of the server. */
async function pause(seconds: number, closing: AbortSignal): Promise<void> {
  try {
    await sleep(seconds * 1000, undefined, { signal: closing })
  } catch (error) {
    if (!closing.aborted) throw error
  }
}
