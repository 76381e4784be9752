import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from '../money/index.ts'
import { planRefund, type PlannedLine, type PlannedOrder, type RefundQuestion } from './plan.ts'

const ORDER: PlannedOrder = { moneyPaidFen: 0, balanceFen: 0, refundedFen: 0, points: 0, pointsMoneyFen: 0, exchangePoints: 0, givePoints: 0, giveRankPoints: 0, isCod: false, receivedAt: null }
const LINE: PlannedLine = { id: 1, quantity: 1, returnedQuantity: 0, netAmountFen: 0, taxShareFen: 0, pointsShareFen: 0, givePoints: -1, giveRankPoints: -1, giftPromotionId: 0, packageId: 0 }
const ASK = { requestedFen: null, extraFen: 0, giftsOffFen: 0, refundTo: 'original', pointsOwned: 0, rankPointsOwned: 0, pointsPerYuan: 100 } satisfies Partial<RefundQuestion>

/** The order of the worked example: A 19.99 × 3, B 45.45, C 7.77 × 2; 1000 points, 20.00 from the balance, 91.07 by the provider. */
function exampleTen(): { order: PlannedOrder, lines: PlannedLine[] } {
  return {
    order: { ...ORDER, moneyPaidFen: 9107, balanceFen: 2000, points: 1000, pointsMoneyFen: 1000, givePoints: 88, giveRankPoints: 88 },
    lines: [
      { ...LINE, id: 1, quantity: 3, netAmountFen: 3865, taxShareFen: 51, pointsShareFen: 789 },
      { ...LINE, id: 2, quantity: 1, netAmountFen: 3920, taxShareFen: 43 },
      { ...LINE, id: 3, quantity: 2, netAmountFen: 1059, taxShareFen: 14, pointsShareFen: 211 },
    ],
  }
}

/** Refunds units one case after the other, as the rows would be written. */
function inTurn(state: { order: PlannedOrder, lines: PlannedLine[] }, cases: readonly (readonly [lineId: number, quantity: number])[], special: Partial<RefundQuestion> = {}) {
  let { order, lines } = state
  return cases.map(([lineId, quantity]) => {
    const plan = planRefund({ ...ASK, order, lines, lineId, quantity, ...special })
    order = { ...order, refundedFen: order.refundedFen + plan.amountFen }
    lines = lines.map((line) => (line.id === lineId ? { ...line, returnedQuantity: line.returnedQuantity + quantity } : line))
    return plan
  })
}

describe('what units are worth', () => {
  it('of the worked example, one at a time', () => {
    const plans = inTurn(exampleTen(), [[1, 1], [1, 1], [1, 1], [3, 1], [3, 1]])

    expect(plans.map(({ amountFen, points }) => [amountFen, points])).toEqual([[1288 + 17, 263], [1288 + 17, 263], [1289 + 17, 263], [529 + 7, 105], [530 + 7, 106]])
  })

  it('that paid 10.00 for three: 3.33, 3.33 and 3.34', () => {
    const state = { order: { ...ORDER, moneyPaidFen: 1000 }, lines: [{ ...LINE, quantity: 3, netAmountFen: 1000 }] }

    expect(inTurn(state, [[1, 1], [1, 1], [1, 1]]).map(({ amountFen }) => amountFen)).toEqual([333, 333, 334])
    expect(inTurn(state, [[1, 2], [1, 1]]).map(({ amountFen }) => amountFen)).toEqual([666, 334])
  })

  it('less when the buyer asked for less, never more', () => {
    const { order, lines } = exampleTen()
    const asked = (requestedFen: number) => planRefund({ ...ASK, order, lines, lineId: 2, quantity: 1, requestedFen }).amountFen

    expect([asked(1000), asked(3963), asked(99_999)]).toEqual([1000, 3963, 3963])
  })

  it('of units the line does not have is a fault', () => {
    const { order, lines } = exampleTen()

    expect(() => planRefund({ ...ASK, order, lines, lineId: 2, quantity: 2 })).toThrow('the line does not have')
    expect(() => planRefund({ ...ASK, order, lines, lineId: 9, quantity: 1 })).toThrow('the line does not have')
  })
})

