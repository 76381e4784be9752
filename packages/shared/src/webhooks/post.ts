import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './addresses.ts'

const TIMEOUT_MS = 10_000
const MAX_BODY_BYTES = 64 * 1024

export interface OutboundPorts {
  /** Lets calls go to this machine and its networks, and over plain HTTP: for development and tests. */
  allowsLocal: boolean
  /** Asks for the addresses of a name; the system's resolver when not given. */
  resolve?: (name: string) => Promise<{ address: string, family: number }[]>
  timeoutMs?: number
}

export interface Answer {
  /** 0 without an answer. */
  status: number
  /** Its first 64 KiB. */
  body: string
  /** Why there was no answer: ADDRESS_REFUSED, TIMEOUT, or the system's word such as ECONNREFUSED. */
  error: string
  durationMs: number
}

class OutboundError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const REFUSED = 'ADDRESS_REFUSED'

/** The connection goes to the very addresses that were checked: a name that answers differently the next time is not asked again. */
function checkedLookup({ allowsLocal, resolve = (name) => lookup(name, { all: true }) }: OutboundPorts): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then((found) => {
      const [first] = found
      if (!first) throw new OutboundError('ENOTFOUND')
      if (!allowsLocal && !found.every(({ address }) => isPublicAddress(address))) throw new OutboundError(REFUSED)
      if (options.all) callback(null, found)
      else callback(null, first.address, first.family)
    }).catch((error: Error) => { callback(error, '', 0) })
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'AbortError') return 'TIMEOUT'
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code
  return 'FAILED'
}

async function firstBytes(answer: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer) {
    const bytes = Buffer.from(part as Uint8Array) // a stream without an encoding gives bytes
    parts.push(bytes)
    size += bytes.length
    if (size >= MAX_BODY_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, MAX_BODY_BYTES).toString('utf8').replaceAll('\0', '')
}

function exchange(url: URL, { headers, body, ports, signal }: { headers: Record<string, string>, body: string, ports: OutboundPorts, signal: AbortSignal }): Promise<{ status: number, body: string }> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol !== 'https:' && !ports.allowsLocal) return Promise.reject(new OutboundError(REFUSED))
  if (isIP(host) !== 0 && !ports.allowsLocal && !isPublicAddress(host)) return Promise.reject(new OutboundError(REFUSED))
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http
    const sent = request(url, { method: 'POST', agent: false, lookup: checkedLookup(ports), signal, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } }, (answer) => {
      firstBytes(answer).then((text) => { resolve({ status: answer.statusCode ?? 0, body: text }) }, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Posts once, within ten seconds, following nothing. Never throws: what went wrong is in the answer. */
export async function post(url: string, message: { headers: Record<string, string>, body: string }, ports: OutboundPorts): Promise<Answer> {
  const started = performance.now()
  const took = (): number => Math.round(performance.now() - started)
  const abort = new AbortController()
  const timer = setTimeout(() => { abort.abort() }, ports.timeoutMs ?? TIMEOUT_MS)
  try {
    const answer = await exchange(new URL(url), { ...message, ports, signal: abort.signal })
    return { ...answer, error: '', durationMs: took() }
  } catch (error) {
    return { status: 0, body: '', error: abort.signal.aborted ? 'TIMEOUT' : codeOf(error), durationMs: took() }
  } finally {
    clearTimeout(timer)
    abort.abort()
  }
}
