import { hash } from 'node:crypto'

export interface AppKey { key: string, secret: string }
export type Answer = Record<string, unknown>

const GMT8_MS = 8 * 60 * 60 * 1000

/** "2026-03-18 16:18:52", as the gateway's callers write the time. */
function gmt8Now(): string {
  return new Date(Date.now() + GMT8_MS).toISOString().slice(0, 19).replace('T', ' ')
}

function signed(params: Record<string, string>, secret: string): Record<string, string> {
  const text = Object.keys(params).sort().map((name) => name + params[name]).join('')
  return { ...params, sign: hash('md5', secret + text + secret, 'hex').toUpperCase() }
}

/** One signed call, from an address of one's own if need be. A refusal of the shop ends the story with its number and words. */
export async function callGateway(baseUrl: string, app: AppKey, method: string, params: Record<string, string | number> = {}, address = ''): Promise<Answer> {
  const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
  const body = new URLSearchParams(signed({ ...texts, app_key: app.key, method, format: 'json', v: '1.0', sign_method: 'md5', timestamp: gmt8Now() }, app.secret))
  const reply = await fetch(`${baseUrl}/router/rest`, { method: 'POST', body, headers: address ? { 'x-forwarded-for': address } : {} })
  const answer = await reply.json() as { response?: Answer, error_response?: { code: number, msg: string } }
  if (!answer.response) throw new Error(`${method}: ${answer.error_response?.code} ${answer.error_response?.msg}`)
  return answer.response
}
