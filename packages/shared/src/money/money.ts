/** Chinese yuan in its smallest unit: 12.50 yuan is 1250. Always an integer. */
export type Fen = number

const FEN_PER_YUAN = 100
const YUAN_TEXT = /^(-?)(\d{1,10})(?:\.(\d{1,2}))?$/

/**
 * `numerator / denominator` rounded half up (0.5 becomes 1), exact for every safe integer.
 * The only rounding of money in the shop.
 */
export function halfUp(numerator: bigint, denominator: bigint): number {
  return floorExact(2n * numerator + denominator, 2n * denominator)
}

/** `value × part / whole` rounded half up, for instance a rate of an amount. */
export function share(value: Fen, part: number, whole: number): Fen {
  const doubled = 2 * (value * part) + whole
  if (!Number.isSafeInteger(doubled) || whole <= 0) return halfUp(BigInt(value) * BigInt(part), BigInt(whole))
  return floorSafe(doubled, 2 * whole)
}

/** `value × part / whole` rounded up: how many steps or points something costs. */
export function ceilDiv(value: number, part: number, whole: number): number {
  const product = value * part
  const raised = product + (whole - 1)
  if (Number.isSafeInteger(product) && Number.isSafeInteger(raised) && whole > 0) return floorSafe(raised, whole)
  return floorExact(BigInt(value) * BigInt(part) + BigInt(whole) - 1n, BigInt(whole))
}

/** `value × part / whole` rounded down: what points are worth, what part of a line comes back. */
export function floorDiv(value: number, part: number, whole: number): number {
  const product = value * part
  if (Number.isSafeInteger(product) && whole > 0) return floorSafe(product, whole)
  return floorExact(BigInt(value) * BigInt(part), BigInt(whole))
}

/**
 * Splits an amount by weight, largest remainder first, ties to the earlier part. The parts add up to the amount; a zero
 * weight gets zero.
 */
export function allocate(amount: Fen, weights: readonly number[]): Fen[] {
  let total = 0
  let heaviest = 0
  for (const weight of weights) {
    total += weight
    if (weight > heaviest) heaviest = weight
  }
  if (total <= 0) {
    if (amount === 0) return weights.map(() => 0)
    throw new RangeError('allocate needs a positive weight')
  }
  const size = Math.abs(amount)
  const isSafe = Number.isSafeInteger(size * heaviest) && Number.isSafeInteger(total)
  const parts = isSafe
    ? splitSafe(size, weights, total)
    : splitExact(size, weights)
  return amount < 0
    ? parts.map(negated)
    : parts
}

function splitSafe(size: number, weights: readonly number[], total: number): number[] {
  const rests: number[] = []
  const parts: number[] = []
  let missing = size
  for (const weight of weights) {
    const product = size * weight
    const rest = product % total
    const part = (product - rest) / total
    rests.push(rest)
    parts.push(part)
    missing -= part
  }
  return missing === 0
    ? parts
    : withMissing(parts, rests, missing)
}

function splitExact(size: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  const products = weights.map((weight) => BigInt(size) * BigInt(weight))
  const parts = products.map((product) => Number(product / total))
  const missing = size - parts.reduce((sum, part) => sum + part, 0)
  return withMissing(parts, products.map((product) => product % total), missing)
}

/** One unit more for each of the `missing` parts with the largest rests. */
function withMissing<Rest extends number | bigint>(parts: readonly number[], rests: readonly Rest[], missing: number): number[] {
  const neediest = rests
    .map((rest, at) => ({ at, rest }))
    .sort((a, b) => Number(b.rest > a.rest) - Number(a.rest > b.rest) || a.at - b.at)
  const full = [...parts]
  for (const { at } of neediest.slice(0, missing)) full[at] = (full[at] ?? 0) + 1
  return full
}

/** 0 stays 0 and does not become -0. */
function negated(part: number): number {
  return 0 - part
}

/** Floor of a quotient of safe integers: the rest is exact, so the division leaves none. Adding 0 turns -0 into 0. */
function floorSafe(numerator: number, denominator: number): number {
  const rest = numerator % denominator
  const floored = (numerator - rest) / denominator + 0
  return rest < 0
    ? floored - 1
    : floored
}

function floorExact(numerator: bigint, denominator: bigint): number {
  const floored = numerator / denominator
  const isBelow = numerator < 0n && numerator % denominator !== 0n
  return Number(isBelow
    ? floored - 1n
    : floored)
}

/** "12.5" is 1250; null when the text is no amount with at most two places. */
export function parseYuan(text: string): Fen | null {
  const found = YUAN_TEXT.exec(text)
  if (!found) return null
  const [, sign, yuan = '0', places = ''] = found
  const fen = Number(yuan) * FEN_PER_YUAN + Number(places.padEnd(2, '0'))
  return sign === '-'
    ? 0 - fen
    : fen
}

/** 1250 is "12.50"; -5 is "-0.05". */
export function formatYuan(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const sign = fen < 0
    ? '-'
    : ''
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
