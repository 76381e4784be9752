import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { ShopError } from '@xiaopu/shared/errors'
import type { EctouchCall } from './read.ts'

const HEX = /^(?:[0-9a-f]{2})+$/i

/** All parameters but the sign, sorted by name in byte order, name and value in turn with nothing between. */
export function canonical(params: ReadonlyMap<string, string>, empty: 'kept' | 'left out' = 'kept'): string {
  const names = [...params.keys()].sort() // names are ASCII, so this is byte order
  let text = ''
  for (const name of names) {
    const value = params.get(name) ?? ''
    if (name === 'sign' || (value === '' && empty === 'left out')) continue
    text += name + value
  }
  return text
}

/** Null for a sign method nobody knows. */
export function digest(text: string, secret: string, signMethod: string): Buffer | null {
  switch (signMethod) {
    case 'md5': return hash('md5', secret + text + secret, 'buffer')
    case 'hmac': return createHmac('md5', secret).update(text).digest()
    case 'hmac-sha256': return createHmac('sha256', secret).update(text).digest()
    default: return null
  }
}

/**
 * Some clients sign parameters without a value by their name, some leave them out. When only the second reading matches,
 * those parameters are dropped: what the sign does not cover is never used.
 */
export function verifySign(call: EctouchCall, secret: string): void {
  const { params } = call
  const sign = params.get('sign') ?? ''
  if (sign === '') throw new ShopError('SIGN_MISSING')
  const sent = HEX.test(sign) ? Buffer.from(sign, 'hex') : null
  const matches = (empty: 'kept' | 'left out'): boolean => {
    const expected = digest(canonical(params, empty), secret, params.get('sign_method') || 'md5')
    return expected !== null && sent !== null && sent.length === expected.length && timingSafeEqual(sent, expected)
  }
  if (matches('kept')) return
  const empty = [...params].filter(([, value]) => value === '')
  if (empty.length === 0 || !matches('left out')) throw new ShopError('SIGN_INVALID')
  for (const [name] of empty) params.delete(name)
}
