import { createHash, createHmac } from 'node:crypto'

/** All parameters but `sign`, sorted by name in byte order, each name with its value behind it. */
export function textOfEctouch(params: Readonly<Record<string, string>>, empty: 'kept' | 'left out' = 'kept'): string {
  const names = Object.keys(params).filter((name) => name !== 'sign' && (empty === 'kept' || params[name] !== ''))
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map((name) => name + params[name]).join('')
}

/** The secret before and after for `md5`, as the key for the others. */
export function signEctouch(text: string, secret: string, method = 'md5'): string {
  if (method === 'hmac') return createHmac('md5', secret).update(text).digest('hex')
  if (method === 'hmac-sha256') return createHmac('sha256', secret).update(text).digest('hex')
  return createHash('md5').update(secret + text + secret).digest('hex')
}
