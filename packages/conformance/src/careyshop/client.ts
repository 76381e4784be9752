import type { HttpAnswer, HttpRequest } from '../http.ts'
import { type Case, type Kit, matches, meets, note, Unmet } from '../kit.ts'
import { membersOf } from '../members.ts'
import { signCareyshop, textOfCareyshop } from '../sign-careyshop.ts'
import { type Element, parseXml, textAt } from '../xml.ts'

export interface CareyAnswer extends HttpAnswer {
  /** Of the body. */
  code: number
  message: string
  data: unknown
  xml: Element | null
}

export interface Expected {
  code?: number
  message?: string
  type?: keyof typeof TYPES
  /** Compared when said. */
  data?: unknown
}

const TYPES = { json: 'application/json; charset=utf-8', jsonp: 'application/javascript; charset=utf-8', xml: 'text/xml; charset=utf-8' }
const JSONP = /^[A-Z_$][\w$.]*\((.*)\);$/i

function opened(answer: HttpAnswer): CareyAnswer {
  const type = String(answer.headers['content-type'])
  if (type === TYPES.xml) {
    const xml = parseXml(answer.body)
    meets('root', xml.name, 'careyshop')
    return { ...answer, xml, code: Number(textAt(xml, 'status')), message: textAt(xml, 'message') ?? '', data: null }
  }
  const json = type === TYPES.jsonp ? JSONP.exec(answer.body)?.[1] : answer.body
  if (json === undefined || !Object.values(TYPES).includes(type)) throw new Unmet(`the answer is ${type}: ${answer.body.slice(0, 100)}`)
  const { status, message, data, ...more }: { status: number, message: string, data: unknown } = JSON.parse(json)
  meets('other keys', Object.keys(more), [])
  return { ...answer, xml: null, code: status, message, data }
}

/** Sends and opens; every answer has the headers of the convention and, on an open line, HTTP 200. */
export async function ask(kit: Kit, build: () => HttpRequest, mayBeLimited = false): Promise<CareyAnswer> {
  const answer = opened(await kit.send(build, mayBeLimited))
  note(kit, 'CareyShop', String(answer.code))
  matches('X-Request-Id', answer.headers['x-request-id'], /^[0-9a-z]{16,32}$/)
  meets('Cache-Control', answer.headers['cache-control'], 'no-store')
  meets('Access-Control-Allow-Origin', answer.headers['access-control-allow-origin'], '*')
  meets('Access-Control-Expose-Headers', answer.headers['access-control-expose-headers'], '*')
  meets('HTTP status', answer.status, kit.url.startsWith('https:') && answer.headers['content-type'] !== TYPES.jsonp ? answer.code : 200)
  return answer
}

/** A case of one request. */
export function one(id: string, says: string, rule: string, build: (kit: Kit) => HttpRequest, { code = 200, message, type = 'json', data }: Expected = {}): Case {
  return {
    id,
    dialect: 'CareyShop',
    says,
    rule,
    async run(kit) {
      const answer = await ask(kit, () => build(kit))
      meets('status', answer.code, code)
      if (code === 200 || message !== undefined) meets('message', answer.message, message ?? 'success')
      meets('content type', answer.headers['content-type'], TYPES[type])
      if (data !== undefined) meets('data', answer.data, data)
      if (code !== 200 && type === 'json') meets('data', answer.data, null)
    },
  }
}

export const get = (path: string) => (): HttpRequest => ({ method: 'GET', path })

export function json(path: string, body: string, contentType = 'application/json'): HttpRequest {
  return { method: 'POST', path, headers: { 'content-type': contentType }, body }
}

export const seconds = (kit: Kit, late = 0): string => String(Math.floor(kit.now() / 1000) - late)

export interface Signing {
  late?: number
  timestamp?: string
  secret?: string
  no?: '0' | ''
  isUpper?: boolean
  /** The text to sign may say something else of the members than the body: other spellings of a number. */
  signs?: string
}

/** A body whose members are signed, with the public parameters: `members` is JSON source without its braces. */
export function signed(kit: Kit, members: string, { late = 0, timestamp, secret = kit.secret, no = '0', isUpper = false, signs }: Signing = {}): string {
  const open = `"appkey":"${kit.key}","timestamp":"${timestamp ?? seconds(kit, late)}"`
  const sign = signCareyshop(textOfCareyshop(membersOf(`{${open},${signs ?? members}}`), no), secret)
  return `{${open},${members},"sign":"${isUpper ? sign.toUpperCase() : sign}"}`
}
