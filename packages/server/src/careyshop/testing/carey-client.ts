import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Credentials } from '../../testing/gateway-client.ts'

export interface CareyAnswer {
  httpStatus: number
  headers: Record<string, unknown>
  body: string
  status: number
  message: string
  data: unknown
}

export interface CareyOptions {
  /** Null for a caller who names none. */
  app?: Credentials | null
  token?: string
  url?: string
  headers?: Record<string, string>
}

export type CareyClient = (controller: string, method: string, params?: Record<string, unknown>, options?: CareyOptions) => Promise<CareyAnswer>

let calls = 0

/** Written from the contract, not with the gateway's own code. */
function signOf(params: Record<string, unknown>, secret: string): string {
  const text = Object.keys(params).sort().filter((name) => typeof params[name] !== 'object').map((name) => name + (params[name] === true ? '1' : params[name] === false ? '0' : String(params[name]))).join('')
  return hash('md5', secret + text + secret)
}

/** A client that signs what it sends; each call has a mark of its own, so that none is taken for a repeat. */
export function careyClient(server: FastifyInstance, usual: Credentials): CareyClient {
  return async (controller, method, params = {}, { app = usual, token, url = `/api/v1/${controller}`, headers = {} } = {}) => {
    calls++
    const unsigned = { ...(app ? { appkey: app.key, timestamp: Math.floor(Date.now() / 1000) } : {}), ...(token === undefined ? {} : { token }), method, mark: calls, ...params }
    const payload = JSON.stringify(app ? { ...unsigned, sign: signOf(unsigned, app.secret) } : unsigned)
    const reply = await server.inject({ method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, payload, remoteAddress: `10.9.${calls >> 8 & 255}.${calls & 255}` })
    const isJson = String(reply.headers['content-type']).includes('json')
    const { status = 0, message = '', data = null }: { status?: number, message?: string, data?: unknown } = isJson ? JSON.parse(reply.body) : {}
    return { httpStatus: reply.statusCode, headers: reply.headers, body: reply.body, status, message, data }
  }
}
