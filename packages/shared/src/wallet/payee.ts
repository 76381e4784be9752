import { z } from 'zod'
import { decrypt, encrypt, secretKey } from '../secrets/index.ts'

const Payee = z.object({ name: z.string(), account: z.string(), bank: z.string() })
/** Who gets a withdrawal. Kept encrypted; only the member who pays it out reads it. */
export type Payee = z.output<typeof Payee>

const SHOWN = 4
const SHORT = 8
const SHOWN_OF_SHORT = 2

/** The last characters, never half of a short account. */
export function maskedAccount(account: string): string {
  const text = account.replaceAll(/\s/g, '')
  return `**** ${text.slice(-(text.length <= SHORT ? SHOWN_OF_SHORT : SHOWN))}`
}

export const sealPayee = (payee: Payee): string => encrypt(secretKey(), JSON.stringify(payee))

export function unsealPayee(cipher: string): Payee {
  return Payee.parse(JSON.parse(decrypt(secretKey(), cipher)))
}
