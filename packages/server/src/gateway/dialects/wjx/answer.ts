import { ERRORS, errorText, type ErrorWord, type ShopError } from '@xiaopu/shared/errors'
import type { Outcome, Reply } from '../../call.ts'
import type { WjxCall } from './read.ts'

const TOO_MANY = 429
const MESSAGES: Partial<Record<ErrorWord, string>> = {
  SYSTEM_ERROR: '系统错误',
  APP_KEY_MISSING: '未指定appid',
  APP_KEY_INVALID: '无效的appid',
  TIMESTAMP_INVALID: 'ts无效或已过期',
  SIGN_MISSING: '缺少sign',
  SIGN_INVALID: '签名错误',
  METHOD_MISSING: '未指定action',
  METHOD_INVALID: '无效的action',
  RATE_LIMITED: '请求过于频繁',
}

function messageOf({ word, params }: ShopError): string {
  if (word === 'PARAM_MISSING' || word === 'PARAM_INVALID') return `参数错误：${params.field ?? ''}`
  if (word === 'CONFLICT' && params.reason === 'version') return '问卷已被修改请刷新'
  return MESSAGES[word] ?? errorText(word, params, 'zh')
}

/** `result` and `data`, or `errormsg`. The vendor's client repeats 429 by itself and takes every other status for a broken line. */
export function write(call: WjxCall, outcome: Exclude<Outcome, { kind: 'written' }>): Reply {
  if (outcome.kind === 'answer') {
    const { data } = outcome.value as { data: unknown } // every action answers so, the registry sees to it
    return reply({ result: true, data })
  }
  const { error } = outcome
  const { code } = ERRORS[error.word]
  const isLimited = error.word === 'RATE_LIMITED'
  const written = reply({ result: false, errormsg: messageOf(error), errorcode: code }, code)
  written.status = call.unreadable?.status ?? (isLimited ? TOO_MANY : 200)
  if (isLimited) written.headers['retry-after'] = String(error.params.retry_after ?? 1)
  return written
}

function reply(body: object, code = 0): Reply {
  return { status: 200, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body), headers: {}, code }
}
