import { isUtf8 } from 'node:buffer'
import { UnreadableRequest } from './received.ts'

export function mediaType(contentType: string): string {
  const end = contentType.indexOf(';')
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase()
}

export function isUtf8Name(charset: string): boolean {
  const name = charset.toLowerCase()
  return name === 'utf-8' || name === 'utf8'
}

/** `name=value` or `name="value"` behind a header's first word; null when it is not there. */
export function headerParameter(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(header)
  return found ? found[1] ?? found[2] ?? '' : null
}

/** Text of bytes that must be UTF-8: a replacement character would be signed by nobody. */
export function utf8Text(bytes: Buffer, field: string): string {
  if (!isUtf8(bytes)) throw new UnreadableRequest(field)
  return bytes.toString('utf8')
}
