import type { Random } from './random.ts'

const NUMBERS = [
  '0', '-0', '-1', '1', '2', '127', '128', '32767', '32768', '65536', '2147483647', '2147483648', '-2147483648', '-2147483649', '4294967296', '9007199254740991', '9007199254740992',
  '-9007199254740991', '9223372036854775807', '9223372036854775808', '18446744073709551616', '1e3', '1E400', '1.0', '10.00', '0.001', '-0.01', '12.5', '.5', '5.', '99999999999999.99', '0x10', '010', '00000001',
  '1_000', '1,000', '+1', ' 1', '1 ', '1\n', '1x', '１', '٣', 'NaN', 'Infinity', '-Infinity', '½', '999999', '1000000', '1000001',
]
const TIMES = [
  '2016-02-29', '2015-02-29', '0000-00-00', '0001-01-01', '0999-12-31', '1000-01-01', '1900-02-29', '1969-12-31', '1970-01-01', '2038-01-19', '9999-12-31', '10000-01-01', '2016-13-01', '2016-00-10', '2016-04-31',
  '2016-01-01 24:00:00', '2016-12-31 23:59:60', '2016-01-01 12:00:00', '1970-01-01 07:59:59', '9999-12-31 23:59:59', '1000-01-01 00:00:00', '2016-01-01T12:00:00Z', '253402300799999', '253402300800000',
  '8640000000000000', '8640000000000001', '-62135596800000', '1583812686', '１９９０-01-01',
]
const TEXTS = [
  '', ' ', '\0', 'a\0b', '\t', '\n', '\r\nX-Odd: 1', '\u001B[2J', '\u007F', '\u0085', '\u200B', '\u2028', '\u202E', '\uFEFF', '\uFFFE', '\uFFFF', '\uFFFD', '\uD7FF', '\uE000', '\u{10FFFF}', '😀', '👨‍👩‍👧‍👦', '壶', 'İ', 'ß', 'á̧̛', 'ﷺ',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'null', 'undefined', 'true', 'false', 'True', '[object Object]',
  '\' OR 1=1 --', '"; --', '\\', '\\\\', '%', '%%', '_', '%00', '%u58f6', '#{7*7}', '{{7*7}}', '../../etc/hosts', '<b>&amp;"\'</b>', ']]>', '<!DOCTYPE a>', '&x;', '{"a":1}', 'a=1&b=2', 'a+b', 'a^b$c}d|e!f', '1$1}2$', '$', '}', '*', '(', '[', '?', '.*', '(a+)+$',
  'asc', 'desc', 'price', 'sales', 'all', 'list', 'get', 'json', 'xml', 'md5', 'web', '上海', '壶 茶', '手机',
]
const LISTS = [
  '[]', '[1]', '[1,2,3]', '1,2,3', ',', ',,', '1,', '[[]]', '[1,"a",null]', '[0]', '[-1]', '[2147483648]', '[9007199254740993]', '[1e999]', '[1.5]', '["1","2"]', '[true]', '[{}]', '[', ']', '{', '{}', '{"a":{"b":[1]}}',
  '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{}}}', '["\\u0000"]', '["\\ud800"]', '"\\ud800"', '"\\u0000"', '{"a":1,"a":2}', '{"\\u0000":1}', 'null', 'true', '0', '"text"', '[null]', '[undefined]', '[1 2]', '\uFEFF[1]',
]

/** Text of characters out of everywhere, without halves of pairs: those are no UTF-8. */
function anyText(random: Random): string {
  return Array.from({ length: 1 + random.below(12) }, () => {
    const point = random.chance(0.5) ? random.below(0x250) : random.below(0x110000)
    return point >= 0xD800 && point <= 0xDFFF ? '?' : String.fromCodePoint(point)
  }).join('')
}

function longText(random: Random): string {
  const length = random.pick([33, 64, 65, 101, 201, 256, 1000, 5000, 20_000])
  return random.pick([
    () => 'a'.repeat(length),
    () => '壶'.repeat(length),
    () => '😀'.repeat(length),
    () => '9'.repeat(length),
    () => ' '.repeat(length),
    () => '['.repeat(length),
    () => '{"a":'.repeat(Math.min(length, 2000)),
    () => '['.repeat(Math.min(length, 2000)) + ']'.repeat(Math.min(length, 2000)),
    () => Array.from({ length: Math.min(length, 1000) }, (_, at) => at).join(),
    () => JSON.stringify(Array.from({ length: Math.min(length, 1000) }, (_, at) => at)),
    () => '"'.repeat(length),
  ])()
}

/** A value nobody means to send. */
export function oddValue(random: Random): string {
  const kind = random.below(100)
  if (kind < 30) return random.pick(NUMBERS)
  if (kind < 42) return random.pick(TIMES)
  if (kind < 70) return random.pick(TEXTS)
  if (kind < 85) return random.pick(LISTS)
  return kind < 95 ? anyText(random) : longText(random)
}

const NAMES = [
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'a[]', 'a[b]', 'a[b][c]', 'a[b', 'a]b', 'a[][]', 'a[0][0][0][0][0][0]', '[]', '[a]', '__proto__[x]', 'constructor[prototype][x]', '', ' ', 'a b', '壶', 'a.b', 'a:b', 'a-b', 'x'.repeat(64), 'x'.repeat(65), 'a\0',
  'version', 'controller', 'callback', 'is_debug', 'nocache', 'batch', 'format', 'v', 'method', 'sign', 'sign_method', 'session', 'token', 'traceid', 'action', 'app_id', 'app_key', 'appkey', 'appid', 'ts', 'timestamp', 'nonce', 'encode', 'partner_id', 'simplify',
]

export function oddName(random: Random): string {
  return random.chance(0.8) ? random.pick(NAMES) : anyText(random)
}
