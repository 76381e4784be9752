import { checkPassword, weakness } from '../accounts/index.ts'
import { ShopError } from '../errors/index.ts'

/** Compares at the price of one hash, even when nobody has the name. */
export async function isRightPassword(member: { passwordHash: string } | null, password: string): Promise<boolean> {
  const stored = member && { passwordHash: member.passwordHash, passwordScheme: 'argon2id', legacySalt: null }
  return (await checkPassword(stored, password)).isRight
}

/** Members follow the shoppers' rule. */
export function refuseWeakPassword(password: string, nameKey: string): void {
  const email = nameKey.includes('@') ? nameKey : ''
  if (weakness(password, { userName: nameKey, email, mobiles: [] })) throw new ShopError('PASSWORD_WEAK')
}
