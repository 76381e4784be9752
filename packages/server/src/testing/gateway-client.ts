import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { XMLParser } from 'fast-xml-parser'

export type Params = Record<string, string>

export interface Credentials {
  key: string
  secret: string
}

export interface CallOptions {
  app?: Credentials
  format?: 'json' | 'xml'
  /** Put over the public parameters before signing; `undefined` leaves one out. */
  before?: Record<string, string | undefined>
  /** Put over everything after signing. */
  after?: Record<string, string | undefined>
  /** Sent as parts of a multipart body; a name may stand several times. */
  files?: { name: string, fileName: string, bytes: Buffer }[]
}

export interface GatewayAnswer {
  httpStatus: number
  body: string
  /** 0 when the call succeeded. */
  code: number
  msg: string
  /** The object under the answer's one key; for XML as far as its text tells. */
  response: Record<string, unknown>
}

export type GatewayClient = (method: string, params?: Params, options?: CallOptions) => Promise<GatewayAnswer>

const xml = new XMLParser({ ignoreAttributes: true, parseTagValue: false })
const HOURS_8_MS = 8 * 60 * 60 * 1000
let calls = 0

/** The gateway's time of a moment: `yyyy-MM-dd HH:mm:ss` in GMT+8. */
export function gmt8(ms: number): string {
  return new Date(ms + HOURS_8_MS).toISOString().slice(0, 19).replace('T', ' ')
}

function present(params: Record<string, string | undefined>): Params {
  return Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Written from the contract, not with the gateway's own code. */
function signOf(params: Params, secret: string): string {
  const text = Object.keys(params).sort().map((name) => name + params[name]).join('')
  return hash('md5', secret + text + secret).toUpperCase()
}

/** Every call from an address of its own: failures are counted by address. */
function anAddress(): string {
  return `10.${calls >> 16 & 255}.${calls >> 8 & 255}.${calls & 255}`
}

function opened(body: string, format: 'json' | 'xml'): [root: string, value: Record<string, unknown>] {
  const { '?xml': _head, ...parsed }: Record<string, unknown> = format === 'json' ? JSON.parse(body) : xml.parse(body)
  const [[root, value] = ['', {}], ...more] = Object.entries(parsed)
  if (more.length > 0) throw new Error(`more than one key at the top: ${body}`)
  return [root, typeof value === 'object' && value !== null ? { ...value } : {}]
}

const BOUNDARY = 'part-of-a-test'

function body(params: Params, files: NonNullable<CallOptions['files']>): { type: string, payload: string | Buffer } {
  if (files.length === 0) return { type: 'application/x-www-form-urlencoded', payload: new URLSearchParams(params).toString() }
  const texts = Object.entries(params).map(([name, value]) => Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  const parts = files.flatMap(({ name, fileName, bytes }) => [Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`), bytes, Buffer.from('\r\n')])
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, payload: Buffer.concat([...texts, ...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]) }
}

/** The parameters of a signed call, ready to be sent as a form. */
export function signedParams(app: Credentials, method: string, params: Record<string, string | undefined>): Params {
  const unsigned = present({ app_key: app.key, method, timestamp: gmt8(Date.now()), format: 'json', v: '1.0', sign_method: 'md5', ...params })
  return { ...unsigned, sign: signOf(unsigned, app.secret) }
}

/** An outside program that signs its calls; each has a nonce, so that none is taken for a repeat. */
export function gatewayClient(server: FastifyInstance, defaultApp: Credentials): GatewayClient {
  return async (method, params = {}, { app = defaultApp, format = 'json', before = {}, after = {}, files = [] } = {}) => {
    calls++
    const { type, payload } = body(present({ ...signedParams(app, method, { format, nonce: String(calls), ...params, ...before }), ...after }), files)
    const reply = await server.inject({ method: 'POST', url: '/router/rest', headers: { 'content-type': type }, payload, remoteAddress: anAddress() })
    const [root, value] = opened(reply.body, format)
    const isRefusal = root === 'error_response'
    if (!isRefusal && root !== 'response') throw new Error(`no answer of the gateway: ${reply.body}`)
    return { httpStatus: reply.statusCode, body: reply.body, code: isRefusal ? Number(value.code) : 0, msg: isRefusal ? String(value.msg) : '', response: value }
  }
}
