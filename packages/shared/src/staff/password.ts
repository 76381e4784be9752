import { hash, verify } from '@node-rs/argon2'

const MIN_LENGTH = 8
const MAX_LENGTH = 64

/** The cost OWASP names for argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password).catch(() => false)
}

/** The rule shoppers have, and not the name itself: a member's account opens the till. */
export function isGoodPassword(password: string, nameKey: string): boolean {
  if (password.length < MIN_LENGTH || password.length > MAX_LENGTH) return false
  const isOneCharacter = new Set(password).size < 4
  return !isOneCharacter && !/^\d+$/.test(password) && password.toLowerCase() !== nameKey
}
