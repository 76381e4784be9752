interface Tint {
  hue: number
  saturation: number
  /** New lightness is `from + lightness × (to − from)`. */
  from: number
  to: number
  /** How much of the drawing's own spread of hues stays. */
  spread: number
}

/** Colours a thing is sold in. */
export const TINTS = {
  red: {
    hue: 2,
    saturation: 0.7,
    from: 0,
    to: 0.8,
    spread: 1.5,
  },
  wine: {
    hue: 350,
    saturation: 0.72,
    from: 0,
    to: 0.68,
    spread: 0.6,
  },
  clay: {
    hue: 12,
    saturation: 0.52,
    from: 0,
    to: 0.72,
    spread: 1,
  },
  purpleClay: {
    hue: 352,
    saturation: 0.2,
    from: 0.02,
    to: 0.5,
    spread: 0.3,
  },
  ochre: {
    hue: 42,
    saturation: 0.55,
    from: 0,
    to: 0.88,
    spread: 0.4,
  },
  walnut: {
    hue: 22,
    saturation: 0.42,
    from: 0.02,
    to: 0.62,
    spread: 0.4,
  },
  oat: {
    hue: 36,
    saturation: 0.36,
    from: 0.36,
    to: 0.97,
    spread: 0.3,
  },
  yellow: {
    hue: 44,
    saturation: 0.95,
    from: 0.14,
    to: 0.96,
    spread: 0.4,
  },
  inkGreen: {
    hue: 150,
    saturation: 0.5,
    from: 0,
    to: 0.6,
    spread: 1.2,
  },
  sage: {
    hue: 110,
    saturation: 0.24,
    from: 0.22,
    to: 0.9,
    spread: 0.4,
  },
  mint: {
    hue: 165,
    saturation: 0.45,
    from: 0.25,
    to: 0.95,
    spread: 0.4,
  },
  celadon: {
    hue: 192,
    saturation: 0.46,
    from: 0.06,
    to: 0.84,
    spread: 1.2,
  },
  blue: {
    hue: 214,
    saturation: 0.62,
    from: 0.06,
    to: 0.86,
    spread: 0.4,
  },
  navy: {
    hue: 220,
    saturation: 0.5,
    from: 0,
    to: 0.56,
    spread: 0.4,
  },
  lavender: {
    hue: 258,
    saturation: 0.5,
    from: 0.2,
    to: 0.98,
    spread: 0.3,
  },
  pink: {
    hue: 350,
    saturation: 0.66,
    from: 0.34,
    to: 0.98,
    spread: 0.3,
  },
  white: {
    hue: 30,
    saturation: 0.07,
    from: 0.66,
    to: 1,
    spread: 0.2,
  },
  grey: {
    hue: 215,
    saturation: 0.07,
    from: 0.22,
    to: 0.88,
    spread: 0.2,
  },
  black: {
    hue: 225,
    saturation: 0.12,
    from: 0.03,
    to: 0.44,
    spread: 0.2,
  },
} satisfies Record<string, Tint>

export type TintName = keyof typeof TINTS

type Hsl = [hue: number, saturation: number, lightness: number]

/** Red, green and blue from 0 to 1. */
type Channels = [number, number, number]

const HEX = /#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi

/** Inner glows carry their colour as a matrix: three rows "0 0 0 0 share" and a row for the strength. */
const GLOW = /values="0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) (0 0 0 (?!127)[\d.]+ 0)"/g

/** Recolours an SVG: all its colours move to the tint's hue, light and shade stay. */
export function tintSvg(svg: string, name: TintName): string {
  const tint: Tint = TINTS[name]
  const home = mainHue(svg)
  const recolour = (colour: Channels): Channels => {
    const [hue, saturation, lightness] = toHsl(colour)
    const away = ((hue - home + 540) % 360) - 180
    return toChannels([
      (tint.hue + away * tint.spread * 0.5 + 360) % 360,
      Math.min(1, saturation * tint.saturation),
      Math.min(1, tint.from + lightness * (tint.to - tint.from)),
    ])
  }
  return svg
    .replace(HEX, (hex) => toHex(recolour(fromHex(hex))))
    .replace(GLOW, (_, red: string, green: string, blue: string, strength: string) => {
      const rows = recolour([
        Number(red),
        Number(green),
        Number(blue),
      ]).map((share) => `0 0 0 0 ${share.toFixed(4)}`)
      return `values="${rows.join(' ')} ${strength}"`
    })
}

/** The mean direction on the colour circle, strong colours counting more. */
function mainHue(svg: string): number {
  let x = 0
  let y = 0
  for (const [hex] of svg.matchAll(HEX)) {
    const [hue, saturation, lightness] = toHsl(fromHex(hex))
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
