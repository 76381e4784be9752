import type { IncomingMessage } from 'node:http'
import type { SandboxKeys } from './keys.ts'
import { isFresh, isSignedBy, readAuthorization, requestText } from '../providers/rsa-v3.ts'
import { SANDBOX_SCHEME } from '../providers/sandbox-wire.ts'
import { Refusal } from './http.ts'

/** Lets only the shop in: its number, its key, its signature over exactly this request. */
export function checkCaller(request: IncomingMessage, body: Uint8Array, { keys, now }: { keys: SandboxKeys, now: Date }): void {
  const fields = readAuthorization(SANDBOX_SCHEME, request.headers.authorization ?? '')
  if (!fields) throw new Refusal(401, 'SIGN_ERROR', `Authorization: ${SANDBOX_SCHEME.name} with all its fields is needed`)
  if (fields.mchid !== keys.mchId || fields.serial_no !== keys.shop.serial) {
    throw new Refusal(401, 'SIGN_ERROR', 'mchid or serial_no is unknown')
  }
  if (!isFresh(fields.timestamp, now)) throw new Refusal(401, 'SIGN_ERROR', 'timestamp is too far off')
  const text = requestText({
    method: request.method ?? '',
    target: request.url ?? '',
    timestamp: fields.timestamp,
    nonce: fields.nonce_str,
    body,
  })
  if (!isSignedBy(text, fields.signature, keys.shop.publicKey)) throw new Refusal(401, 'SIGN_ERROR', 'signature does not match')
}
