/** Choices out of a seed: the same seed, the same choices. */
export interface Random {
  /** A whole number from 0 up to, not including, `end`. */
  below: (end: number) => number
  chance: (share: number) => boolean
  pick: <Item>(items: readonly Item[]) => Item
  bytes: (count: number) => Buffer
}

const WORD = 2 ** 32

/** Mulberry32 behind a mixer, so that neighbouring seeds share nothing. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed ^ 0x9E3779B9, 0x85EBCA6B) ^ Math.imul(Math.floor(seed / WORD), 0xC2B2AE35)
  const next = (): number => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (end: number): number => Math.floor(next() / WORD * end)
  return {
    below,
    chance: (share) => next() / WORD < share,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  }
}
