import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Credentials } from '../../testing/gateway-client.ts'

export interface WjxAnswer {
  status: number
  headers: Record<string, unknown>
  body: string
  result: boolean
  code: number
  message: string
  data: unknown
}

export interface WjxOptions {
  app?: Credentials
  /** Put over the public parameters before signing; `undefined` leaves one out. */
  before?: Record<string, unknown>
  /** Put over everything after signing. */
  after?: Record<string, unknown>
  query?: string
  headers?: Record<string, string>
  url?: string
  /** Sends a bearer header in place of appid, ts and sign. */
  key?: string
}

export type WjxClient = (action: string, params?: Record<string, unknown>, options?: WjxOptions) => Promise<WjxAnswer>

let calls = 0

/** Written from the contract, not with the gateway's own code: values by name, nothing between, the secret behind. */
function signOf(params: Record<string, unknown>, secret: string): string {
  const text = Object.keys(params).sort().map((name) => params[name]).filter((value) => value !== null && value !== '').map((value) => typeof value === 'object' ? JSON.stringify(value) : String(value)).join('')
  return hash('sha1', text + secret)
}

function present(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined))
}

function bodyOf(action: string, params: Record<string, unknown>, { app, before, after, key }: WjxOptions): Record<string, unknown> {
  const named = present({ action, nonce: String(calls), ...params, ...before })
  if (key !== undefined || !app) return present({ ...named, ...after })
  const unsigned = present({ appid: app.key, ts: String(Math.floor(Date.now() / 1000)), ...named, ...before })
  return present({ ...unsigned, sign: signOf(unsigned, app.secret), ...after })
}

export async function post(server: FastifyInstance, payload: string | Buffer, options: Pick<WjxOptions, 'query' | 'headers' | 'url'> = {}): Promise<WjxAnswer> {
  const { query = '', headers = {}, url = '/openapi/default.aspx' } = options
  calls++
  const reply = await server.inject({
    method: 'POST',
    url: query ? `${url}?${query}` : url,
    headers: { 'content-type': 'application/json', ...headers },
    payload,
    remoteAddress: `10.${calls >> 16 & 255}.${calls >> 8 & 255}.${calls & 255}`, // failures are counted by address
  })
  const parsed: { result: boolean, data?: unknown, errormsg?: string, errorcode?: number } = JSON.parse(reply.body)
  return { status: reply.statusCode, headers: reply.headers, body: reply.body, result: parsed.result, code: parsed.errorcode ?? 0, message: parsed.errormsg ?? '', data: parsed.data }
}

/** A program of the survey convention; each call has a parameter of its own, so that none is taken for a repeat. */
export function wjxClient(server: FastifyInstance, app: Credentials): WjxClient {
  return (action, params = {}, options = {}) => {
    calls++
    const { key, query, headers, url } = options
    const body = bodyOf(action, params, { app, ...options })
    return post(server, JSON.stringify(body), { ...query ? { query } : {}, ...url ? { url } : {}, headers: { ...key === undefined ? {} : { authorization: `Bearer ${key}` }, ...headers } })
  }
}
