import { ERRORS, errorText } from '@xiaopu/shared/errors'
import type { ShopError } from '@xiaopu/shared/errors'
import type { Outcome, Reply } from '../../call.ts'
import { redact } from '../../redact.ts'
import type { EctouchCall } from './read.ts'
import { toXml } from './xml.ts'

const FIRST_BUSINESS_CODE = 50000

/** One top-level key, always: `response`, the method's own for TOP clients, or `error_response`. */
export function write(call: EctouchCall, outcome: Exclude<Outcome, { kind: 'written' }>): Reply {
  if (outcome.kind === 'answer') {
    const value = outcome.value as Record<string, unknown> // a method's output is an object, the registry sees to it
    return call.version === '2.0'
      ? reply(call, `${(call.method?.name ?? '').replaceAll('.', '_')}_response`, { ...value, request_id: call.requestId })
      : reply(call, 'response', value)
  }
  const { error } = outcome
  const { code } = ERRORS[error.word]
  const written = reply(call, 'error_response', errorBody(call, error), code)
  written.status = call.unreadable?.status ?? 200
  if (error.word === 'RATE_LIMITED') written.headers['retry-after'] = String(error.params.retry_after ?? 1)
  return written
}

function errorBody(call: EctouchCall, error: ShopError): Record<string, unknown> {
  const { code } = ERRORS[error.word]
  const body: Record<string, unknown> = { code, msg: errorText(error.word, error.params, 'en'), params: redact(call.params) }
  if (call.version === '1.0') return body
  body.request_id = call.requestId
  if (code >= FIRST_BUSINESS_CODE) {
    body.sub_code = error.word
    body.sub_msg = errorText(error.word, error.params, 'zh')
  }
  return body
}

function reply(call: EctouchCall, key: string, value: Record<string, unknown>, code = 0): Reply {
  const isJson = call.format === 'json'
  return {
    status: 200,
    contentType: isJson ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8',
    body: isJson ? JSON.stringify({ [key]: value }) : toXml(key, value),
    headers: {},
    code,
  }
}
