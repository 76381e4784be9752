import { headerParameter, isUtf8Name, mediaType, utf8Text } from './encoding.ts'
import { readMultipart } from './multipart.ts'
import { UnreadableRequest } from './received.ts'
import type { Received } from './received.ts'

export const MAX_URL_BYTES = 8192
export const MAX_FORM_BYTES = 1024 * 1024
export const MAX_MULTIPART_BYTES = 20 * 1024 * 1024
const NOT_ASCII = /[^\0-\x7F]/

/** A query string as it stood in the request line, where Node hands over each byte as one character. */
export function readQuery(query: string, received: Received): void {
  readPairs(NOT_ASCII.test(query) ? utf8Text(Buffer.from(query, 'latin1'), 'query') : query, received)
}

/** What kind of body a content type announces, and how many bytes of it are read. */
export function bodyLimit(contentType: string): number {
  const type = mediaType(contentType)
  if (type === 'multipart/form-data') return MAX_MULTIPART_BYTES
  return type === 'application/x-www-form-urlencoded' ? MAX_FORM_BYTES : 0
}

export function readBody(contentType: string, body: Buffer, received: Received): void {
  if (body.length === 0) return
  const type = mediaType(contentType)
  const charset = headerParameter(contentType, 'charset')
  if (charset !== null && !isUtf8Name(charset)) throw new UnreadableRequest('charset')
  if (type === 'application/x-www-form-urlencoded') readPairs(utf8Text(body, 'body'), received)
  else if (type === 'multipart/form-data') readMultipart(headerParameter(contentType, 'boundary') ?? '', body, received)
  else throw new UnreadableRequest('content_type')
}

function readPairs(text: string, received: Received): void {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('&', start)
    const end = found < 0 ? text.length : found
    if (end > start) {
      const equals = text.indexOf('=', start)
      const hasValue = equals >= 0 && equals < end
      const name = decode(text.slice(start, hasValue ? equals : end), 'body')
      received.addText(name, hasValue ? decode(text.slice(equals + 1, end), name) : '')
    }
    start = end + 1
  }
}

function decode(text: string, field: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    throw new UnreadableRequest(field)
  }
}
