import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32
const TOKEN = /^[\w-]{43}$/

/** 43 characters, kept nowhere but in the member's browser. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
