import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import type { Layer } from './canvas.ts'
import type { IconName } from './icon-names.ts'
import { ICON_SIDE, iconBody } from './icons.ts'
import { tintSvg } from './tints.ts'
import type { TintName } from './tints.ts'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

const DRAWN_SIDE = 560
const PROBE_SIDE = 96
const KEPT = 48
const drawn = new Map<string, Layer>()

/** An object alone, cut to its edges, its longer side `size` pixels. */
export async function objectLayer(icon: IconName, tint: TintName | undefined, size: number): Promise<Layer> {
  const layer = await drawObject(icon, tint)
  const scale = size / DRAWN_SIDE
  const { data, info } = await sharp(layer.data, {
    raw: { width: layer.width, height: layer.height, channels: 4 },
  })
    .resize(Math.round(layer.width * scale), Math.round(layer.height * scale), { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** Drawing the vectors is the slow part, so the last few dozen objects are kept. */
async function drawObject(icon: IconName, tint: TintName | undefined): Promise<Layer> {
  const key = `${icon}/${tint ?? ''}`
  const known = drawn.get(key)
  if (known) return known
  const body = tint
    ? tintSvg(iconBody(icon), tint)
    : iconBody(icon)
  const box = await edges(body)
  const scale = DRAWN_SIDE / Math.max(box.width, box.height)
  const layer = await draw(body, box, Math.round(box.width * scale), Math.round(box.height * scale))
  const oldest = drawn.keys().next()
  if (drawn.size >= KEPT && !oldest.done) drawn.delete(oldest.value)
  drawn.set(key, layer)
  return layer
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
