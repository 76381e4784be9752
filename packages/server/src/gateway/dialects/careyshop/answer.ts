import { ERRORS, type ShopError } from '@xiaopu/shared/errors'
import type { Outcome, Reply } from '../../call.ts'
import { answerForm } from './public-params.ts'
import type { CareyCall, CareyTransport } from './read.ts'
import { type Said, saidOf, saidOfUnreadable } from './refused.ts'
import { toXml } from './xml.ts'

export interface Manner extends Pick<CareyTransport, 'isTls'> {
  /** Whether `is_debug` has any meaning here. */
  isDebug: boolean
}

const OK = 200
const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/g
const STATUS = /^\{"status":(\d{3})|<status>(\d{3})<\/status>/

/** Carriers replace the pages of failures on an open line, so there every answer is 200; scripts see nothing of others. */
function httpStatus(call: CareyCall, { isTls }: Manner, status: number): number {
  return isTls && answerForm(call).format !== 'jsonp' ? status : OK
}

export function write(call: CareyCall, outcome: Exclude<Outcome, { kind: 'written' }>, manner: Manner): Reply {
  if (outcome.kind === 'answer') return written(call, manner, { status: OK, message: 'success', data: outcome.value })
  const { error } = outcome
  const said: Said = call.unreadable ? saidOfUnreadable(call.unreadable) : saidOf(error)
  const debug = manner.isDebug && call.params.get('is_debug') === '1' ? { debug: debugOf(call, error) } : {}
  const reply = written(call, manner, { ...said, data: null, ...debug })
  reply.code = ERRORS[error.word].code
  if (error.word === 'RATE_LIMITED') reply.headers['retry-after'] = String(error.params.retry_after ?? 1)
  return reply
}

/** The answer to a repeat has the status its text tells. */
export function withStatusOfText(call: CareyCall, reply: Reply, manner: Manner): Reply {
  const [, inJson, inXml] = STATUS.exec(reply.body) ?? []
  return { ...reply, status: httpStatus(call, manner, Number(inJson ?? inXml ?? OK)), headers: { ...reply.headers, ...headers() } }
}

function headers(): Record<string, string> {
  return { 'access-control-max-age': '86400', 'x-content-type-options': 'nosniff' }
}

function written(call: CareyCall, manner: Manner, envelope: Said & { data: unknown, debug?: object }): Reply {
  return { status: httpStatus(call, manner, envelope.status), ...textOf(call, envelope), headers: headers(), code: 0 }
}

function textOf(call: CareyCall, envelope: object): Pick<Reply, 'contentType' | 'body'> {
  const { format, callback } = answerForm(call)
  if (format === 'xml') return { contentType: 'text/xml; charset=utf-8', body: toXml('careyshop', envelope) }
  const json = JSON.stringify(envelope)
  if (format === 'json') return { contentType: 'application/json; charset=utf-8', body: json }
  const safe = json.replaceAll(UNSAFE_IN_SCRIPT, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return { contentType: 'application/javascript; charset=utf-8', body: `${callback}(${safe});` }
}

/** Where a call failed; nothing of what it said. */
function debugOf(call: CareyCall, error: ShopError): object {
  const { signNote } = call
  return {
    request_id: call.requestId,
    error: error.word,
    step: call.step,
    elapsed_ms: Math.round(performance.now() - call.startedAt),
    sign: signNote ? { names: signNote.names, left_out: signNote.leftOut, reading: signNote.reading } : null,
    field: String(error.params.field ?? ''),
    rule: error.word === 'PARAM_MISSING' || error.word === 'PARAM_INVALID' ? error.word : '',
  }
}
