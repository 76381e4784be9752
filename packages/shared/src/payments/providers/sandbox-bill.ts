import type { BillRow } from './provider.ts'
import type { V3Answer } from './v3-client.ts'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ProviderError } from './provider-error.ts'
import { BILL_COLUMNS, BILL_SHA1_HEADER } from './sandbox-wire.ts'

const cells = z.tuple([
  z.iso.datetime({ offset: true }),
  z.enum(['payment', 'refund']),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.coerce.number().int(),
  z.coerce.number().int(),
  z.string(),
])

/** The whole file is checked against its SHA-1 before its first row is handed out. */
export function* readSandboxBill(answer: V3Answer): Generator<BillRow> {
  const sha1 = createHash('sha1').update(answer.body).digest('hex')
  if (answer.headers[BILL_SHA1_HEADER] !== sha1) throw new ProviderError('unreachable', 'the bill does not match its SHA-1')
  const [header, ...rows] = answer.body.toString('utf8').split('\n').filter((line) => line !== '')
  if (header !== BILL_COLUMNS.join(',')) throw new ProviderError('unreachable', 'the bill has other columns')
  for (const row of rows) yield readRow(row)
}

function readRow(row: string): BillRow {
  const { data, error } = cells.safeParse(row.split(','))
  if (!data) throw new ProviderError('unreachable', 'the bill has a row we cannot read', { cause: error })
  const [time, kind, paymentSn, tradeNo, refundSn, providerRefundNo, amountFen, feeFen, currency] = data
  return { kind, paymentSn, refundSn, tradeNo, providerRefundNo, amountFen, feeFen, currency, at: new Date(time) }
}
