const SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]] as const
const SINES = Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32))
const BLOCK = 64
const LENGTH_BYTES = 8

/** The message, a one bit, zeros, and its length in bits: whole blocks of 64 bytes. */
function padded(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 1 + LENGTH_BYTES) / BLOCK)
  const bytes = new Uint8Array(blocks * BLOCK)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setUint32(bytes.length - LENGTH_BYTES, (message.length << 3) >>> 0, true)
  view.setUint32(bytes.length - LENGTH_BYTES / 2, Math.floor(message.length / 2 ** 29), true)
  return view
}

function mixed(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d)
  if (round === 1) return (d & b) | (~d & c)
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d)
}

function wordIndex(round: number, at: number): number {
  if (round === 0) return at
  if (round === 1) return (5 * at + 1) % 16
  return round === 2 ? (3 * at + 5) % 16 : (7 * at) % 16
}

/** MD5 (RFC 1321) in lower-case hex. Browsers have none of their own; the gateway's default signature needs it. */
export function md5(message: Uint8Array): string {
  const view = padded(message)
  const state: [number, number, number, number] = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
  for (let block = 0; block < view.byteLength; block += BLOCK) {
    let [a, b, c, d] = state
    for (let at = 0; at < 64; at++) {
      const round = at >> 4
      const sum = (a + mixed(round, b, c, d) + (SINES[at] ?? 0) + view.getUint32(block + wordIndex(round, at) * 4, true)) | 0
      const shift = SHIFTS[round]?.[at % 4] ?? 0
      const turned = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
      ;[a, d, c, b] = [d, c, b, turned]
    }
    state[0] = (state[0] + a) | 0
    state[1] = (state[1] + b) | 0
    state[2] = (state[2] + c) | 0
    state[3] = (state[3] + d) | 0
  }
  const digest = new DataView(new ArrayBuffer(16))
  state.forEach((word, at) => digest.setUint32(at * 4, word, true))
  return hex(new Uint8Array(digest.buffer))
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
