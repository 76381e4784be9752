import type { Buffer } from 'node:buffer'
import { encode, paintLayer, paintShadow, svgCanvas } from './canvas.ts'
import type { PictureFormat } from './canvas.ts'
import { GROUNDS } from './grounds.ts'
import type { GroundName } from './grounds.ts'
import type { IconName } from './icon-names.ts'
import { objectLayer } from './objects.ts'
import type { TintName } from './tints.ts'

export interface BannerObject {
  icon: IconName
  tint?: TintName
  /** Middle of the foot and longer side, as shares of the banner's height; `x` counts from the right edge. */
  x: number
  floor: number
  size: number
  /** It floats: no shadow under it. */
  floating?: boolean
}

export interface BannerSpec {
  /** From the text's side on the left to the picture's side on the right. */
  grounds: [GroundName, GroundName]
  /** Back to front. All of them stay in the right half: the left is the text's. */
  objects: BannerObject[]
  width: number
  height: number
  format?: PictureFormat
}

export const BANNER_SIZE = { width: 1200, height: 536 } as const

/** A wide picture with its objects at the right; the words on it are HTML. */
export async function renderBanner(spec: BannerSpec): Promise<Buffer> {
  const { width, height } = spec
  const canvas = await svgCanvas(groundSvg(spec))
  for (const object of spec.objects) {
    const layer = await objectLayer(object, object.size * height)
    const x = width - object.x * height
    const foot = object.floor * height
    if (!object.floating) paintShadow(canvas, x, foot + height * 0.008, layer.width * 1.06)
    paintLayer(canvas, layer, Math.round(x - layer.width / 2), Math.round(foot - layer.height))
  }
  return encode(canvas, spec.format)
}

function groundSvg({ width, height, grounds: [from, to] }: BannerSpec): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs>
<linearGradient id="ground" x1="0" y1="0" x2="1" y2="0.4"><stop offset="0" stop-color="${GROUNDS[from][0]}"/><stop offset="0.5" stop-color="${GROUNDS[from][1]}"/><stop offset="1" stop-color="${GROUNDS[to][1]}"/></linearGradient>
<radialGradient id="light" cx="0.74" cy="0.4" r="0.44"><stop offset="0" stop-color="#fff" stop-opacity="0.5"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
</defs>
<rect width="${width}" height="${height}" fill="url(#ground)"/>
<rect width="${width}" height="${height}" fill="url(#light)"/>
</svg>`
}
