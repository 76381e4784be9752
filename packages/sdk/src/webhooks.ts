import { WebhookError } from './errors.ts'
import { hmacSha256 } from './signing.ts'

export type WebhookHeaders = Headers | Readonly<Record<string, string | string[] | undefined>>

export interface WebhookInput {
  /** The secret shown when the address was registered: `whsec_` and base64. Several while one is being changed. */
  secret: string | readonly string[]
  headers: WebhookHeaders
  /** The body exactly as it came, before any parsing. */
  body: string
  /** How old or early it may be; five minutes unless said otherwise. */
  toleranceSeconds?: number
  /** The clock, for tests. */
  now?: Date
}

export interface Webhook {
  /** The same for every delivery of one notice: keep it to handle each once. */
  id: string
  sentAt: Date
  payload: unknown
}

const TOLERANCE_S = 300
const PREFIX = 'whsec_'

function headerOf(headers: WebhookHeaders, name: string): string {
  if (headers instanceof Headers) return headers.get(name) ?? ''
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
  return (Array.isArray(found) ? found[0] : found) ?? ''
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** Takes as long for a near miss as for any other. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at % Math.max(1, b.length)] ?? 0)
  return difference === 0
}

/** Checks a notice of the shop by the Standard Webhooks convention and answers what it says; throws a `WebhookError` otherwise. */
export async function verifyWebhook({ secret, headers, body, toleranceSeconds = TOLERANCE_S, now = new Date() }: WebhookInput): Promise<Webhook> {
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature').split(' ').filter((one) => one.startsWith('v1,')).flatMap((one) => bytesOf(one.slice(3)) ?? [])
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || signatures.length === 0) throw new WebhookError('the signature headers are missing or malformed')
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) throw new WebhookError('the notice is too old or from the future')
  let isGood = false
  for (const one of typeof secret === 'string' ? [secret] : secret) {
    const key = bytesOf(one.startsWith(PREFIX) ? one.slice(PREFIX.length) : one)
    if (!key || key.length === 0) throw new WebhookError('the secret is not whsec_ and base64')
    const right = await hmacSha256(key, `${id}.${timestamp}.${body}`)
    for (const signature of signatures) isGood = isEqual(right, signature) || isGood
  }
  if (!isGood) throw new WebhookError('no signature fits')
  try {
    return { id, sentAt: new Date(Number(timestamp) * 1000), payload: JSON.parse(body) }
  } catch (cause) {
    throw new WebhookError('the body is not JSON', { cause })
  }
}
