const KEY_BYTES = 32

let installed: Uint8Array | null = null

/** The process's one key, read from the environment or the key file at boot and handed in here before the first request. */
export function installSecretKey(key: Uint8Array): void {
  if (key.length !== KEY_BYTES) throw new RangeError(`a key has ${KEY_BYTES} bytes, not ${key.length}`)
  installed = Uint8Array.from(key)
}

export function secretKey(): Uint8Array {
  if (!installed) throw new Error('no secret key: call installSecretKey at boot')
  return installed
}
