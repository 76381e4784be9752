import { broken, oddContentType, oddHeaders } from './broken-bytes.ts'
import type { Random } from './random.ts'

export type FuzzDialect = 'ectouch' | 'careyshop' | 'wjx'

/** `unsigned` is everything that must be refused who it is: it may never write. A `read` has a right sign. */
export type FuzzKind = 'unsigned' | 'read'

/** One request of a fuzz run. */
export interface FuzzRequest {
  dialect: FuzzDialect
  kind: FuzzKind
  httpMethod: string
  url: string
  headers: Record<string, string>
  body: Buffer | null
}

/** Parameters in their order; a name may stand twice. */
export type Pairs = readonly (readonly [name: string, value: string])[]

const BOUNDARY = 'part-of-a-fuzz'
const RARE_METHODS = ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND', 'QUERY', 'TRACE']

export function urlencoded(pairs: Pairs): string {
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}

export function multipart(pairs: Pairs, files: readonly { name: string, fileName: string, bytes: Buffer }[]): { contentType: string, body: Buffer } {
  const quoted = (text: string): string => text.replaceAll('"', '\\"')
  const texts = pairs.map(([name, value]) => Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`))
  const parts = files.flatMap(({ name, fileName, bytes }) => [Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted(name)}"; filename="${quoted(fileName)}"\r\n\r\n`), bytes, Buffer.from('\r\n')])
  return { contentType: `multipart/form-data; boundary=${BOUNDARY}`, body: Buffer.concat([...texts, ...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]) }
}

/** A good request, or what bad lines and bad programs make of it. */
export function maybeBroken(random: Random, request: FuzzRequest): FuzzRequest {
  let { httpMethod, url, headers, body } = request
  if (random.chance(0.02)) httpMethod = random.pick(RARE_METHODS)
  if (random.chance(0.12)) headers = { ...headers, ...oddHeaders(random) }
  if (random.chance(0.04)) headers = { ...headers, 'content-type': oddContentType(random) }
  if (body && random.chance(0.2)) body = broken(random, body)
  if (random.chance(0.04)) {
    const question = url.indexOf('?') + 1
    if (question > 0) url = url.slice(0, question) + broken(random, Buffer.from(url.slice(question))).toString('latin1')
  }
  return { ...request, httpMethod, url, headers, body }
}
