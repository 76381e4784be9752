import type { HttpAnswer, HttpRequest } from '../http.ts'
import { type Kit, matches, meets, note, Unmet } from '../kit.ts'
import { membersOf } from '../members.ts'
import { signWjx, textOfWjx } from '../sign-wjx.ts'

export interface WjxCall {
  /** JSON source of the members beside the public ones. */
  members?: string
  action?: string | null
  appid?: string | null
  /** JSON source; null for none. */
  ts?: string | null
  late?: number
  secret?: string
  isUpper?: boolean
  encode?: string
  /** The members the sign speaks of, where they are not those of the body. */
  signs?: string
  traceId?: string
  /** The trace id the sign speaks of. */
  signedTraceId?: string
  /** JSON source put behind everything, the sign included; `sign` null leaves the sign out. */
  sign?: string | null
  /** In place of appid, ts and sign. */
  bearer?: string
  headers?: Record<string, string>
  change?: (request: HttpRequest) => HttpRequest
  mayBeLimited?: boolean
}

export interface WjxAnswer extends HttpAnswer {
  result: boolean
  /** 0 for a success. */
  code: number
  message: string
  data: unknown
}

export const ADDRESS = '/openapi/default.aspx'
export const LIST = '"1000002"'
let calls = 0

export function secondsOf(kit: Kit, late = 0): number {
  return Math.floor(kit.now() / 1000) - late
}

function membersFor(kit: Kit, { members = '', action = LIST, appid = JSON.stringify(kit.key), ts, late = 0, encode, bearer }: WjxCall): string {
  const own = [...(action === null ? [] : [`"action":${action}`]), ...(encode === undefined ? [] : [`"encode":"${encode}"`]), ...(members ? [members] : [])]
  if (bearer !== undefined) return own.join()
  const named = ts === undefined ? JSON.stringify(String(secondsOf(kit, late))) : ts
  return [...(appid === null ? [] : [`"appid":${appid}`]), ...(named === null ? [] : [`"ts":${named}`]), ...own, `"mark":"${Date.now()}-${++calls}"`].join()
}

/** The request of a call. */
export function requestOf(kit: Kit, call: WjxCall): HttpRequest {
  const { bearer, traceId = '', signedTraceId = traceId, secret = kit.secret, isUpper = false, encode, signs, sign, headers = {} } = call
  const body = membersFor(kit, call)
  const text = textOfWjx(membersOf(`{${signs === undefined ? body : body.replace(call.members ?? '', signs)}}`), signedTraceId)
  const digest = bearer === undefined && sign === undefined ? signWjx(text, secret, encode) : ''
  const signing = sign === undefined ? JSON.stringify(isUpper ? digest.toUpperCase() : digest) : sign
  return {
    method: 'POST',
    path: ADDRESS + (traceId ? `?traceid=${traceId}` : ''),
    headers: { 'content-type': 'application/json', ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }), ...headers },
    body: `{${body}${signing === null || (bearer !== undefined && sign === undefined) ? '' : `,"sign":${signing}`}}`,
  }
}

function opened(answer: HttpAnswer): WjxAnswer {
  meets('Content-Type', answer.headers['content-type'], 'application/json; charset=utf-8')
  const parsed: Record<string, unknown> = JSON.parse(answer.body)
  const { result, data, errormsg, errorcode } = parsed
  const keys = Object.keys(parsed).join()
  if (result === true && keys === 'result,data') return { ...answer, result, data, code: 0, message: '' }
  if (result === false && keys === 'result,errormsg,errorcode' && typeof errorcode === 'number') return { ...answer, result, data: null, code: errorcode, message: String(errormsg) }
  throw new Unmet(`no envelope of the convention: ${answer.body.slice(0, 200)}`)
}

/** One call; every answer has the headers of the convention. */
export async function call(kit: Kit, asked: WjxCall = {}): Promise<WjxAnswer> {
  const { change = (request: HttpRequest) => request, mayBeLimited = false } = asked
  const answer = opened(await kit.send(() => change(requestOf(kit, asked)), mayBeLimited))
  note(kit, 'WJX', String(answer.code))
  matches('X-Request-Id', answer.headers['x-request-id'], /^[0-9a-z]{16,32}$/)
  meets('Cache-Control', answer.headers['cache-control'], 'no-store')
  meets('Access-Control-Allow-Origin', answer.headers['access-control-allow-origin'], '*')
  return answer
}

export interface Expected {
  code?: number
  message?: string
  status?: number
}

export async function expectCall(kit: Kit, asked: WjxCall, { code = 0, message, status = 200 }: Expected = {}): Promise<WjxAnswer> {
  const answer = await call(kit, asked)
  meets('errorcode', answer.code, code)
  if (message !== undefined) meets('errormsg', answer.message, message)
  meets('HTTP status', answer.status, status)
  return answer
}
