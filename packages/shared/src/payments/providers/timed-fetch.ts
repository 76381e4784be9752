import type { IncomingMessage } from 'node:http'
import { Buffer } from 'node:buffer'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

interface ProviderRequestInit {
  method: string
  headers: Record<string, string>
  body?: string
  redirect: 'manual'
  signal: AbortSignal
}

/** The part of `fetch` that providers use. */
export type ProviderFetch = (url: string, init: ProviderRequestInit) => Promise<Response>

/** The connection never stood, so nothing was sent. */
class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError'
}

const CONNECT_TIMEOUT_MS = 3_000
const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024
const BODILESS = new Set([204, 304])
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/**
 * `fetch` with a limit of its own for connecting, which the built-in one cannot give. Every call has a fresh connection:
 * a reused one may turn out dead after the write, and then nobody knows whether it happened. Redirects are not followed.
 */
export function timedFetch(connectTimeoutMs = CONNECT_TIMEOUT_MS): ProviderFetch {
  return (url, { method, headers, body, signal }) => new Promise((resolve, reject) => {
    const isSecure = url.startsWith('https:')
    const request = (isSecure ? httpsRequest : httpRequest)(url, { method, headers, signal, agent: false })
    let isConnected = false
    const timer = setTimeout(() => request.destroy(new Error('connecting took too long')), connectTimeoutMs)
    request.once('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      isConnected = true
      clearTimeout(timer)
    }))
    request.on('error', (cause) => {
      clearTimeout(timer)
      reject(isConnected ? cause : new NotConnectedError(`no connection to ${new URL(url).origin}`, { cause }))
    })
    request.once('response', (answer) => readAnswer(answer).then(resolve, reject))
    request.end(body)
  })
}

async function readAnswer(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > ANSWER_LIMIT_BYTES) throw new Error('answer is too long')
    chunks.push(chunk)
  }
  const status = answer.statusCode ?? 0
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
  return new Response(BODILESS.has(status) ? null : Buffer.concat(chunks), { status, headers })
}

/** True when the failed call cannot have reached the other side; understands the built-in `fetch` too. */
export function wasNeverSent(error: unknown): boolean {
  if (error instanceof NotConnectedError) return true
  if (!(error instanceof Error)) return false
  return ('code' in error && NEVER_SENT.has(String(error.code))) || wasNeverSent(error.cause)
}
