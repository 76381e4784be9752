import { hex, md5 } from './md5.ts'

export const SIGN_METHODS = ['md5', 'hmac-sha256'] as const
export type SignMethod = (typeof SIGN_METHODS)[number]

const encoder = new TextEncoder()
const HOURS_8_MS = 8 * 60 * 60 * 1000

/** What is signed: every parameter but `sign`, sorted by name, name and value joined with nothing between. */
export function signedText(params: Readonly<Record<string, string>>): string {
  return Object.keys(params).filter((name) => name !== 'sign').sort().map((name) => name + params[name]).join('')
}

/** The signature of a text in upper-case hex. */
export async function signatureOf(method: SignMethod, text: string, secret: string): Promise<string> {
  if (method === 'md5') return md5(encoder.encode(secret + text + secret)).toUpperCase()
  return hex(await hmacSha256(encoder.encode(secret), text)).toUpperCase()
}

export async function hmacSha256(secret: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
}

/** A moment as the gateway writes it: `yyyy-MM-dd HH:mm:ss` in GMT+8. */
export function gmt8(ms: number): string {
  return new Date(ms + HOURS_8_MS).toISOString().slice(0, 19).replace('T', ' ')
}
