import { createHash } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'

/** What a guess costs. Memory in KiB. */
export interface HashCost {
  memoryCost: number
  timeCost: number
  parallelism: number
  outputLen: number
}

/** docs/rules/accounts.md 2 */
export const HASH_COST: HashCost = { memoryCost: 19456, timeCost: 2, parallelism: 1, outputLen: 32 }

/** No password has this hash. An unknown name is compared with it, so that the time says nothing. */
export const DUMMY_HASH = '$argon2id$v=19$m=19456,t=2,p=1$6nnL5T/fc8ANmiY02qz/NA$QOfbMHh3jiy5S3C0BXUdNjp8nhP5F8qRHaIEY4uQMsY'

export type PasswordScheme = 'argon2id' | 'legacy'

/** The columns of a user that a password is compared with. */
export interface StoredPassword {
  passwordHash: string | null
  passwordScheme: string
  legacySalt: string | null
}

export interface PasswordVerdict {
  isRight: boolean
  /** The kept hash is an imported or a cheaper one and should be replaced. */
  isOutdated: boolean
}

/** argon2id in PHC text form, with 16 random bytes of salt. */
export async function hashPassword(password: string, cost: HashCost = HASH_COST): Promise<string> {
  return hash(password.normalize('NFC'), cost)
}

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex')

/** The 32 hex digits ECShop and ECTouch keep. An import stores argon2id of them. */
export function legacyDigest(password: string, salt: string | null): string {
  return salt && salt !== '0' ? md5(md5(password) + salt) : md5(password)
}

function isCheaper(phc: string, cost: HashCost): boolean {
  const kept = parseOptions(phc)
  return kept.memoryCost < cost.memoryCost || kept.timeCost < cost.timeCost || kept.parallelism < cost.parallelism || kept.outputLen < cost.outputLen
}

/** Compares, always at the price of one hash. `null`: there is no such account, or it has no password. */
export async function checkPassword(stored: StoredPassword | null, password: string, cost: HashCost = HASH_COST): Promise<PasswordVerdict> {
  if (!stored?.passwordHash) {
    await verify(DUMMY_HASH, password)
    return { isRight: false, isOutdated: false }
  }
  const isLegacy = stored.passwordScheme === 'legacy'
  const isRight = await verify(stored.passwordHash, isLegacy ? legacyDigest(password, stored.legacySalt) : password.normalize('NFC'))
  return { isRight, isOutdated: isRight && (isLegacy || isCheaper(stored.passwordHash, cost)) }
}
