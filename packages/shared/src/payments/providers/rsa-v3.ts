import type { KeyLike, KeyObject } from 'node:crypto'
import type { ProviderHeaders } from './provider.ts'
import { createCipheriv, createDecipheriv, sign as rsaSign, verify as rsaVerify } from 'node:crypto'
import { SignatureError } from './provider-error.ts'

/** WeChat Pay API v3 and everything that signs like it differ in two names. */
export interface V3Scheme {
  /** First word of the Authorization header. */
  name: string
  /** Beginning of the four headers of answers and notifications. */
  headerPrefix: string
}

interface Sealed {
  algorithm: 'AEAD_AES_256_GCM'
  nonce: string
  associated_data: string
  ciphertext: string
}

const AGE_LIMIT_S = 300
const TAG_BYTES = 16
const AEAD = 'AEAD_AES_256_GCM'

/** Each part on a line of its own, each with a line feed; bytes go in untouched. */
function lines(...parts: (string | Uint8Array)[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => [Buffer.from(part), Buffer.from('\n')]))
}

interface RequestParts {
  method: string
  /** Path and query as they stand in the request line. */
  target: string
  timestamp: string
  nonce: string
  body: string | Uint8Array
}

export function requestText(request: RequestParts): Buffer {
  return lines(request.method, request.target, request.timestamp, request.nonce, request.body)
}

/** What an answer or a notification signs. */
export function messageText(message: { timestamp: string, nonce: string, body: string | Uint8Array }): Buffer {
  return lines(message.timestamp, message.nonce, message.body)
}

/** What the payer's client hands to WeChat together with paySign. */
export function paySignText(pay: { appId: string, timestamp: string, nonce: string, prepayId: string }): Buffer {
  return lines(pay.appId, pay.timestamp, pay.nonce, `prepay_id=${pay.prepayId}`)
}

export function signText(text: Uint8Array, privateKey: KeyLike): string {
  return rsaSign('sha256', text, privateKey).toString('base64')
}

/** Probe signatures (`WECHATPAY/SIGNTEST/…`) fail here like any other wrong one. */
export function isSignedBy(text: Uint8Array, signature: string, publicKey: KeyLike): boolean {
  const bytes = strictBase64(signature)
  return bytes !== null && rsaVerify('sha256', text, publicKey, bytes)
}

/** Node skips what is not Base64 and ignores spare bits; a changed signature must not pass for that reason. */
function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

export interface Authorization {
  mchid: string
  nonce_str: string
  signature: string
  timestamp: string
  serial_no: string
}

export function authorizationHeader(scheme: V3Scheme, fields: Authorization): string {
  const { mchid, nonce_str, signature, timestamp, serial_no } = fields
  const pairs = Object.entries({ mchid, nonce_str, signature, timestamp, serial_no }).map(([name, value]) => `${name}="${value}"`)
  return `${scheme.name} ${pairs.join(',')}`
}

/** null when the header is of another scheme or lacks a field. */
export function readAuthorization(scheme: V3Scheme, header: string): Authorization | null {
  if (!header.startsWith(`${scheme.name} `)) return null
  const found = new Map([...header.slice(scheme.name.length).matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
  const [mchid, nonce_str, signature, timestamp, serial_no]
    = ['mchid', 'nonce_str', 'signature', 'timestamp', 'serial_no'].map((name) => found.get(name))
  if (!mchid || !nonce_str || !signature || !timestamp || !serial_no) return null
  return { mchid, nonce_str, signature, timestamp, serial_no }
}

export function isFresh(timestamp: string, now: Date): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1000 - Number(timestamp)) <= AGE_LIMIT_S
}

interface MessageSigner {
  serial: string
  privateKey: KeyLike
}

/** The four headers that prove an answer or a notification. */
export function signedHeaders(
  scheme: V3Scheme,
  signer: MessageSigner,
  message: { timestamp: string, nonce: string, body: string | Uint8Array },
): Record<string, string> {
  return {
    [`${scheme.headerPrefix}-Timestamp`]: message.timestamp,
    [`${scheme.headerPrefix}-Nonce`]: message.nonce,
    [`${scheme.headerPrefix}-Signature`]: signText(messageText(message), signer.privateKey),
    [`${scheme.headerPrefix}-Serial`]: signer.serial,
  }
}

export interface SignedMessage {
  headers: ProviderHeaders
  body: Uint8Array
}

/** Throws SignatureError unless the message is fresh and signed by the key its serial names. */
export async function verifyMessage(
  scheme: V3Scheme,
  { headers, body }: SignedMessage,
  { keyOf, now }: { keyOf: (serial: string) => Promise<KeyObject | null>, now: Date },
): Promise<void> {
  const header = (name: string) => {
    const value = headers[`${scheme.headerPrefix}-${name}`.toLowerCase()]
    if (typeof value !== 'string' || value === '') throw new SignatureError(`header ${scheme.headerPrefix}-${name} is missing`)
    return value
  }
  const [timestamp, nonce, signature, serial] = [header('Timestamp'), header('Nonce'), header('Signature'), header('Serial')]
  if (!isFresh(timestamp, now)) throw new SignatureError('timestamp is too far off')
  const key = await keyOf(serial)
  if (!key) throw new SignatureError('no key with this serial')
  if (!isSignedBy(messageText({ timestamp, nonce, body }), signature, key)) throw new SignatureError('signature does not match')
}

export function seal(plain: string, under: { key: string, nonce: string, associatedData: string }): Sealed {
  const cipher = createCipheriv('aes-256-gcm', under.key, under.nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(under.associatedData))
  const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: AEAD,
    nonce: under.nonce,
    associated_data: under.associatedData,
    ciphertext: bytes.toString('base64'),
  }
}

/** Throws SignatureError when anything of it was changed or the key is another. */
export function unseal(sealed: Sealed, key: string): string {
  const bytes = strictBase64(sealed.ciphertext)
  if (!bytes || bytes.length < TAG_BYTES) throw new SignatureError('ciphertext is not Base64 of anything sealed')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(sealed.associated_data))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new SignatureError('cannot be decrypted', { cause })
  }
}
