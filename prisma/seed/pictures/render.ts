import type { Buffer } from 'node:buffer'
import { encode, groundCanvas, paintLayer, paintShadow } from './canvas.ts'
import type { PictureFormat } from './canvas.ts'
import { GROUNDS } from './grounds.ts'
import type { GroundName } from './grounds.ts'
import type { IconName } from './icon-names.ts'
import { objectLayer } from './objects.ts'
import type { Thing } from './objects.ts'
import { seededRandom } from './random.ts'
import type { HueRange, TintName } from './tints.ts'

export interface PictureSpec {
  icon: IconName
  ground: GroundName
  width: number
  height: number
  /** Moves and scales the object a little, so that pictures side by side do not look stamped. */
  seed?: number
  tint?: TintName
  /** Only these hues of the drawing take the tint. */
  tintPart?: HueRange
  /** whole: the object in the middle. close: so near that the edges are cut. */
  view?: 'whole' | 'close'
  /** A second, smaller object at its side. */
  partner?: IconName
  partnerTint?: TintName
  /** Share of the shorter side the object takes, 0.6 when not said. */
  scale?: number
  format?: PictureFormat
}

interface Place {
  thing: Thing
  x: number
  size: number
  /** Height of the foot; without one the object hangs on its middle, so that flat and tall things alike look centred. */
  foot?: number
  /** How far below the picture's middle it hangs. */
  sink?: number
}

/** One product picture: never any text in it. The same spec gives the same bytes. */
export async function renderPicture(spec: PictureSpec): Promise<Buffer> {
  const { width, height } = spec
  const [wall, floor] = GROUNDS[spec.ground]
  const canvas = groundCanvas(width, height, wall, floor)
  const side = Math.min(width, height)
  for (const place of placesOf(spec, side)) {
    const layer = await objectLayer(place.thing, place.size)
    const foot = place.foot ?? height * (0.495 + (place.sink ?? 0)) + layer.height / 2
    paintShadow(canvas, place.x, foot + side * 0.012, Math.max(layer.width, place.size * 0.62))
    paintLayer(canvas, layer, Math.round(place.x - layer.width / 2), Math.round(foot - layer.height))
  }
  return encode(canvas, spec.format)
}

function placesOf(spec: PictureSpec, side: number): Place[] {
  const { width, height } = spec
  const thing = { icon: spec.icon, tint: spec.tint, part: spec.tintPart }
  const random = seededRandom(spec.seed ?? 1)
  const shift = (random() - 0.5) * 0.02 * side
  const size = side * (spec.scale ?? 0.6) * (0.98 + random() * 0.04)
  if (spec.view === 'close') return [{ thing, x: width * (random() < 0.5 ? 0.36 : 0.64), size: size * 1.78, sink: 0.085 }]
  if (spec.partner) {
    return [
      { thing, x: width * 0.36 + shift, foot: height * 0.72, size: size * 0.8 },
      { thing: { icon: spec.partner, tint: spec.partnerTint }, x: width * 0.75 + shift, foot: height * 0.75, size: size * 0.52 },
    ]
  }
  return [{ thing, x: width / 2 + shift, size }]
}
