import { describe, expect, it } from 'vitest'
import { packageShares } from './index.ts'

describe('the price of a package over its contents', () => {
  it.each([
    ['80.00 once and 30.00 twice in a package of 100.00', 10_000, [[8000, 1], [3000, 2]], [5714, 4286]],
    ['equal things: the fen left over goes to the first', 1000, [[500, 1], [500, 1], [500, 1]], [334, 333, 333]],
    ['a free thing has nothing of it', 999, [[0, 3], [700, 1]], [0, 999]],
    ['only free things: by units', 300, [[0, 1], [0, 2]], [100, 200]],
    ['one fen', 1, [[100, 1], [200, 1]], [0, 1]],
  ])('%s', (_case, priceFen, contents, shares) => {
    expect(packageShares(priceFen, contents.map(([price = 0, quantity = 0]) => ({ priceFen: price, quantity })))).toEqual(shares)
  })
})
