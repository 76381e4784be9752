import type { KeyObject } from 'node:crypto'

/** A key of the provider and the time in which it may prove something. */
export interface PlatformKey {
  serial: string
  key: KeyObject
  from: Date
  until: Date
}

export interface PlatformKeys {
  keyOf: (serial: string) => Promise<KeyObject | null>
  /** Fails when there is no key yet and none can be had. */
  ready: () => Promise<void>
}

const REFRESH_MS = 12 * 60 * 60 * 1000
const UNKNOWN_SERIAL_PAUSE_MS = 60 * 1000

/**
 * The provider's keys by serial, several at once. Loaded when first needed, twice a day, and when an unknown serial
 * appears, but then at most once a minute: serials come from strangers too.
 */
export function platformKeys(source: { load: () => Promise<PlatformKey[]>, now: () => Date }): PlatformKeys {
  let keys: PlatformKey[] = []
  let loadedAtMs = 0
  let loading: Promise<void> | null = null

  function reload(): Promise<void> {
    loadedAtMs = source.now().getTime()
    loading ??= load().finally(() => { loading = null })
    return loading
  }

  async function load(): Promise<void> {
    keys = await source.load()
  }

  async function keyOf(serial: string): Promise<KeyObject | null> {
    const found = validKey(serial)
    const ageMs = source.now().getTime() - loadedAtMs
    if (found && ageMs < REFRESH_MS) return found
    if (found) return reload().then(() => validKey(serial), () => found)
    if (loading || keys.length === 0 || ageMs >= UNKNOWN_SERIAL_PAUSE_MS) await reload()
    return validKey(serial)
  }

  async function ready(): Promise<void> {
    if (keys.length === 0) await reload()
  }

  function validKey(serial: string): KeyObject | null {
    const now = source.now()
    return keys.find((one) => one.serial === serial && one.from <= now && now < one.until)?.key ?? null
  }

  return { keyOf, ready }
}
