import type { Actor, Ctx } from '@xiaopu/shared/database'

/** Keeps a picture and answers the address it is served at. */
export type SavePicture = (name: string, bytes: Uint8Array) => Promise<string>

export interface SeedContext extends Ctx {
  savePicture: SavePicture
  /** Says what is being made; a person waits for it. */
  say: (line: string) => void
}

/** Whoever keeps the demo shop, before there is an account. */
export const MERCHANT: Actor = { kind: 'staff', staffId: 0, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }

const DAY_MS = 86_400_000

export function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS)
}

/** The entry under this code; content that names something missing is a mistake of ours. */
export function entryOf<Value>(map: ReadonlyMap<string, Value>, code: string): Value {
  const value = map.get(code)
  if (value === undefined) throw new Error(`the seed names "${code}", which does not exist`)
  return value
}
