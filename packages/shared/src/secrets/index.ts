export { decrypt, encrypt } from './cipher.ts'
export { installSecretKey, secretKey } from './key.ts'
export { codeHash, isSameText, newCode, newToken, tokenHash } from './tokens.ts'
export { MAX_OVERLAP_HOURS, overlapEnd } from './overlap.ts'
