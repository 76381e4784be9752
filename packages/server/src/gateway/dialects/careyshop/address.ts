import { UnreadableRequest } from '../../received.ts'

/** What the path of a request says: which part of the shop, and parameters. */
export type Address
  = | { kind: 'batch' }
    | { kind: 'call', version: string, controller: string, params: ReadonlyMap<string, string> }

const PREFIX = /^(?:\/index\.php)?\/api\//
const VERSION = 'v1'
const PAGE_ENDING = '.html'
const NAME = /^\w+$/

export function isAddress(path: string): boolean {
  return PREFIX.test(path)
}

/** `app_install`, `app-install` and `AppInstall` are one controller. */
export function controllerKey(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase()
}

/** Null for a path that leads nowhere. Whether there is such a controller is not looked at. */
export function parseAddress(path: string): Address | null {
  const prefix = PREFIX.exec(path)?.[0]
  if (prefix === undefined) return null
  const whole = path.slice(prefix.length)
  const [version = '', controller = '', ...pieces] = (whole.endsWith(PAGE_ENDING) ? whole.slice(0, -PAGE_ENDING.length) : whole).replace(/\/$/, '').split('/')
  if (version === 'batch' && controller === '') return { kind: 'batch' }
  if (version !== VERSION || controller === '') return null
  return { kind: 'call', version, controller: decoded(controller), params: pairs(pieces) }
}

function pairs(pieces: readonly string[]): Map<string, string> {
  const params = new Map<string, string>()
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const name = decoded(pieces[at] ?? '')
    if (NAME.test(name)) params.set(name, decoded(pieces[at + 1] ?? ''))
  }
  return params
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    throw new UnreadableRequest('url')
  }
}
