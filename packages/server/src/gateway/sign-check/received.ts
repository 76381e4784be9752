import type { PastedHttp } from '@xiaopu/shared/platform'
import type { IncomingCall } from '../call.ts'
import type { JsonValue } from '../json-source.ts'

/** A pasted request as it would have come in. */
export function incomingOf({ httpMethod, query, contentType, authorization, body }: PastedHttp, now: Date): IncomingCall {
  return { requestId: '', ip: '', now, httpMethod, query, contentType, authorization, body: body === '' ? null : Buffer.from(body), unreadable: null }
}

/** Names in byte order. */
export function byName<Value>(entries: Iterable<readonly [string, Value]>): (readonly [string, Value])[] {
  return [...entries].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

/** JSON text without the blanks its writer left in it. */
export function compactJson({ text }: JsonValue): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}
