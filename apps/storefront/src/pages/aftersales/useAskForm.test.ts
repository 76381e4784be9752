import type { Order } from '@xiaopu/shared/contract'
import { describe, expect, it } from 'vitest'
import { useAskForm } from './useAskForm.ts'

const LINE = 7
/** Only what the form looks at. */
const paidElsewhere = (moneyPaidFen: number) => ({ lines: [{ orderLineId: LINE }], totals: { moneyPaidFen } }) as unknown as Order
const options = () => [{ orderLineId: LINE, kinds: [{ kind: 2, quantity: 1 }], worthFen: [500], notHandedOver: 0 }]
const formFor = (moneyPaidFen: number) => useAskForm(() => paidElsewhere(moneyPaidFen), options, () => LINE)

describe('where the money goes', () => {
  it('is a choice where it came from elsewhere', () => {
    const form = formFor(500)
    expect([form.hasRefundChoice.value, form.toInput('坏了').refundTo]).toEqual([true, 'original'])
    form.refundTo.value = 'balance'
    expect(form.toInput('坏了').refundTo).toBe('balance')
  })

  it('is the balance where all of it came from there', () => {
    const form = formFor(0)
    expect([form.hasRefundChoice.value, form.toInput('坏了').refundTo]).toEqual([false, 'balance'])
  })
})
