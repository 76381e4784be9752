import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { affectsPrice, diffRows, middleOf, valueText } from './diff.ts'
import DiffView from './DiffView.vue'

const WORDS = { yes: '是', no: '否', none: '无' }

describe('a change', () => {
  it('lists only the fields that differ', () => {
    expect(diffRows({ a: 1, b: [1], gone: true }, { a: 1, b: [2], fresh: 'x' }).map((row) => `${row.field} ${row.hasBefore} ${row.hasAfter}`))
      .toEqual(['b true true', 'gone true false', 'fresh false true'])
  })

  it('marks the stretch of a text that differs', () => {
    expect(middleOf('宜兴原矿，出水 7 秒', '宜兴原矿')).toEqual(['宜兴原矿', '，出水 7 秒', ''])
    expect(middleOf('aba', 'aa')).toEqual(['a', 'b', 'a'])
    expect(middleOf('aa', 'aba')).toEqual(['a', '', 'a'])
  })

  it('speaks of money, yes and no, and nothing', () => {
    expect(valueText('shopPriceFen', 24_200, WORDS)).toBe('¥242.00')
    expect(valueText('stock', 24_200, WORDS)).toBe('24200')
    expect([true, false, '', []].map((value) => valueText('x', value, WORDS))).toEqual(['是', '否', '无', '无'])
  })

  it('knows what moves a price', () => {
    expect(['shopPriceFen', 'shippingFeeFen', 'discountPercent'].map(affectsPrice)).toEqual([true, true, true])
    expect(['marketPriceFen', 'costPriceFen', 'rates', 'name'].map(affectsPrice)).toEqual([false, false, false, false])
  })

  it('is shown with signs beside the colours, prices tagged', () => {
    const view = mount(DiffView, { props: { before: { volumePriceFen: 24_200 }, after: { volumePriceFen: 23_800 }, label: () => '阶梯价 · 满 5 件' } })
    expect(view.find('h3').text()).toBe('阶梯价 · 满 5 件影响售价')
    expect(view.find('.was').text()).toBe('−¥242.00')
    expect(view.find('.is').text()).toBe('+¥238.00')
  })
})
