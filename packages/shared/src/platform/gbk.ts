const LEADS: readonly [number, number] = [0x81, 0xFE]
const TRAILS: readonly [number, number] = [0x40, 0xFE]

let bytesOf: Map<string, readonly [number, number]> | null = null

/** Node reads GBK but does not write it, so the table is read backwards, once. */
function table(): Map<string, readonly [number, number]> {
  if (bytesOf) return bytesOf
  bytesOf = new Map()
  const decoder = new TextDecoder('gbk')
  for (let lead = LEADS[0]; lead <= LEADS[1]; lead++) {
    for (let trail = TRAILS[0]; trail <= TRAILS[1]; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if ([...text].length === 1 && text !== '\uFFFD') bytesOf.set(text, [lead, trail])
    }
  }
  return bytesOf
}

/** A text as a client that speaks GBK would send it; what GBK has no word for becomes a question mark. */
export function gbkBytes(text: string): Buffer {
  const known = table()
  return Buffer.from([...text].flatMap((character) => ((character.codePointAt(0) ?? 0) < 0x80 ? [character.charCodeAt(0)] : known.get(character) ?? [0x3F])))
}
