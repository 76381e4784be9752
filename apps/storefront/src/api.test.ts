import { expect, it } from 'vitest'
import { loadRefusals, problemText } from './api.ts'

it('says a problem of the checkout in the language of the page, with its figures', async () => {
  await loadRefusals()
  const short = { error: 'OUT_OF_STOCK', message: '商品库存不足，当前库存 2' }
  expect(problemText(short, 'zh')).toBe('商品库存不足，当前库存 2')
  expect(problemText(short, 'en')).toBe('Not enough stock, 2 left')
  expect(problemText({ error: 'BONUS_MIN_AMOUNT', message: '商品总额未达到红包的使用条件 ¥100.00' }, 'en')).toBe('The bonus needs goods of at least 100.00')
})
