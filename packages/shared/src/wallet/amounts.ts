import { ShopError } from '../errors/index.ts'
import { type Fen, formatYuan } from '../money/index.ts'

export function refuseAmount(amountFen: Fen, minFen: Fen, maxFen: Fen): void {
  if (amountFen < minFen || amountFen > maxFen) throw new ShopError('AMOUNT_INVALID', { min: formatYuan(minFen), max: formatYuan(maxFen) })
}