describe('the way the money goes', () => {
  it('is first the way it came, up to what came that way, then the balance', () => {
    const state = { order: { ...ORDER, moneyPaidFen: 5000, balanceFen: 4000 }, lines: [{ ...LINE, quantity: 3, netAmountFen: 9000 }] }

    expect(inTurn(state, [[1, 1], [1, 1], [1, 1]]).map(({ toMethodFen, toBalanceFen }) => [toMethodFen, toBalanceFen])).toEqual([[3000, 0], [2000, 1000], [0, 3000]])
  })

  it.each([['the buyer chose it', { refundTo: 'balance' as const }, false], ['the cash was collected at the door', {}, true]])('is the balance when %s', (_case, special, isCod) => {
    const state = { order: { ...ORDER, isCod, moneyPaidFen: 9000 }, lines: [{ ...LINE, quantity: 1, netAmountFen: 9000 }] }

    expect(inTurn(state, [[1, 1]], special).map(({ toMethodFen, toBalanceFen }) => [toMethodFen, toBalanceFen])).toEqual([[0, 9000]])
  })

  it('adds the shipping the shop gives, and takes gifts off that stay', () => {
    const state = { order: { ...ORDER, moneyPaidFen: 10_000 }, lines: [{ ...LINE, netAmountFen: 8000 }] }

    expect(inTurn(state, [[1, 1]], { extraFen: 1200 })[0]).toMatchObject({ goodsFen: 8000, extraFen: 1200, amountFen: 9200 })
    expect(inTurn(state, [[1, 1]], { giftsOffFen: 1500 })[0]).toMatchObject({ giftsOffFen: 1500, amountFen: 6500 })
    expect(inTurn(state, [[1, 1]], { giftsOffFen: 9999 })[0]).toMatchObject({ giftsOffFen: 8000, amountFen: 0 })
  })
})

describe('points given on receipt', () => {
  const received = () => {
    const { order, lines } = exampleTen()
    return { order: { ...order, receivedAt: new Date() }, lines }
  }

  it('are worked out anew for what is kept: 13 of 88 after one unit of A', () => {
    expect(inTurn(received(), [[1, 1]], { pointsOwned: 500, rankPointsOwned: 5 })[0]).toMatchObject({ takenBackPoints: 13, takenBackRankPoints: 5, pointsOffFen: 0, amountFen: 1305 })
  })

  it('that are spent come off the refund at their worth; points that come back with it count first', () => {
    expect(inTurn(received(), [[2, 1]], { pointsOwned: 9 })[0]).toMatchObject({ points: 0, takenBackPoints: 9, pointsOffFen: 30, amountFen: 3963 - 30 })
    expect(inTurn(received(), [[1, 1]], { pointsOwned: 0 })[0]).toMatchObject({ points: 263, takenBackPoints: 13, pointsOffFen: 0 })
  })

  it('never take a refund below nothing', () => {
    const state = { order: { ...ORDER, moneyPaidFen: 100, givePoints: 5000, receivedAt: new Date() }, lines: [{ ...LINE, netAmountFen: 100, givePoints: 5000 }] }

    expect(inTurn(state, [[1, 1]])[0]).toMatchObject({ pointsOffFen: 100, amountFen: 0, toMethodFen: 0, toBalanceFen: 0 })
  })

  it('stay when nothing was received yet', () => {
    expect(inTurn(exampleTen(), [[1, 3]])[0]).toMatchObject({ takenBackPoints: 0, takenBackRankPoints: 0 })
  })

  it('of an order that gives by its activity go by the share of what is kept', () => {
    const state = { order: { ...ORDER, moneyPaidFen: 8000, givePoints: 500, receivedAt: new Date() }, lines: [{ ...LINE, quantity: 4, netAmountFen: 8000 }] }

    expect(inTurn(state, [[1, 1], [1, 3]], { pointsOwned: 500 }).map(({ takenBackPoints }) => takenBackPoints)).toEqual([125, 375])
  })
})

it('points that were the price come back by the unit', () => {
  const state = { order: { ...ORDER, moneyPaidFen: 2780, exchangePoints: 3000 }, lines: [{ ...LINE, quantity: 2, netAmountFen: 1980 }] }

  expect(inTurn(state, [[1, 1], [1, 1]]).map(({ points, amountFen }) => [points, amountFen])).toEqual([[1500, 990], [1500, 990]])
})

