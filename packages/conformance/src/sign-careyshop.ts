import { createHash } from 'node:crypto'
import { byName, type Member } from './members.ts'

const UNSIGNED = new Set(['sign', 'version', 'controller'])

/** Names with their values; lists, objects and null are not signed. PHP writes nothing for false, JavaScript's clients 0. */
export function textOfCareyshop(members: readonly Member[], no: '0' | '' = '0'): string {
  const signed = byName(members).filter(({ name, kind }) => !UNSIGNED.has(name) && kind !== 'list or object' && kind !== 'null')
  return signed.map(({ name, kind, text }) => name + (kind !== 'truth' ? text : text === 'true' ? '1' : no)).join('')
}

export function signCareyshop(text: string, secret: string): string {
  return createHash('md5').update(secret + text + secret).digest('hex')
}
