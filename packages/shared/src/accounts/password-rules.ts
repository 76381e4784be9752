import { ShopError } from '../errors/index.ts'
// The 10,000 most common passwords, less those under 8 characters, which the length refuses already. Taken in its order from
// the password list of @zxcvbn-ts/language-common 3.0.4 (MIT, from Dropbox's zxcvbn), lower-cased.
import commonPasswords from './common-passwords.json' with { type: 'json' }

const MIN_LENGTH = 8
const MAX_LENGTH = 64
const COMMON = new Set(commonPasswords)

/** What a password may not be equal to. */
export interface PasswordOwnerNames {
  userName: string
  email: string
  /** Both forms: eleven digits and with the country code. */
  mobiles: readonly string[]
}

/** The same character again and again, or a run up or down the alphabet or the digits. */
function isMonotonous(characters: readonly string[]): boolean {
  const steps = new Set(characters.slice(1).map((character, at) => (character.codePointAt(0) ?? 0) - (characters[at]?.codePointAt(0) ?? 0)))
  const [step] = steps
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1
}

/** Runs that jump at the end of the digits (67890123) or, by habit, over zero (1234567890). */
const DIGIT_RUNS = ['01234567890123456789', '98765432109876543210']
const isDigitRun = (text: string): boolean => DIGIT_RUNS.some((run) => `${run}${run}${run}${run}`.includes(text))

/** docs/rules/accounts.md 2: why a password is not taken, or null. */
export function weakness(password: string, owner: PasswordOwnerNames): 'length' | 'common' | 'monotonous' | 'own_name' | null {
  const text = password.normalize('NFC')
  const characters = [...text]
  if (characters.length < MIN_LENGTH || characters.length > MAX_LENGTH) return 'length'
  const key = text.toLowerCase()
  if (COMMON.has(key)) return 'common'
  if (isMonotonous([...key]) || isDigitRun(key)) return 'monotonous'
  const names = [owner.userName, owner.email, owner.email.split('@')[0] ?? '', ...owner.mobiles]
  return names.some((name) => name !== '' && name.normalize('NFC').toLowerCase() === key) ? 'own_name' : null
}

export function refuseWeak(password: string, owner: PasswordOwnerNames): void {
  if (weakness(password, owner)) throw new ShopError('PASSWORD_WEAK')
}
