import { LEDGER, post } from '../accounts/index.ts'
import type { Ctx, PaymentRow, TxCtx } from '../database/index.ts'
import { inTransaction, violatedKey } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Fen, formatYuan } from '../money/index.ts'
import type { PaymentMethodOffer } from '../shop/index.ts'
import { newPaymentSn } from './numbers.ts'
import type { Payable, PaymentPorts, SubjectName } from './ports.ts'
import { markClosed, openPaymentsOf } from './rows.ts'

export interface BankTransfer extends SubjectName {
  method: Pick<PaymentMethodOffer, 'payId' | 'code'>
  amountFen: Fen
  /** The day on the bank statement. */
  receivedAt: Date
  /** The bank's own reference; one transfer is booked once. */
  reference: string
}

const INSERT = `
INSERT INTO "Payment" ("sn", "subjectKind", "orderId", "subjectId", "payId", "provider", "channel", "amountFen", "payFeeFen", "payerUserId", "state", "providerTradeNo", "note", "createdAt", "paidAt")
VALUES ($1, $2, CASE WHEN $2 = 'order' THEN $3::int END, $3, $4, $5, 'offline', $6, $7, $8, 'paid', $9, $10, $11, $12) RETURNING *`

interface OfflineRow extends SubjectName {
  payId: number
  provider: string
  amountFen: Fen
  payFeeFen: Fen
  payerUserId: number
  reference: string | null
  note: string
  paidAt: Date
}

async function insertPaid(tx: TxCtx, row: OfflineRow): Promise<PaymentRow> {
  const payment = await tx.sql.row<PaymentRow>('payment_offline', INSERT, [
    newPaymentSn(tx.now), row.subjectKind, row.subjectId, row.payId, row.provider, row.amountFen, row.payFeeFen, row.payerUserId, row.reference, row.note, tx.now, row.paidAt,
  ])
  if (!payment) throw new Error('the payment was not written')
  return payment
}

function checked({ amountFen, reference }: BankTransfer, payable: Payable): void {
  if (reference.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'reference' })
  if (amountFen < payable.amountFen) throw new ShopError('AMOUNT_INVALID', { min: formatYuan(payable.amountFen), max: '' })
}

/** The merchant found a transfer on the statement. Less than is asked for is not taken; what is above goes to the balance. */
export async function bookOffline(ctx: Ctx, ports: PaymentPorts, transfer: BankTransfer): Promise<PaymentRow> {
  const handler = ports.subjects[transfer.subjectKind]
  try {
    return await inTransaction(ctx, async (tx) => {
      const payable = await handler.payable(tx, transfer.subjectId)
      checked(transfer, payable)
      for (const open of await openPaymentsOf(tx, transfer)) {
        // Whatever a provider could still take is closed there before; see the caller.
        if (open.provider !== transfer.method.code) throw new ShopError('ORDER_PAYING')
        await markClosed(tx, open.id)
      }
      const excessFen = transfer.amountFen - payable.amountFen
      const payment = await insertPaid(tx, {
        ...transfer,
        ...payable,
        payId: transfer.method.payId,
        provider: transfer.method.code,
        reference: transfer.reference.trim(),
        note: excessFen > 0 ? `received ${formatYuan(transfer.amountFen)}` : '',
        paidAt: transfer.receivedAt,
      })
      if (await handler.apply(tx, payment) !== 'applied') throw new ShopError('ORDER_STATE_INVALID')
      if (excessFen > 0) {
        await post(tx, { userId: payable.payerUserId, type: LEDGER.REFUND, balanceFen: excessFen, referenceKind: 'payment', referenceId: payment.id, text: payable.sn || payable.description })
      }
      return payment
    })
  } catch (error) {
    if (violatedKey(error) === 'Payment_provider_providerTradeNo_key') throw new ShopError('PARAM_INVALID', { field: 'reference' }, { cause: error })
    throw error
  }
}

/** Cash that was collected at the door, booked with the receipt by the transaction that receives the order. */
export async function noteCollected(tx: TxCtx, row: SubjectName & { payId: number, payCode: string, amountFen: Fen, payFeeFen: Fen, payerUserId: number }): Promise<void> {
  if (row.amountFen <= 0) return
  await insertPaid(tx, { ...row, provider: row.payCode, reference: null, note: '', paidAt: tx.now })
}
