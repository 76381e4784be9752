import type { KeyObject } from 'node:crypto'
import type { PlatformKey } from './platform-keys.ts'
import type { V3Send } from './v3-client.ts'
import { createPublicKey } from 'node:crypto'
import { ProviderError, SignatureError } from './provider-error.ts'
import { unseal, verifyMessage } from './rsa-v3.ts'
import { certificatesWire, SANDBOX_SCHEME } from './sandbox-wire.ts'
import { readJson } from './v3-client.ts'

/** Only who knows our API key can seal a certificate, which is why the first answer may bring the key that proves it. */
export async function loadSandboxKeys(send: V3Send, { apiKey, now }: { apiKey: string, now: () => Date }): Promise<PlatformKey[]> {
  const answer = await send({ method: 'GET', target: '/v1/certificates', body: '' })
  if (answer.status !== 200) throw new ProviderError('unreachable', `certificates answered ${answer.status}`)
  try {
    const { data } = readJson(answer.body, certificatesWire, 'unreachable')
    const keys = data.map((one) => ({
      serial: one.serial_no,
      key: publicKeyIn(unseal(one.encrypt_certificate, apiKey)),
      from: new Date(one.effective_time),
      until: new Date(one.expire_time),
    }))
    const keyOf = async (serial: string) => keys.find((one) => one.serial === serial)?.key ?? null
    await verifyMessage(SANDBOX_SCHEME, answer, { keyOf, now: now() })
    return keys
  } catch (cause) {
    if (cause instanceof SignatureError) throw new ProviderError('unreachable', 'the certificates are not proven', { cause })
    throw cause
  }
}

function publicKeyIn(pem: string): KeyObject {
  try {
    return createPublicKey(pem)
  } catch (cause) {
    throw new ProviderError('unreachable', 'a certificate holds no key', { cause })
  }
}
