import { codeHash, decrypt, encrypt, secretKey } from '../secrets/index.ts'

const TAIL_LENGTH = 4

/** A card as it is kept: nobody reads it from the table, and the same number is known again. */
export interface SealedCard {
  numberCipher: string
  passwordCipher: string
  numberHash: string
  tail: string
}

/** Of a short number half stays hidden. */
function tailOf(number: string): string {
  return number.slice(number.length - Math.min(TAIL_LENGTH, Math.floor(number.length / 2)))
}

export function sealCard(sellerId: number, { number, password }: { number: string, password: string }): SealedCard {
  const key = secretKey()
  return {
    numberCipher: encrypt(key, number),
    passwordCipher: password === '' ? '' : encrypt(key, password),
    numberHash: codeHash(key, `virtual-card:${sellerId}:${number}`),
    tail: tailOf(number),
  }
}

export function openCard({ numberCipher, passwordCipher }: Pick<SealedCard, 'numberCipher' | 'passwordCipher'>): { number: string, password: string } {
  const key = secretKey()
  return { number: decrypt(key, numberCipher), password: passwordCipher === '' ? '' : decrypt(key, passwordCipher) }
}
