import { hash, timingSafeEqual } from 'node:crypto'
import { ShopError } from '@xiaopu/shared/errors'
import type { JsonValue } from '../../json-source.ts'
import type { WjxCall } from './read.ts'

const HEX = /^(?:[0-9a-f]{2})+$/i
export const ENCODES = new Set(['sha1', 'sha256', 'sha384', 'sha512', 'sm3'])

/** How a client may have written what JSON writes in one way. */
export interface Reading {
  numbers: 'as sent' | 'as JavaScript prints them'
  booleans: 'as sent' | 'as Python prints them'
  traceId: 'signed' | 'left out'
}

export const PLAIN: Reading = { numbers: 'as sent', booleans: 'as sent', traceId: 'signed' }

// Eight at most; most calls match the first.
export const READINGS: readonly Reading[] = (['signed', 'left out'] as const).flatMap((traceId) =>
  (['as sent', 'as JavaScript prints them'] as const).flatMap((numbers) =>
    (['as sent', 'as Python prints them'] as const).map((booleans) => ({ numbers, booleans, traceId }))))

export function textOf({ kind, text }: JsonValue, reading: Reading): string {
  if (kind === 'null') return ''
  if (kind === 'number' && reading.numbers !== 'as sent') return String(Number(text))
  if (kind === 'boolean' && reading.booleans !== 'as sent') return text === 'true' ? 'True' : 'False'
  return text
}

/** The values of all parameters but the sign, by the order of their names in bytes, with nothing between. */
export function canonical({ values, traceId }: Pick<WjxCall, 'values' | 'traceId'>, reading: Reading = PLAIN): string {
  const parts = [...values].filter(([name]) => name !== 'sign').map(([name, value]): [Buffer, string] => [Buffer.from(name), textOf(value, reading)])
  if (traceId !== '' && reading.traceId === 'signed') parts.push([Buffer.from('traceid'), traceId])
  return parts.sort(([a], [b]) => Buffer.compare(a, b)).map(([, text]) => text).join('')
}

export function digest(text: string, secret: string, encode: string): Buffer {
  return hash(encode, text + secret, 'buffer')
}

/** The word of the digest: sha1 when none was sent. */
function encodeOf({ values }: WjxCall): string {
  const sent = values.get('encode')
  if (!sent || sent.kind === 'null' || sent.text === '') return 'sha1'
  const encode = sent.text.toLowerCase()
  if (sent.kind !== 'string' || !ENCODES.has(encode)) throw new ShopError('PARAM_INVALID', { field: 'encode' })
  return encode
}

export function verifySign(call: WjxCall, secret: string): void {
  const sign = call.params.get('sign') ?? ''
  if (sign === '') throw new ShopError('SIGN_MISSING')
  const encode = encodeOf(call)
  const sent = HEX.test(sign) ? Buffer.from(sign, 'hex') : Buffer.alloc(0)
  const texts = new Set<string>()
  for (const reading of READINGS) {
    const text = canonical(call, reading)
    if (texts.has(text)) continue
    texts.add(text)
    const expected = digest(text, secret, encode)
    if (sent.length === expected.length && timingSafeEqual(sent, expected)) return
  }
  throw new ShopError('SIGN_INVALID')
}
