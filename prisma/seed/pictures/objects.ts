import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import type { Layer } from './canvas.ts'
import type { IconName } from './icon-names.ts'
import { ICON_SIDE, iconBody } from './icons.ts'
import { tintSvg } from './tints.ts'
import type { HueRange, TintName } from './tints.ts'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Thing {
  icon: IconName
  tint?: TintName
  /** Only these hues take the tint. */
  part?: HueRange
}

const LARGE_SIDE = 560
const SMALL_SIDE = 300
const PROBE_SIDE = 96
const KEPT = 48
const drawn = new Map<string, Promise<Layer>>()

/** An object alone, cut to its edges, its longer side `size` pixels. */
export async function objectLayer(thing: Thing, size: number): Promise<Layer> {
  const { data: from, width, height } = await drawObject(thing, size)
  const scale = size / Math.max(width, height)
  const { data, info } = await sharp(from, { raw: { width, height, channels: 4 } })
    .resize(Math.round(width * scale), Math.round(height * scale), { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/**
 * Drawing the vectors is the slow part: small pictures get a small drawing, and the last few dozen are kept. Kept are the
 * promises, so that pictures rendered side by side wait for one drawing instead of each making its own.
 */
function drawObject(thing: Thing, size: number): Promise<Layer> {
  const name = `${thing.icon}/${thing.tint ?? ''}/${thing.part?.join('-') ?? ''}`
  const side = size > SMALL_SIDE ? LARGE_SIDE : SMALL_SIDE
  const known = drawn.get(`${name}/${LARGE_SIDE}`) ?? drawn.get(`${name}/${side}`)
  if (known) return known
  const oldest = drawn.keys().next()
  if (drawn.size >= KEPT && !oldest.done) drawn.delete(oldest.value)
  const layer = drawAt(thing, side)
  drawn.set(`${name}/${side}`, layer)
  return layer
}

async function drawAt({ icon, tint, part }: Thing, side: number): Promise<Layer> {
  const body = tint ? tintSvg(iconBody(icon), tint, part) : iconBody(icon)
  const box = await edges(body)
  const scale = side / Math.max(box.width, box.height)
  return draw(body, box, Math.round(box.width * scale), Math.round(box.height * scale))
}

async function draw(body: string, box: Box, width: number, height: number): Promise<Layer> {
  const view = `${box.x} ${box.y} ${box.width} ${box.height}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="${view}">${body}</svg>`
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** The box an object really fills, found on a thumbnail: trimming the large drawing takes longer than making it. */
async function edges(body: string): Promise<Box> {
  const { data } = await draw(body, {
    x: 0,
    y: 0,
    width: ICON_SIDE,
    height: ICON_SIDE,
  }, PROBE_SIDE, PROBE_SIDE)
  let [left, top, right, bottom] = [PROBE_SIDE, PROBE_SIDE, 0, 0]
  for (let y = 0; y < PROBE_SIDE; y++) {
    for (let x = 0; x < PROBE_SIDE; x++) {
      if ((data[(y * PROBE_SIDE + x) * 4 + 3] ?? 0) < 6) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
  }
  const unit = ICON_SIDE / PROBE_SIDE
  return {
    x: left * unit,
    y: top * unit,
    width: (right - left) * unit,
    height: (bottom - top) * unit,
  }
}
