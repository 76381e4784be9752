import { allocate } from '../money/index.ts'

/** What each of the contents has of one package's price: by rank price times units, the largest remainder first (docs/rules/promotions.md 2). */
export function packageShares(priceFen: number, contents: readonly { priceFen: number, quantity: number }[]): number[] {
  const worth = contents.map((content) => content.priceFen * content.quantity)
  // Nothing in it costs anything by itself: then the units count.
  return allocate(priceFen, worth.some((each) => each > 0) ? worth : contents.map((content) => content.quantity))
}
