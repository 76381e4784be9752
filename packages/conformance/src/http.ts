import http from 'node:http'
import https from 'node:https'
import { gunzipSync } from 'node:zlib'

export interface HttpRequest {
  method: string
  /** Behind the base address, with the query. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface HttpAnswer {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
  milliseconds: number
}

const PATIENCE_MS = 30_000

/** One request as it stands: nothing is added to it but its length. */
export function sendHttp(base: string, { method, path, headers = {}, body }: HttpRequest): Promise<HttpAnswer> {
  const started = performance.now()
  const url = new URL(base)
  const bytes = body === undefined ? null : Buffer.from(body)
  const client = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const options = { method, host: url.hostname, port: url.port, path: url.pathname.replace(/\/$/, '') + path, headers: { ...headers, ...(bytes ? { 'content-length': String(bytes.length) } : {}) }, timeout: PATIENCE_MS }
    const request = client.request(options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('error', reject)
      answer.once('end', () => {
        const whole = Buffer.concat(chunks)
        const text = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text.toString('utf8'), milliseconds: performance.now() - started })
      })
    })
    request.once('timeout', () => request.destroy(new Error(`no answer in ${PATIENCE_MS} ms`)))
    request.once('error', reject)
    request.end(bytes ?? undefined)
  })
}
