import type { Random } from './random.ts'

/** Bytes that are no UTF-8, or not the UTF-8 their header tells of. */
const STRANGE = [
  Buffer.from([0xBA, 0xF8]), // 壶 in GBK
  Buffer.from([0xC0, 0x80]), // an overlong 0
  Buffer.from([0xED, 0xA0, 0x80]), // half of a pair
  Buffer.from([0xF4, 0x90, 0x80, 0x80]), // beyond the last character
  Buffer.from([0xE5, 0xA3]), // cut off
  Buffer.from([0xFF, 0xFE]),
  Buffer.from([0xEF, 0xBB, 0xBF]),
  Buffer.from([0]),
  Buffer.from('%'), Buffer.from('%zz'), Buffer.from('%E5%A3'), Buffer.from('%C0%80'), Buffer.from('%ED%A0%80'), Buffer.from('%00'), Buffer.from('%u58f6'),
  Buffer.from('&'), Buffer.from('='), Buffer.from('&&=&'), Buffer.from(';'), Buffer.from('"'), Buffer.from('{'), Buffer.from('}'), Buffer.from(','), Buffer.from('\r\n'), Buffer.from('\r\n\r\n'), Buffer.from('--'),
]

/** What happens to bytes on bad lines and in bad programs. */
export function broken(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1)
  const to = Math.min(bytes.length, at + random.below(20))
  switch (random.below(8)) {
    case 0:
    case 1: return bytes.subarray(0, at)
    case 2: return bytes.subarray(at)
    case 3: return Buffer.concat([bytes.subarray(0, at), random.pick(STRANGE), bytes.subarray(at)])
    case 4: return Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.below(4)), bytes.subarray(to)])
    case 5: return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)])
    case 6: return Buffer.from(bytes.toString('utf8'), 'utf16le')
    default: return Buffer.concat([random.pick(STRANGE), bytes])
  }
}

const TYPES = [
  '', 'text/plain', 'text/plain; charset=gbk', 'application/json', 'application/json; charset=utf-16', 'application/json;charset="utf-8"', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=GBK',
  'APPLICATION/X-WWW-FORM-URLENCODED', 'multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=other', 'multipart/form-data; boundary="part of a fuzz"', 'multipart/mixed; boundary=part-of-a-fuzz',
  `multipart/form-data; boundary=${'x'.repeat(300)}`, 'application/xml', 'image/png', 'json', '/', ';', 'a/b/c', 'application/vnd.api+json', 'text/json; a="', '\u00E5\u00A3\u00B6/json',
]
const HEADERS: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['content-length', ['0', '1', '999999', '-1', 'x', '1e3']],
  ['transfer-encoding', ['chunked', 'gzip', 'identity', 'x']],
  ['content-encoding', ['gzip', 'br', 'x']],
  ['accept-encoding', ['gzip', 'br', '*', 'gzip;q=0', ';;;', 'identity']],
  ['accept', ['text/html', '*/*', 'x']],
  ['authorization', ['', 'Bearer', 'Bearer ', 'bearer wjx_0', `Bearer ${'x'.repeat(5000)}`, 'Basic eDp5', 'Bearer \u00E5\u00A3\u00B6']],
  ['idempotency-key', ['', 'a', 'x'.repeat(64), 'x'.repeat(65), '\u00E5']],
  ['x-forwarded-for', ['1.2.3.4', 'x', '::1, ::2']],
  ['x-forwarded-proto', ['https', 'x']],
  ['host', ['', 'x', 'a:b:c', '[::1]']],
  ['cookie', ['=', 'a=%zz', 'session=x; session=y', ';']],
  ['origin', ['null', 'http://x', '\u00E5']],
  ['if-none-match', ['*']],
  ['range', ['bytes=0-1', 'x']],
  ['user-agent', ['', 'x'.repeat(3000), '\u00E5\u00A3\u00B6', '%', '(a+)+$', 'iphone']],
  ['access-control-request-headers', ['x', '\u00E5', ', ,']],
  ['expect', ['100-continue', 'x']],
]

export function oddContentType(random: Random): string {
  return random.pick(TYPES)
}

export function oddHeaders(random: Random): Record<string, string> {
  const [name, values] = random.pick(HEADERS)
  return { [name]: random.pick(values) }
}
