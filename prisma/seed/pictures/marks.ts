import type { Buffer } from 'node:buffer'
import { encode, svgCanvas } from './canvas.ts'
import type { PictureFormat } from './canvas.ts'

/** Brand marks are plain figures: no letters, so no fonts are needed and nothing looks like somebody's trade mark. */
const MARKS = {
  ring: '<circle cx="50" cy="50" r="24" fill="none" stroke="INK" stroke-width="9"/>',
  moon: '<circle cx="50" cy="50" r="27" fill="INK"/><circle cx="61" cy="42" r="22" fill="TILE"/>',
  kiln: '<rect x="26" y="30" width="48" height="44" rx="22" fill="INK"/><rect x="42" y="52" width="16" height="22" rx="8" fill="TILE"/>',
  hills: '<polygon points="18,70 42,32 58,58 66,46 82,70" fill="INK"/><circle cx="68" cy="30" r="6" fill="INK"/>',
  leaves: '<ellipse cx="39" cy="50" rx="11" ry="26" fill="INK" transform="rotate(-22 39 50)"/><ellipse cx="62" cy="54" rx="9" ry="21" fill="INK" opacity="0.6" transform="rotate(24 62 54)"/>',
  comb: '<polygon points="50,24 64,32 64,48 50,56 36,48 36,32" fill="INK"/><polygon points="36,52 48,59 48,73 36,80 24,73 24,59" fill="INK" opacity="0.65"/><polygon points="64,52 76,59 76,73 64,80 52,73 52,59" fill="INK" opacity="0.65"/>',
  flame: '<ellipse cx="50" cy="42" rx="11" ry="20" fill="INK"/><rect x="30" y="66" width="40" height="8" rx="4" fill="INK"/>',
  weave: '<rect x="26" y="26" width="21" height="21" rx="4" fill="INK"/><rect x="53" y="26" width="21" height="21" rx="4" fill="INK" opacity="0.55"/><rect x="26" y="53" width="21" height="21" rx="4" fill="INK" opacity="0.55"/><rect x="53" y="53" width="21" height="21" rx="4" fill="INK"/>',
  steps: '<rect x="24" y="58" width="16" height="16" rx="4" fill="INK"/><rect x="42" y="42" width="16" height="32" rx="4" fill="INK"/><rect x="60" y="26" width="16" height="48" rx="4" fill="INK"/>',
  page: '<rect x="30" y="24" width="40" height="52" rx="5" fill="INK"/><rect x="38" y="38" width="24" height="5" rx="2.5" fill="TILE"/><rect x="38" y="50" width="16" height="5" rx="2.5" fill="TILE"/>',
  sprout: '<rect x="47" y="44" width="6" height="32" rx="3" fill="INK"/><ellipse cx="37" cy="38" rx="14" ry="8" fill="INK" transform="rotate(28 37 38)"/><ellipse cx="63" cy="38" rx="14" ry="8" fill="INK" transform="rotate(-28 63 38)"/>',
  waves: '<rect x="26" y="44" width="7" height="12" rx="3.5" fill="INK"/><rect x="37" y="34" width="7" height="32" rx="3.5" fill="INK"/><rect x="48" y="26" width="7" height="48" rx="3.5" fill="INK"/><rect x="59" y="36" width="7" height="28" rx="3.5" fill="INK"/><rect x="70" y="44" width="7" height="12" rx="3.5" fill="INK"/>',
  clock: '<circle cx="50" cy="50" r="27" fill="INK"/><rect x="47" y="31" width="6" height="22" rx="3" fill="TILE"/><rect x="47" y="47" width="18" height="6" rx="3" fill="TILE"/>',
  pan: '<circle cx="40" cy="50" r="23" fill="INK"/><circle cx="40" cy="50" r="14" fill="TILE"/><rect x="60" y="45" width="26" height="10" rx="5" fill="INK"/>',
  fruit: '<circle cx="50" cy="55" r="22" fill="INK"/><ellipse cx="59" cy="28" rx="11" ry="6" fill="INK" opacity="0.7" transform="rotate(-24 59 28)"/>',
  grain: '<ellipse cx="50" cy="32" rx="7" ry="11" fill="INK"/><ellipse cx="36" cy="46" rx="7" ry="11" fill="INK" transform="rotate(-28 36 46)"/><ellipse cx="64" cy="46" rx="7" ry="11" fill="INK" transform="rotate(28 64 46)"/><ellipse cx="40" cy="66" rx="6" ry="10" fill="INK" opacity="0.65" transform="rotate(-24 40 66)"/><ellipse cx="60" cy="66" rx="6" ry="10" fill="INK" opacity="0.65" transform="rotate(24 60 66)"/>',
  stitch: '<circle cx="50" cy="50" r="25" fill="none" stroke="INK" stroke-width="6" stroke-dasharray="11 8"/><circle cx="50" cy="50" r="9" fill="INK"/>',
  arch: '<circle cx="50" cy="52" r="26" fill="INK"/><rect x="24" y="52" width="52" height="26" fill="INK"/><circle cx="50" cy="58" r="12" fill="TILE"/><rect x="38" y="58" width="24" height="20" fill="TILE"/>',
} as const

export type MarkName = keyof typeof MARKS

export interface LogoSpec {
  mark: MarkName
  /** Colour of the tile, 0 to 359. */
  hue: number
  side: number
  format?: PictureFormat
}

/** A brand's logo: one light figure on a deep, quiet tile. */
export async function renderLogo(spec: LogoSpec): Promise<Buffer> {
  const tile = `hsl(${spec.hue}, 32%, 37%)`
  const figure = MARKS[spec.mark].replaceAll('INK', `hsl(${spec.hue}, 44%, 94%)`).replaceAll('TILE', tile)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${spec.side}" height="${spec.side}" viewBox="0 0 100 100"><rect width="100" height="100" fill="${tile}"/>${figure}</svg>`
  return encode(await svgCanvas(svg), spec.format)
}
