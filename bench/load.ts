import { Agent, request as httpRequest } from 'node:http'

export interface LoadResult {
  perSecond: number
  p50: number
  p95: number
  p99: number
  errors: number
  /** Calls that were counted, and all of them with the warm-up. */
  count: number
  total: number
}

export interface Reply {
  status: number
  body: string
  cookies: string[]
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface Call {
  url: string
  method?: 'GET' | 'POST'
  body?: string
  headers?: Record<string, string>
}

/** One HTTP call over a kept connection. */
export function send({ url, method = 'GET', body, headers = {} }: Call): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, agent, headers: body === undefined ? headers : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), cookies: response.headers['set-cookie'] ?? [] }))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

const at = (sorted: readonly number[], part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** Eight clients, each doing `work` again as soon as it is done, for so long. A thrown error counts and is shown once. */
export async function load(work: (client: number) => Promise<void>, options: { clients?: number, warmMs?: number, runMs?: number } = {}): Promise<LoadResult> {
  const { clients = 8, warmMs = 1500, runMs = 5000 } = options
  const times: number[] = []
  let errors = 0
  let total = 0
  let firstError: unknown
  const started = performance.now()
  const isOver = () => performance.now() - started > warmMs + runMs
  await Promise.all(Array.from({ length: clients }, async (_, client) => {
    while (!isOver()) {
      const before = performance.now()
      try {
        await work(client)
        total++
        if (before - started > warmMs) times.push(performance.now() - before)
      } catch (error) {
        errors++
        firstError ??= error
        if (errors > 50) throw error
      }
    }
  }))
  if (firstError) process.stderr.write(`  first error: ${String(firstError)}\n`)
  times.sort((a, b) => a - b)
  return { perSecond: times.length / (runMs / 1000), p50: at(times, 0.5), p95: at(times, 0.95), p99: at(times, 0.99), errors, count: times.length, total }
}
