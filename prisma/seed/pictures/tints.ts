interface Tint {
  hue: number
  saturation: number
  /** New lightness is `from + lightness × (to − from)`. */
  from: number
  to: number
  /** How much of the drawing's own spread of hues stays. */
  spread: number
}

const tint = (hue: number, saturation: number, [from, to]: [number, number], spread: number): Tint => ({ hue, saturation, from, to, spread })

/** Colours a thing is sold in. */
export const TINTS = {
  red: tint(2, 0.7, [0, 0.8], 1.5),
  wine: tint(350, 0.72, [0, 0.68], 0.6),
  clay: tint(12, 0.52, [0, 0.72], 1),
  purpleClay: tint(352, 0.2, [0.02, 0.5], 0.3),
  ochre: tint(42, 0.55, [0, 0.88], 0.4),
  walnut: tint(22, 0.42, [0.02, 0.62], 0.4),
  oat: tint(36, 0.36, [0.36, 0.97], 0.3),
  yellow: tint(44, 0.95, [0.14, 0.96], 0.4),
  inkGreen: tint(150, 0.5, [0, 0.6], 1.2),
  sage: tint(110, 0.24, [0.22, 0.9], 0.4),
  mint: tint(165, 0.45, [0.25, 0.95], 0.4),
  celadon: tint(192, 0.46, [0.06, 0.84], 1.2),
  blue: tint(214, 0.62, [0.06, 0.86], 0.4),
  navy: tint(220, 0.5, [0, 0.56], 0.4),
  lavender: tint(258, 0.5, [0.2, 0.98], 0.3),
  pink: tint(350, 0.66, [0.34, 0.98], 0.3),
  white: tint(30, 0.09, [0.47, 0.99], 0.2),
  grey: tint(215, 0.07, [0.22, 0.88], 0.2),
  lime: tint(78, 0.62, [0.1, 0.92], 0.4),
  black: tint(225, 0.12, [0.03, 0.44], 0.2),
}

export type TintName = keyof typeof TINTS

/** From one hue up to another on the colour circle; may pass through 0. */
export type HueRange = [from: number, to: number]

type Hsl = [hue: number, saturation: number, lightness: number]

/** Red, green and blue from 0 to 1. */
type Channels = [number, number, number]

const HEX = /#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi

/** Inner glows carry their colour as a matrix: three rows "0 0 0 0 share" and a row for the strength. */
const GLOW = /values="0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) (0 0 0 (?!127)[\d.]+ 0)"/g

/**
 * Recolours an SVG: its colours move to the tint's hue, light and shade stay. With `part` only the colours of those hues
 * move: the pot, not the soup in it.
 */
export function tintSvg(svg: string, name: TintName, part?: HueRange): string {
  const { hue: target, saturation: strength, from, to, spread } = TINTS[name]
  const colours = [...svg.matchAll(HEX)].map(([hex]) => toHsl(fromHex(hex))).filter(([hue]) => isWithin(hue, part))
  const home = mainHue(colours)
  // Dark drawings are lifted and pale ones lowered half the way to the middle, so that a tint looks alike on both.
  const lift = colours.length > 0 ? (0.5 - colours.reduce((sum, [, , lightness]) => sum + lightness, 0) / colours.length) * 0.5 : 0
  const recolour = (colour: Channels): Channels => {
    const [hue, saturation, lightness] = toHsl(colour)
    if (!isWithin(hue, part)) return colour
    const away = ((hue - home + 540) % 360) - 180
    return toChannels([
      (target + away * spread * 0.5 + 360) % 360,
      Math.min(1, (0.32 + 0.68 * saturation) * strength),
      Math.min(1, Math.max(0, from + Math.min(1, Math.max(0, lightness + lift)) * (to - from))),
    ])
  }
  return svg
    .replace(HEX, (hex) => toHex(recolour(fromHex(hex))))
    .replace(GLOW, (_, red: string, green: string, blue: string, rest: string) => {
      const rows = recolour([
        Number(red),
        Number(green),
        Number(blue),
      ]).map((share) => `0 0 0 0 ${share.toFixed(4)}`)
      return `values="${rows.join(' ')} ${rest}"`
    })
}

function isWithin(hue: number, part: HueRange | undefined): boolean {
  if (!part) return true
  const [from, to] = part
  return from <= to ? hue >= from && hue <= to : hue >= from || hue <= to
}

/** The mean direction on the colour circle, strong colours counting more. */
function mainHue(colours: Hsl[]): number {
  let x = 0
  let y = 0
  for (const [hue, saturation, lightness] of colours) {
    const weight = saturation * (1 - Math.abs(2 * lightness - 1))
    x += weight * Math.cos(hue * Math.PI / 180)
    y += weight * Math.sin(hue * Math.PI / 180)
  }
  return (Math.atan2(y, x) * 180 / Math.PI + 360) % 360
}

function fromHex(hex: string): Channels {
  const long = hex.length === 4
    ? hex.replace(/[0-9a-f]/gi, '$&$&')
    : hex
  const channel = (at: number): number => Number.parseInt(long.slice(at, at + 2), 16) / 255
  return [
    channel(1),
    channel(3),
    channel(5),
  ]
}

function toHex(colour: Channels): string {
  return `#${colour.map((share) => Math.round(share * 255).toString(16).padStart(2, '0')).join('')}`
}

function toHsl([red, green, blue]: Channels): Hsl {
  const top = Math.max(red, green, blue)
  const bottom = Math.min(red, green, blue)
  const lightness = (top + bottom) / 2
  const chroma = top - bottom
  if (chroma === 0) return [0, 0, lightness]
  const saturation = chroma / (1 - Math.abs(2 * lightness - 1))
  let sector = (red - green) / chroma + 4
  if (top === red) sector = (green - blue) / chroma + 6
  else if (top === green) sector = (blue - red) / chroma + 2
  return [(sector * 60) % 360, saturation, lightness]
}

function toChannels([hue, saturation, lightness]: Hsl): Channels {
  const channel = (at: number): number => {
    const k = (at + hue / 30) % 12
    return lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
  }
  return [
    channel(0),
    channel(8),
    channel(4),
  ]
}
