import { describe, expect, it } from 'vitest'
import type { Totals } from './order-text.ts'
import { equationOf, fillColumn, rangeStart, waitingOf } from './order-text.ts'
import { branchesOf, type PriceStep } from './price-tree.ts'
import { stepsOf } from './steps.ts'

const NOW = Date.parse('2026-03-18T08:20:00Z')
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString()

describe('an order in the list', () => {
  it('adds up to its total, zeros left out', () => {
    const totals: Totals = { goodsAmountFen: 32800, marketAmountFen: 0, discountFen: 3000, taxFen: 0, packFeeFen: 0, cardFeeFen: 0, shippingFeeFen: 0, insureFeeFen: 0, payFeeFen: 0, totalFeeFen: 29800, bonusFen: 0, points: 0, pointsMoneyFen: 0, exchangePoints: 0, balanceFen: 0, moneyPaidFen: 29800, orderAmountFen: 0, refundedFen: 0, givePoints: 0, giveRankPoints: 0 }
    const parts = equationOf(totals)
    expect(parts).toEqual([{ key: 'goods', fen: 32800 }, { key: 'discount', fen: -3000 }, { key: 'shipping', fen: 0 }])
    expect(parts.reduce((sum, part) => sum + part.fen, 0)).toBe(totals.totalFeeFen)
  })

  it('has waited for long from 24 hours on', () => {
    expect(waitingOf(ago(93), NOW)).toEqual({ key: 'hoursMinutes', params: { h: 1, m: 33 }, isLong: false })
    expect(waitingOf(ago(24 * 60 - 1), NOW)?.isLong).toBe(false)
    expect(waitingOf(ago(25 * 60), NOW)).toEqual({ key: 'hours', params: { n: 25 }, isLong: true })
    expect(waitingOf(ago(5), NOW)).toEqual({ key: 'minutes', params: { n: 5 }, isLong: false })
    expect(waitingOf('', NOW)).toBeNull()
  })

  it('a range begins at midnight in China', () => {
    expect(rangeStart('today', NOW)).toBe('2026-03-17T16:00:00.000Z')
    expect(rangeStart('week', NOW)).toBe('2026-03-11T16:00:00.000Z')
    expect(rangeStart('all', NOW)).toBe('')
  })

  it('a pasted column fills the fields below', () => {
    expect(fillColumn(['a', '', ''], 1, 'SF1\r\nSF2\r\nSF3')).toEqual(['a', 'SF1', 'SF2'])
  })
})

describe('the explanation of a price', () => {
  it('names lines, says amounts as money, and keeps what did not apply', () => {
    const steps: PriceStep[] = [
      { stage: 'goods', amountFen: 25460, notes: [
        { code: 'shop_price', params: { unitFen: 26800, quantity: 1, shopFen: 26800, surchargeFen: 0 }, amountFen: 26800, applied: false, lineId: 7 },
        { code: 'rank_price', params: { unitFen: 25460, quantity: 1, shopFen: 26800, discountPercent: 95, surchargeFen: 0 }, amountFen: 25460, applied: true, lineId: 7 },
      ] },
      { stage: 'activities', amountFen: 0, notes: [{ code: 'activity_min_amount', params: { name: '满 300 减 30', missingFen: 4540, rangeAmountFen: 25460 }, amountFen: 0, applied: false, lineId: 0 }] },
      { stage: 'shipping', amountFen: 1700, notes: [{ code: 'shipping_by_weight', params: { weightGrams: 1530 }, amountFen: 1700, applied: true, lineId: 0 }] },
      { stage: 'pack', amountFen: 0, notes: [] },
      { stage: 'total', amountFen: 27160, notes: [{ code: 'total', params: { totalFeeFen: 27160 }, amountFen: 27160, applied: true, lineId: 0 }] },
    ]
    const [goods, activities, shipping, ...rest] = branchesOf(steps, ['紫砂西施壶'])
    expect(rest).toEqual([])
    expect(goods?.leaves.map(({ subject, sum, applied }) => [subject, sum, applied])).toEqual([['紫砂西施壶', '268.00', false], ['紫砂西施壶', '254.60 × 1 = 254.60', true]])
    expect(goods?.leaves[1]?.params).toMatchObject({ unit: '¥254.60', shop: '¥268.00', discountPercent: 95 })
    expect(activities?.leaves[0]).toMatchObject({ code: 'activity_min_amount', applied: false, params: { missing: '¥45.40', name: '满 300 减 30' } })
    expect(shipping?.leaves[0]).toMatchObject({ params: { weight: 1.53 }, sum: '17.00' })
  })

  it('names nothing when lines cannot be told apart', () => {
    const steps = [{ stage: 'goods', amountFen: 100, notes: [{ code: 'shop_price', params: {}, amountFen: 100, applied: true, lineId: 1 }] }]
    expect(branchesOf(steps, ['a', 'b'])[0]?.leaves[0]?.subject).toBe('')
  })
})

describe('the steps of an order', () => {
  const order = { state: 'part_shipped' as const, isCod: false, addTime: 'a', payTime: 'b', confirmTime: '', shippingTime: 'd', receivedTime: '', cancelTime: '', shippingStatus: 4, history: [{ event: 'prepare', at: 'c' }], parcels: [{ status: 0 }, { status: 2 }], lines: [{ isReal: true }] }

  it('show what is done, what is next and how many parcels are out', () => {
    expect(stepsOf(order).map(({ key, state, parcels }) => [key, state, parcels])).toEqual([['placed', 'done', null], ['paid', 'done', null], ['preparing', 'done', null], ['shipped', 'now', { done: 1, all: 2 }], ['received', 'ahead', null]])
  })

  it('of cards alone need no preparing', () => {
    expect(stepsOf({ ...order, state: 'shipped', shippingStatus: 1, parcels: [], lines: [{ isReal: false }] }).map(({ key, state }) => [key, state])).toEqual([['placed', 'done'], ['paid', 'done'], ['shippedCodes', 'done'], ['received', 'now']])
  })

  it('end where the order ended', () => {
    expect(stepsOf({ ...order, state: 'canceled', payTime: '', shippingTime: '', shippingStatus: 0, history: [], parcels: [], cancelTime: 'e' }).map(({ key, state }) => [key, state])).toEqual([['placed', 'done'], ['ended', 'now']])
  })
})
