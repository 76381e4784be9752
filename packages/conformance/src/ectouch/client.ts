import { type Kit, matches, meets, note, Unmet } from '../kit.ts'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import { signEctouch, textOfEctouch } from '../sign-ectouch.ts'
import { type Element, parseXml, textAt } from '../xml.ts'

type Params = Record<string, string | undefined>

export interface EctouchCall {
  method?: string
  /** Put over the public parameters before the sign is made; `undefined` leaves one out. */
  params?: Params
  /** Put over everything afterwards. */
  after?: Params
  /** Of the method's clock, in seconds. */
  late?: number
  secret?: string
  empty?: 'kept' | 'left out'
  isUpper?: boolean
  address?: string
  how?: 'form' | 'query' | 'multipart' | 'split'
  /** The finished request, changed by hand. */
  change?: (request: HttpRequest) => HttpRequest
  mayBeLimited?: boolean
}

export interface EctouchAnswer extends HttpAnswer {
  format: 'json' | 'xml'
  root: string
  /** The object under the one key; of XML nothing. */
  value: Record<string, unknown>
  xml: Element | null
  /** 0 for a success. */
  code: number
}

const HOURS_8_MS = 8 * 60 * 60 * 1000
export const FORM = 'application/x-www-form-urlencoded'
export const BOUNDARY = 'part-of-the-kit'
let calls = 0

/** A moment as the convention writes it. */
export function gmt8(ms: number): string {
  return new Date(ms + HOURS_8_MS).toISOString().slice(0, 19).replace('T', ' ')
}

function present(params: Params): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

export function form(params: Record<string, string>): string {
  return Object.entries(params).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}

export function multipart(params: Record<string, string>): string {
  return `${Object.entries(params).map(([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--${BOUNDARY}--\r\n`
}

/** The signed parameters of a call. Each has a nonce of its own, so that none is taken for a repeat. */
export function signedParams(kit: Kit, { method = 'ectouch.shop.config', params = {}, after = {}, late = 0, secret = kit.secret, empty = 'kept', isUpper = false }: EctouchCall): Record<string, string> {
  const named = present({ app_key: kit.key, method, timestamp: gmt8(kit.now() - late * 1000), format: 'json', v: '1.0', sign_method: 'md5', nonce: `${Date.now()}-${++calls}`, ...params })
  const sign = signEctouch(textOfEctouch(named, empty), secret, named.sign_method)
  return present({ ...named, sign: isUpper ? sign.toUpperCase() : sign, ...after })
}

function sent(params: Record<string, string>, { address = '/router/rest', how = 'form' }: EctouchCall): HttpRequest {
  const names = Object.keys(params)
  const part = (from: number, to?: number): Record<string, string> => Object.fromEntries(names.slice(from, to).map((name) => [name, params[name] ?? '']))
  switch (how) {
    case 'query': return { method: 'GET', path: `${address}?${form(params)}` }
    case 'multipart': return { method: 'POST', path: address, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, body: multipart(params) }
    case 'split': return { method: 'POST', path: `${address}?${form(part(0, 4))}`, headers: { 'content-type': FORM }, body: form(part(4)) }
    case 'form': return { method: 'POST', path: address, headers: { 'content-type': FORM }, body: form(params) }
  }
}

function opened(answer: HttpAnswer): EctouchAnswer {
  const type = String(answer.headers['content-type'])
  if (type === 'text/xml; charset=utf-8') {
    const xml = parseXml(answer.body)
    return { ...answer, format: 'xml', root: xml.name, value: {}, xml, code: xml.name === 'error_response' ? Number(textAt(xml, 'code')) : 0 }
  }
  meets('Content-Type', type, 'application/json; charset=utf-8')
  const parsed: Record<string, unknown> = JSON.parse(answer.body)
  const [[root, value] = ['', null], ...more] = Object.entries(parsed)
  if (more.length > 0 || typeof value !== 'object' || value === null) throw new Unmet(`the answer has not one object under one key: ${answer.body.slice(0, 200)}`)
  const named: Record<string, unknown> = { ...value }
  return { ...answer, format: 'json', root, value: named, xml: null, code: root === 'error_response' ? Number(named.code) : 0 }
}

/** One call; every answer must have the headers and the one key of the convention. */
export async function call(kit: Kit, asked: EctouchCall = {}): Promise<EctouchAnswer> {
  const { change = (request: HttpRequest) => request, mayBeLimited = false } = asked
  const answer = opened(await kit.send(() => change(sent(signedParams(kit, asked), asked)), mayBeLimited))
  note(kit, 'ECTouch', String(answer.code))
  matches('X-Request-Id', answer.headers['x-request-id'], /^[0-9a-z]{16,32}$/)
  meets('Cache-Control', answer.headers['cache-control'], 'no-store')
  meets('Access-Control-Allow-Origin', answer.headers['access-control-allow-origin'], '*')
  if (answer.format === 'json' && answer.code === 0 && 'code' in answer.value) throw new Unmet('a success must not hold a key named code')
  return answer
}

export interface Expected {
  /** 0, a success, unless said. */
  code?: number
  status?: number
  format?: 'json' | 'xml'
}

/** Calls and compares. */
export async function expectCall(kit: Kit, asked: EctouchCall, { code = 0, status = 200, format = 'json' }: Expected = {}): Promise<EctouchAnswer> {
  const answer = await call(kit, asked)
  meets('code', answer.code, code)
  meets('HTTP status', answer.status, status)
  meets('format', answer.format, format)
  return answer
}
