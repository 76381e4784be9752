import type { AliyunSettings } from '../channels.ts'
import type { Outgoing } from '../outgoing.ts'
import { createHmac, randomUUID } from 'node:crypto'

const WHOLE_MS = 8_000

/** RFC 3986: what `encodeURIComponent` leaves is encoded too. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The parameters with their signature (RPC style 1.0): HMAC-SHA1 over the sorted, encoded pairs. */
export function signedForm(params: Readonly<Record<string, string>>, accessKeySecret: string): string {
  const pairs = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')
  const signature = createHmac('sha1', `${accessKeySecret}&`).update(`POST&${encoded('/')}&${encoded(pairs)}`).digest('base64')
  return `${pairs}&Signature=${encoded(signature)}`
}

function reason(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null || !('Code' in answer)) return 'no answer'
  return answer.Code === 'OK' ? '' : `${String(answer.Code)}${'Message' in answer ? `: ${String(answer.Message)}` : ''}`
}

/** One text message. The provider makes the text from the number it is registered by and the values; a refusal is thrown. */
export async function sendByAliyun({ recipient, subject, params }: Outgoing, { endpoint, accessKeyId, accessKeySecret, signName }: AliyunSettings, now: Date): Promise<void> {
  if (subject === '') throw new Error('the text has no number at the provider')
  const form = signedForm({
    Action: 'SendSms',
    Version: '2017-05-25',
    Format: 'JSON',
    RegionId: 'cn-hangzhou',
    AccessKeyId: accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: now.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    PhoneNumbers: recipient.replace(/^\+(?:86)?/, ''),
    SignName: signName,
    TemplateCode: subject,
    TemplateParam: JSON.stringify(params),
  }, accessKeySecret)
  const response = await fetch(endpoint, { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' }, redirect: 'error', signal: AbortSignal.timeout(WHOLE_MS) })
  const refused = reason(await response.json().catch(() => null))
  if (refused !== '') throw new Error(`${response.status} ${refused}`)
}
