import { ShopError } from '../errors/index.ts'

const NAME = /^[\w\-\p{Script=Han}]{3,30}$/u
const MAINLAND = /^1[3-9]\d{9}$/
const ABROAD = /^\+[1-9]\d{6,16}$/
const CHINA = '+86'
const EMAIL_MAX = 60
const EMAIL_LOCAL = /^[^\s@\p{Cc}]+$/u
const EMAIL_DOMAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u

/** A text as it is shown and the key it is unique by. */
export interface Keyed {
  text: string
  key: string
}

/** Names are compared without case after Unicode NFKC. */
export function nameKey(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase()
}

/** docs/rules/accounts.md 1. Which words are reserved the shop's settings say; whether a member of staff has the name is asked of the database. */
export function readUserName(input: string, reserved: readonly string[]): Keyed {
  const text = input.trim().normalize('NFKC')
  const key = text.toLowerCase()
  if (!NAME.test(text) || MAINLAND.test(text) || reserved.some((word) => nameKey(word) === key)) throw new ShopError('USER_NAME_INVALID')
  return { text, key }
}

export function readEmail(input: string): Keyed {
  const text = input.trim().normalize('NFC')
  const [local = '', domain = '', ...more] = text.split('@')
  if (more.length > 0 || text.length > EMAIL_MAX || !EMAIL_LOCAL.test(local) || !EMAIL_DOMAIN.test(domain)) throw new ShopError('EMAIL_INVALID')
  return { text: `${local}@${domain.toLowerCase()}`, key: text.toLowerCase() }
}

/** The number as it is shown (eleven digits for the mainland) and with its country code; null when it is none. */
export function parseMobile(input: string): Keyed | null {
  const text = input.trim()
  const national = text.startsWith(CHINA) ? text.slice(CHINA.length) : text
  if (MAINLAND.test(national)) return { text: national, key: CHINA + national }
  return !text.startsWith(CHINA) && ABROAD.test(text) ? { text, key: text } : null
}

const COUNTRY_CODE = /^[1-9]\d{0,3}$/
const NATIONAL = /^\d{4,15}$/

/** A number told apart from its country's code, which has no plus sign. */
export function readNumber({ mobile, countryCode }: { mobile: string, countryCode: string }): Keyed {
  const [national, country] = [mobile.trim(), countryCode.trim()]
  if (!COUNTRY_CODE.test(country) || !NATIONAL.test(national)) throw new ShopError('MOBILE_INVALID')
  return readMobile(`+${country}${national}`)
}

export function readMobile(input: string): Keyed {
  const mobile = parseMobile(input)
  if (!mobile) throw new ShopError('MOBILE_INVALID')
  return mobile
}
