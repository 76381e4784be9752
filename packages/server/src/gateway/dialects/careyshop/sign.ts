import { hash, timingSafeEqual } from 'node:crypto'
import { ShopError } from '@xiaopu/shared/errors'
import type { JsonValue } from '../../json-source.ts'
import type { CareyCall } from './read.ts'

const HEX = /^[0-9a-f]{32}$/i
const UNSIGNED = new Set(['sign', 'version', 'controller'])

/** How a client may have written what JSON writes in one way. */
export interface Reading {
  numbers: 'as sent' | 'as JavaScript prints them'
  false: '0' | ''
}

export const PLAIN: Reading = { numbers: 'as sent', false: '0' }

// Four digests at most; most calls match the first.
export const READINGS: readonly Reading[] = (['as sent', 'as JavaScript prints them'] as const).flatMap((numbers) => (['0', ''] as const).map((no) => ({ numbers, false: no })))

export function textOf({ kind, text }: JsonValue, reading: Reading): string {
  if (kind === 'number' && reading.numbers !== 'as sent') return String(Number(text))
  if (kind === 'boolean') return text === 'true' ? '1' : reading.false
  return text
}

export function isSigned(name: string, { kind }: JsonValue): boolean {
  return !UNSIGNED.has(name) && kind !== 'list or object' && kind !== 'null'
}

function signedValues(values: ReadonlyMap<string, JsonValue>): [name: string, value: JsonValue][] {
  const signed = [...values].filter(([name, value]) => isSigned(name, value))
  return signed.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

/** Names in byte order, each with its value behind it. Lists and objects are not signed, by no client. */
export function canonical(values: ReadonlyMap<string, JsonValue>, reading: Reading = PLAIN): string {
  return signedValues(values).map(([name, value]) => name + textOf(value, reading)).join('')
}

export function digest(text: string, secret: string): Buffer {
  return hash('md5', secret + text + secret, 'buffer')
}

export function verifySign(call: CareyCall, secret: string): void {
  const { values } = call
  const sign = call.params.get('sign') ?? ''
  if (sign === '') throw new ShopError('SIGN_MISSING')
  const sent = HEX.test(sign) ? Buffer.from(sign, 'hex') : null
  const matched = sent && READINGS.find((reading) => timingSafeEqual(sent, digest(canonical(values, reading), secret)))
  call.signNote = {
    names: signedValues(values).map(([name]) => name),
    leftOut: [...values].filter(([name, value]) => !isSigned(name, value)).map(([name]) => name),
    reading: matched ? `numbers ${matched.numbers}, false as '${matched.false}'` : '',
  }
  if (!matched) throw new ShopError('SIGN_INVALID')
}
