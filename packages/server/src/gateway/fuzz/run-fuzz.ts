import { gunzipSync } from 'node:zlib'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { careyshopRequest } from './careyshop-requests.ts'
import { ectouchRequest } from './ectouch-requests.ts'
import { type FuzzAnswer, judge } from './judge.ts'
import { type Random, randomOf } from './random.ts'
import type { FuzzDialect, FuzzKind, FuzzRequest } from './request.ts'
import type { FuzzTarget } from './target.ts'
import { wjxRequest } from './wjx-requests.ts'

export interface FuzzFailure {
  /** Repeats this request: the first of a run with this seed. */
  seed: number
  request: string
  complaints: string[]
}

export interface FuzzReport {
  failures: FuzzFailure[]
  /** How many requests of a dialect and kind came to what. */
  outcomes: Map<string, number>
}

export interface FuzzRun {
  app: FastifyInstance
  target: FuzzTarget
  /** Of the first request; each further one has the next number. */
  seed: number
  count: number
  /** The others are left out. */
  kind: FuzzKind
}

const PATIENCE_MS = 20_000
const LANES = 4
const SHOWN = 400
const MAKERS: Record<FuzzDialect, (random: Random, target: FuzzTarget, kind: FuzzKind) => FuzzRequest> = { ectouch: ectouchRequest, careyshop: careyshopRequest, wjx: wjxRequest }
const DIALECTS: readonly FuzzDialect[] = ['ectouch', 'careyshop', 'wjx']

/** The request of a seed. Times and the world's own numbers aside it is the same every time. */
export function requestOf(seed: number, target: FuzzTarget): FuzzRequest {
  const random = randomOf(seed)
  return MAKERS[random.pick(DIALECTS)](random, target, kindOf(seed))
}

function kindOf(seed: number): FuzzKind {
  return seed % 2 === 0 ? 'unsigned' : 'read'
}

function described({ kind, httpMethod, url, headers, body }: FuzzRequest): string {
  const shown = body ? JSON.stringify(body.toString('latin1').slice(0, SHOWN)) : ''
  return `${kind} ${httpMethod} ${url.slice(0, SHOWN)} ${JSON.stringify(headers).slice(0, SHOWN)} ${shown}`
}

/** Every request from an address of its own: failures are counted by address. */
function addressOf(seed: number): string {
  return `10.${seed >> 16 & 255}.${seed >> 8 & 255}.${seed & 255}`
}

async function answerOf(app: FastifyInstance, seed: number, { httpMethod, url, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
  const options = { method: httpMethod as InjectOptions['method'], url, headers, ...(body ? { payload: body } : {}), remoteAddress: addressOf(seed) } // the server knows more methods than the type
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS) })
  try {
    const reply = await Promise.race([app.inject(options), late])
    const isPacked = reply.headers['content-encoding'] === 'gzip' && reply.rawPayload.length > 0 // a HEAD tells of a body it does not send
    const bytes = isPacked ? gunzipSync(reply.rawPayload) : reply.rawPayload
    return { status: reply.statusCode, contentType: String(reply.headers['content-type'] ?? ''), body: bytes.toString('utf8') }
  } finally {
    clearTimeout(timer)
  }
}

/** Sends the requests of one kind of the seeds from `seed` on, several at once, and judges every answer. */
export async function runFuzz({ app, target, seed, count, kind }: FuzzRun): Promise<FuzzReport> {
  const report: FuzzReport = { failures: [], outcomes: new Map() }
  let next = kindOf(seed) === kind ? seed : seed + 1
  async function lane(): Promise<void> {
    while (next < seed + count) {
      const own = next
      next += 2
      const request = requestOf(own, target)
      const { outcome, complaints } = await answerOf(app, own, request).then((answer) => judge(request, answer), (error: unknown) => ({ outcome: 'none', complaints: [String(error)] }))
      const key = `${request.dialect} ${request.kind} ${outcome}`
      report.outcomes.set(key, (report.outcomes.get(key) ?? 0) + 1)
      if (complaints.length > 0) report.failures.push({ seed: own, request: described(request), complaints })
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return report
}