const anyLine = fc.record({ quantity: fc.integer({ min: 1, max: 60 }), subtotalFen: fc.integer({ min: 0, max: 2_000_000 }), off: fc.nat(100), pointsOff: fc.nat(100), taxFen: fc.nat(5000), givePoints: fc.constantFrom(-1, 0, 7), isGift: fc.boolean() })
const anyOrder = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 20 }),
  feesFen: fc.nat(5000),
  balancePart: fc.nat(100),
  pointsPerYuan: fc.constantFrom(1, 7, 100, 300),
  isReceived: fc.boolean(),
  refundTo: fc.constantFrom('balance' as const, 'original' as const),
  steps: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 }),
})

function generated({ lines, feesFen, balancePart, pointsPerYuan, isReceived }: typeof anyOrder extends fc.Arbitrary<infer T> ? T : never): { order: PlannedOrder, lines: PlannedLine[] } {
  const made = lines.map((line, at): PlannedLine => {
    const pointsShareFen = Math.floor(line.subtotalFen * line.pointsOff / 200)
    return { ...LINE, id: at + 1, quantity: line.quantity, netAmountFen: line.subtotalFen - Math.floor(line.subtotalFen * line.off / 200) - pointsShareFen, taxShareFen: line.taxFen, pointsShareFen, givePoints: line.givePoints, giftPromotionId: line.isGift ? 5 : 0 }
  })
  const paidFen = made.reduce((sum, line) => sum + line.netAmountFen + line.taxShareFen, 0) + feesFen
  const [balanceFen = 0, moneyPaidFen = 0] = allocate(paidFen, [balancePart, 101 - balancePart])
  const pointsMoneyFen = made.reduce((sum, line) => sum + line.pointsShareFen, 0)
  return { order: { ...ORDER, moneyPaidFen, balanceFen, pointsMoneyFen, points: Math.ceil(pointsMoneyFen * pointsPerYuan / 100), givePoints: 50, receivedAt: isReceived ? new Date(0) : null }, lines: made }
}

describe('of any order', () => {
  it('any sequence of refunds gives back to the fen what was paid for its lines, and never more than came in', () => {
    fc.assert(fc.property(anyOrder, (whole) => {
      let { order, lines } = generated(whole)
      const given = new Map<number, number>()
      let [methodFen, points] = [0, 0]
      const wrong: unknown[] = []
      const refund = (line: PlannedLine, quantity: number) => {
        // Points to take back are always there, so that nothing is held back for them.
        const plan = planRefund({ ...ASK, order, lines, lineId: line.id, quantity, refundTo: whole.refundTo, pointsOwned: 1_000_000, pointsPerYuan: whole.pointsPerYuan })
        order = { ...order, refundedFen: order.refundedFen + plan.amountFen }
        lines = lines.map((one) => (one.id === line.id ? { ...one, returnedQuantity: one.returnedQuantity + quantity } : one))
        given.set(line.id, (given.get(line.id) ?? 0) + plan.amountFen)
        methodFen += plan.toMethodFen
        points += plan.points
        const isSound = plan.toMethodFen + plan.toBalanceFen === plan.amountFen && order.refundedFen <= order.moneyPaidFen + order.balanceFen && methodFen <= order.moneyPaidFen && plan.points >= 0
        if (!isSound) wrong.push(plan)
      }
      for (const [which, units] of whole.steps) {
        const line = lines[which % lines.length]
        const left = line ? line.quantity - line.returnedQuantity : 0
        if (line && left > 0) refund(line, 1 + units % left)
      }
      for (const { id } of [...lines]) {
        const line = lines.find((one) => one.id === id)
        if (line && line.returnedQuantity < line.quantity) refund(line, line.quantity - line.returnedQuantity)
      }
      for (const line of lines) {
        if (given.get(line.id) !== line.netAmountFen + line.taxShareFen) wrong.push(line)
      }
      if (points !== order.points) wrong.push(points)
      expect(wrong).toEqual([])
    }), { numRuns: 10_000 })
  })
})
