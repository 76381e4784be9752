/** Chinese yuan in its smallest unit: 12.50 yuan is 1250. Always an integer. */
export type Fen = number

const FEN_PER_YUAN = 100
const YUAN_TEXT = /^(-?)(\d{1,10})(?:\.(\d{1,2}))?$/

/**
 * `numerator / denominator` rounded half up (0.5 becomes 1), exact for every safe integer.
 * The only rounding of money in the shop.
 */
export function halfUp(numerator: bigint, denominator: bigint): number {
  const doubled = 2n * numerator + denominator
  const divisor = 2n * denominator
  const quotient = doubled / divisor
  const floored = doubled < 0n && doubled % divisor !== 0n ? quotient - 1n : quotient
  return Number(floored)
}

/** `value × part / whole` rounded half up, for instance a rate of an amount. */
export function share(value: Fen, part: number, whole: number): Fen {
  return halfUp(BigInt(value) * BigInt(part), BigInt(whole))
}

/** `value × part / whole` rounded up: how many steps or points something costs. */
export function ceilDiv(value: number, part: number, whole: number): number {
  const product = BigInt(value) * BigInt(part)
  const divisor = BigInt(whole)
  return Number((product + divisor - 1n) / divisor)
}

/**
 * Splits an amount by weight, largest remainder first, ties to the earlier part. The parts add up to the amount; a zero
 * weight gets zero.
 */
export function allocate(amount: Fen, weights: readonly number[]): Fen[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total <= 0n) {
    if (amount === 0) return weights.map(() => 0)
    throw new RangeError('allocate needs a positive weight')
  }
  const exact = weights.map((weight) => BigInt(Math.abs(amount)) * BigInt(weight))
  const parts = exact.map((product) => Number(product / total))
  const missing = Math.abs(amount) - parts.reduce((sum, part) => sum + part, 0)
  const neediest = exact
    .map((product, at) => ({ at, rest: product % total }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
  for (const { at } of neediest.slice(0, missing)) parts[at] = (parts[at] ?? 0) + 1
  return parts.map((part) => (amount < 0 && part > 0 ? -part : part))
}

/** "12.5" is 1250; null when the text is no amount with at most two places. */
export function parseYuan(text: string): Fen | null {
  const found = YUAN_TEXT.exec(text)
  if (!found) return null
  const [, sign, yuan = '0', places = ''] = found
  const fen = Number(yuan) * FEN_PER_YUAN + Number(places.padEnd(2, '0'))
  return sign === '-' && fen > 0 ? -fen : fen
}

/** 1250 is "12.50"; -5 is "-0.05". */
export function formatYuan(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
