import type { Reply } from './http.ts'
import type { SandboxState } from './state.ts'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { share } from '../../money/index.ts'
import { dayInGmt8, toGmt8 } from '../providers/gmt8.ts'
import { BILL_COLUMNS, BILL_SHA1_HEADER } from '../providers/sandbox-wire.ts'

const FEE_BASIS_POINTS = 60
const WHOLE_BASIS_POINTS = 10_000

export const billQuery = z.object({ date: z.iso.date() })

/** What was paid and given back on one day of China's calendar; no cell can hold a comma. */
export function billOf(state: SandboxState, day: string): Reply {
  const rows = [...paymentRows(state), ...refundRows(state)]
    .filter(({ at }) => dayInGmt8(at) === day)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, cells }) => [toGmt8(at), ...cells].join(','))
  const body = `${[BILL_COLUMNS.join(','), ...rows].join('\n')}\n`
  const sha1 = createHash('sha1').update(body).digest('hex')
  return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8', [BILL_SHA1_HEADER]: sha1 }, body }
}

interface Row {
  at: Date
  cells: (string | number)[]
}

function paymentRows({ payments }: SandboxState): Row[] {
  return [...payments.values()].filter(({ state }) => state === 'paid').map((one) => ({
    at: new Date(one.paidAt),
    cells: ['payment', one.outTradeNo, one.transactionId, '', '', one.totalFen, fee(one.totalFen), one.currency],
  }))
}

/** A refund gives its part of the fee back. */
function refundRows({ payments, refunds }: SandboxState): Row[] {
  return [...refunds.values()].filter(({ status }) => status === 'SUCCESS').map((one) => {
    const payment = payments.get(one.outTradeNo)
    return {
      at: new Date(one.at),
      cells: [
        'refund',
        one.outTradeNo,
        payment?.transactionId ?? '',
        one.outRefundNo,
        one.id,
        one.amountFen,
        -fee(one.amountFen),
        payment?.currency ?? '',
      ],
    }
  })
}

function fee(amountFen: number): number {
  return share(amountFen, FEE_BASIS_POINTS, WHOLE_BASIS_POINTS)
}
