import type { JsonValue } from '../../json-source.ts'
import { parseGmt8 } from '../../gmt8.ts'
import type { CareyCall } from './read.ts'
import { Refused } from './refused.ts'

export type Format = 'json' | 'jsonp' | 'xml'

export interface PublicParams {
  appKey: string
  token: string
  sign: string
  /** Null when none was sent. */
  signedAt: Date | null
  method: string
}

export const SIGN_LIFE_SECONDS = 600
const FAILURE = 500
const KEY_DIGITS = 8
const MAX_TOKEN = 100
const MIN_SIGN = 32
const MAX_METHOD = 100
const MAX_CALLBACK = 64
const SECONDS = /^\d{1,12}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const WHOLE_NUMBER = /^[+-]?\d+$/
const CALLBACK = /^[A-Z_$][\w$]*(?:\.[A-Z_$][\w$]*){0,4}$/i
const DEFAULT_CALLBACK = 'jsonpReturn'

function isFormat(text: string): text is Format {
  return text === 'json' || text === 'jsonp' || text === 'xml'
}

function isCallback(text: string): boolean {
  return text.length <= MAX_CALLBACK && CALLBACK.test(text)
}

/** How the answer is written, whatever else is wrong with the call: a format that cannot be had is answered in JSON. */
export function answerForm({ params }: CareyCall): { format: Format, callback: string } {
  const [format, callback] = [params.get('format') || 'json', params.get('callback') || DEFAULT_CALLBACK]
  if (!isFormat(format) || (format === 'jsonp' && !isCallback(callback))) return { format: 'json', callback: '' }
  return { format, callback }
}

function refuse(name: string, message: string): never {
  throw new Refused('PARAM_INVALID', FAILURE, message, name)
}

function momentOf(text: string, now: Date): Date {
  const ms = SECONDS.test(text) ? Number(text) * 1000 : parseGmt8(DAY.test(text) ? `${text} 00:00:00` : text)
  if (ms === null) refuse('timestamp', '无效的日期格式')
  if (Math.abs(Math.floor(now.getTime() / 1000) - ms / 1000) > SIGN_LIFE_SECONDS) refuse('timestamp', 'timestamp已过期')
  return new Date(ms)
}

const isWritten = (value: JsonValue | undefined): value is JsonValue => value !== undefined && value.kind !== 'null' && value.text !== ''

/** What may be sent with every call. Nothing of it has to be there; what is there must be good. */
export function readPublicParams(call: CareyCall): PublicParams {
  const [appKey, token, sign, timestamp, format, method, callback] = ['appkey', 'token', 'sign', 'timestamp', 'format', 'method', 'callback'].map((name) => call.values.get(name)).map((value) => isWritten(value) ? value : null)
  if (appKey && !WHOLE_NUMBER.test(appKey.text)) refuse('appkey', 'appkey必须是整数')
  if (appKey && appKey.text.length !== KEY_DIGITS) refuse('appkey', `appkey长度不符合要求 ${KEY_DIGITS}`)
  if (token && token.text.length > MAX_TOKEN) refuse('token', `token长度不能超过 ${MAX_TOKEN}`)
  if (sign && (sign.kind !== 'string' || sign.text.length < MIN_SIGN)) refuse('sign', `sign长度不能小于 ${MIN_SIGN}`)
  const signedAt = timestamp ? momentOf(timestamp.text, call.now) : null
  if (format && !isFormat(format.text)) refuse('format', 'format必须在 json,jsonp,xml 范围内')
  if (method && method.text.length > MAX_METHOD) refuse('method', `method长度不能超过 ${MAX_METHOD}`)
  if (callback && !isCallback(callback.text)) refuse('callback', 'callback格式错误')
  return { appKey: appKey?.text ?? '', token: token?.text ?? '', sign: sign?.text ?? '', signedAt, method: method?.text ?? '' }
}
