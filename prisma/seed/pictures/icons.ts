import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ICON_NAMES } from './icon-names.ts'
import type { IconName } from './icon-names.ts'

interface IconFile {
  icons: Record<string, { body: string } | undefined>
}

/** Side of the square every drawing lives in. */
export const ICON_SIDE = 32

let bodies: Map<IconName, string> | undefined

/** The SVG inside of a drawing. The file of all drawings is 100 MB: it is read once, and only what the shop uses is kept. */
export function iconBody(name: IconName): string {
  bodies ??= readBodies()
  const body = bodies.get(name)
  if (body === undefined) throw new Error(`no drawing called ${name}`)
  return body
}

function readBodies(): Map<IconName, string> {
  const path = createRequire(import.meta.url).resolve('@iconify-json/fluent-emoji/icons.json')
  const { icons } = JSON.parse(readFileSync(path, 'utf8')) as IconFile // the package's published format
  const kept = new Map<IconName, string>()
  for (const name of ICON_NAMES) {
    const icon = icons[name]
    // Joined from bytes, so that the short text does not keep the whole file alive.
    if (icon) kept.set(name, Buffer.from(icon.body).toString())
  }
  return kept
}
