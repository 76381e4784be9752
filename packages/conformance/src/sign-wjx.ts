import { createHash } from 'node:crypto'
import { byName, type Member } from './members.ts'

/** The values alone, by the byte order of their names; the empty ones are left out. The query's trace id takes part. */
export function textOfWjx(members: readonly Member[], traceId = ''): string {
  const traced: Member[] = traceId === '' ? [] : [{ name: 'traceid', kind: 'text', text: traceId }]
  return byName([...members, ...traced]).filter(({ name, kind }) => name !== 'sign' && kind !== 'null').map(({ text }) => text).join('')
}

/** The secret behind the text; the digest by the name `encode` tells. */
export function signWjx(text: string, secret: string, encode = 'sha1'): string {
  return createHash(encode.toLowerCase()).update(text + secret).digest('hex')
}
