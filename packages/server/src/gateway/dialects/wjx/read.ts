import { headerParameter, isUtf8Name, utf8Text } from '../../encoding.ts'
import { UnreadableRequest } from '../../received.ts'
import type { Call, IncomingCall } from '../../call.ts'
import { type JsonValue, readJsonObject } from '../../json-source.ts'

export interface WjxCall extends Call {
  /** What was sent, as it was written. */
  readonly values: ReadonlyMap<string, JsonValue>
  /** The query's, '' when there is none in the right form. */
  readonly traceId: string
  /** The query's `action`: for the log only. */
  readonly queryAction: string
  /** The key of a bearer header, '' without one. */
  readonly bearerKey: string
  readonly idempotencyKey: string
}

const MAX_BODY_BYTES = 1024 * 1024
const TRACE_ID = /^[0-9a-f]{32}$/
const BEARER = /^Bearer\s(.*)$/i
const MAX_NOTED = 64

/** How many bytes of a body are read: JSON alone is taken. */
export function jsonLimit(contentType: string): number {
  return /json/i.test(contentType) ? MAX_BODY_BYTES : 0
}

export function traceIdOf(query: string): string {
  const sent = new Set(new URLSearchParams(query).getAll('traceid'))
  const [only = ''] = sent
  return sent.size === 1 && TRACE_ID.test(only) ? only : ''
}

/** Numbers count by their value: `1.0` is 1. Those too long for that stay as they were written. */
function meaningOf({ kind, text }: JsonValue): string {
  if (kind !== 'number') return text
  const value = Number(text)
  return Number.isSafeInteger(value) ? String(value) : text
}

export function read(request: IncomingCall): WjxCall {
  let values = new Map<string, JsonValue>()
  let { unreadable } = request
  try {
    if (!unreadable) values = readValues(request)
  } catch (error) {
    if (!(error instanceof UnreadableRequest)) throw error
    unreadable = error
  }
  const params = new Map([...values].filter(([, { kind }]) => kind !== 'null').map(([name, value]) => [name, meaningOf(value)]))
  return {
    requestId: request.requestId,
    ip: request.ip,
    now: request.now,
    params,
    files: [],
    unreadable,
    values,
    traceId: traceIdOf(request.query),
    queryAction: (new URLSearchParams(request.query).get('action') ?? '').slice(0, MAX_NOTED),
    bearerKey: BEARER.exec(request.authorization ?? '')?.[1]?.trim() ?? '',
    idempotencyKey: request.idempotencyKey ?? '',
    app: null,
    method: null,
    isRepeat: false,
  }
}

function readValues({ contentType, body }: IncomingCall): Map<string, JsonValue> {
  if (jsonLimit(contentType) === 0) throw new UnreadableRequest('content_type')
  const charset = headerParameter(contentType, 'charset')
  if (charset !== null && !isUtf8Name(charset)) throw new UnreadableRequest('charset')
  if (!body) throw new UnreadableRequest('body')
  return readJsonObject(utf8Text(body, 'body'))
}

const HIDDEN = '***'

/** What people wrote into a survey is no business of the call log. */
export function logged({ params, traceId, queryAction }: WjxCall): ReadonlyMap<string, string> {
  const shown = new Map(params)
  if (traceId) shown.set('?traceid', traceId)
  if (queryAction) shown.set('?action', queryAction)
  if (shown.has('submitdata')) shown.set('submitdata', HIDDEN)
  return shown
}
