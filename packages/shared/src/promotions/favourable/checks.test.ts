import { describe, expect, it } from 'vitest'
import { checksOf, type Findings, fixesFor } from './checks.ts'
import type { FavourableTerms } from './form.ts'
import type { SampleLine } from './sample-cart.ts'

const terms: FavourableTerms = { type: 1, rankIds: [0], range: 0, rangeIds: [], minAmountFen: 20_000, maxAmountFen: 0, offFen: 6000, payBasisPoints: 0, giftLimit: 0, gifts: [] }
const line = (name: string, subtotalFen: number, discountFen: number, costFen: number, isGift = false): SampleLine => ({ goodsId: 1, name, thumbUrl: '', quantity: 1, isGift, subtotalFen, discountFen, netFen: subtotalFen - discountFen, costFen })
const cart = { goodsFen: 22_800, discountFen: 6000, payFen: 16_800, lines: [line('羊毛混纺围巾', 19_900, 5237, 15_000), line('手工冷制皂', 2900, 763, 1100)] }
const fine: Findings = { terms, coveredGoods: 5, cart: null, gifts: [], overlaps: [] }
const gift = { goodsId: 9, name: '茶匙', thumbUrl: '', shopPriceFen: 2900, costPriceFen: 900, rankPriceFen: null, promotePriceFen: 0, promoteStartAt: null, promoteEndAt: null, isSold: true, stock: 3 }
const words = (findings: Partial<Findings>) => checksOf({ ...fine, cart: { ...cart, lines: [] }, ...findings }).map(({ warning }) => warning)

describe('what a merchant should mind', () => {
  it('a line sold below cost, with what would put it right', () => {
    expect(checksOf({ ...fine, cart })).toEqual([{ warning: 'belowCost', names: ['羊毛混纺围巾'], gapFen: 337, fixes: [{ field: 'offFen', value: 5600 }, { field: 'minAmountFen', value: 24_400 }] }])
  })

  it('a percentage is put right with whole percents, and not at all when the price itself is below cost', () => {
    const percent: FavourableTerms = { ...terms, type: 2, payBasisPoints: 5000 }
    expect(fixesFor({ subtotalFen: 19_900, costFen: 15_000 }, 22_800, percent)).toEqual([{ field: 'payBasisPoints', value: 7600 }])
    expect(fixesFor({ subtotalFen: 1000, costFen: 999 }, 1000, percent)).toEqual([])
    expect(fixesFor({ subtotalFen: 1000, costFen: 1200 }, 1000, terms)).toEqual([])
  })

  it('a fix above the greatest amount is none', () => {
    expect(fixesFor({ subtotalFen: 19_900, costFen: 15_000 }, 22_800, { ...terms, maxAmountFen: 23_000 })).toEqual([{ field: 'offFen', value: 5600 }])
  })

  it.each<[string, Partial<Findings>, string[]]>([
    ['nothing on sale', { coveredGoods: 0, cart: null }, ['rangeEmpty']],
    ['an amount nothing reaches', { cart: null }, ['outOfReach']],
    ['as much off as has to be spent', { terms: { ...terms, offFen: 20_000 } }, ['everythingOff']],
    ['8.8 percent where 8.8 折 was meant', { terms: { ...terms, type: 2, payBasisPoints: 880 } }, ['deepPercent']],
    ['a gift that is gone', { terms: { ...terms, type: 0 }, gifts: [gift, { ...gift, stock: 0 }] }, ['giftSoldOut']],
    ['gifts that are there', { terms: { ...terms, type: 0 }, gifts: [gift] }, []],
    ['another one beside it', { overlaps: [{ name: '满 200 减 20' }] }, ['overlap']],
    ['gifts dearer than the cart brings in', { terms: { ...terms, type: 0 }, cart: { ...cart, lines: [line('茶', 2000, 0, 1500), line('壶', 0, 0, 900, true)] } }, ['giftsCostMore']],
    ['gifts the cart pays for', { terms: { ...terms, type: 0 }, cart: { ...cart, lines: [line('茶', 2000, 0, 1500), line('壶', 0, 0, 500, true)] } }, []],
  ])('%s', (_case, findings, expected) => {
    expect(words(findings)).toEqual(expected)
  })
})
