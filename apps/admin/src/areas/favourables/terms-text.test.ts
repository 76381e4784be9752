import { describe, expect, it } from 'vitest'
import { i18n } from '../../i18n/index.ts'
import { emptyForm } from './favourable-form.ts'
import { ranksText, sentenceOf } from './terms-text.ts'

const ranks = [{ rankId: 1, name: '普通会员', discountPercent: 100 }, { rankId: 2, name: '银卡会员', discountPercent: 98 }, { rankId: 3, name: '金卡会员', discountPercent: 95 }]
const t = i18n.global.t
const form = { ...emptyForm(), rankIds: [2, 3], range: 1 as const, minAmountFen: 19_900, offFen: 3000 }

describe('an activity in words', () => {
  it.each([
    [form, '满 199 元减 30 元，仅限红茶，银卡会员及以上'],
    [{ ...form, type: 2 as const, payBasisPoints: 8800, maxAmountFen: 50_050, rankIds: [0, 1, 2, 3] }, '满 199 元、不超过 500.50 元打 8.8 折，仅限红茶，所有人'],
    [{ ...form, type: 0 as const, giftLimit: 1, gifts: [{ goodsId: 1, priceFen: 0 }, { goodsId: 2, priceFen: 0 }], minAmountFen: 0, range: 0 as const, rankIds: [1, 2, 3] }, '不限金额送赠品（2 选 1），全场商品，所有会员'],
  ])('%#', (terms, sentence) => {
    expect(sentenceOf(t, terms, [{ name: '红茶' }], ranks)).toBe(sentence)
  })

  it('names ranks that are not all above one another', () => {
    expect([ranksText(t, [1, 3], ranks), ranksText(t, [3], ranks), ranksText(t, [0, 1], ranks), ranksText(t, [0], ranks)]).toEqual(['普通会员、金卡会员', '金卡会员', '游客和无等级、普通会员', '游客和无等级'])
  })
})
