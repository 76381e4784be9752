import { randomInt } from 'node:crypto'

/** Letters as strokes on a grid of 4 by 6: a server needs no fonts for them. */
const STROKES: Record<string, string> = {
  A: 'M0 6L2 0L4 6M1 4L3 4',
  C: 'M4 1L3 0L1 0L0 1L0 5L1 6L3 6L4 5',
  E: 'M4 0L0 0L0 6L4 6M0 3L3 3',
  F: 'M4 0L0 0L0 6M0 3L3 3',
  H: 'M0 0L0 6M4 0L4 6M0 3L4 3',
  J: 'M4 0L4 5L3 6L1 6L0 5',
  K: 'M0 0L0 6M4 0L0 3L4 6',
  L: 'M0 0L0 6L4 6',
  M: 'M0 6L0 0L2 3L4 0L4 6',
  N: 'M0 6L0 0L4 6L4 0',
  P: 'M0 6L0 0L3 0L4 1L4 2L3 3L0 3',
  R: 'M0 6L0 0L3 0L4 1L4 2L3 3L0 3M2 3L4 6',
  T: 'M0 0L4 0M2 0L2 6',
  U: 'M0 0L0 5L1 6L3 6L4 5L4 0',
  W: 'M0 0L1 6L2 3L3 6L4 0',
  X: 'M0 0L4 6M4 0L0 6',
  Y: 'M0 0L2 3L4 0M2 3L2 6',
  Z: 'M0 0L4 0L0 6L4 6',
  3: 'M0 0L4 0L2 2L4 4L4 5L3 6L1 6L0 5',
  4: 'M3 6L3 0L0 4L4 4',
  7: 'M0 0L4 0L1 6',
}
export const CAPTCHA_LETTERS = Object.keys(STROKES)

const [WIDTH, HEIGHT] = [120, 44]
const [LETTER_STEP, LETTER_TOP, LETTER_SCALE] = [26, 10, 4]
const LINES = 5
const MOST_TURN = 18

const between = (least: number, most: number): number => randomInt(least, most + 1)

function letter(sign: string, at: number): string {
  const [x, y, scale] = [12 + at * LETTER_STEP + between(-3, 3), LETTER_TOP + between(-4, 4), LETTER_SCALE + between(-4, 4) / 10]
  const path = `<path d="${STROKES[sign] ?? ''}" transform="translate(${x} ${y}) rotate(${between(-MOST_TURN, MOST_TURN)} 8 12) scale(${scale})" stroke-width="${between(6, 9) / 10}"/>`
  return `<g stroke="hsl(${between(0, 359)} 60% ${between(25, 42)}%)">${path}</g>`
}

function line(): string {
  return `<path d="M${between(0, 20)} ${between(0, HEIGHT)}Q${between(30, 90)} ${between(0, HEIGHT)} ${between(100, WIDTH)} ${between(0, HEIGHT)}" stroke="hsl(${between(0, 359)} 45% 60%)" stroke-width="${between(10, 18) / 10}"/>`
}

/** The text as a PNG that people read and programs find hard. */
export async function captchaPicture(text: string): Promise<{ contentType: string, bytes: Buffer }> {
  const drawn = [...Array.from({ length: LINES }, line), ...[...text].map(letter)].join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#f4f4f2"/><g fill="none" stroke-linecap="round" stroke-linejoin="round">${drawn}</g></svg>`
  // Loaded when the first picture is wanted: most servers never draw one.
  const { default: sharp } = await import('sharp')
  return { contentType: 'image/png', bytes: await sharp(Buffer.from(svg)).png().toBuffer() }
}
