import type { Ctx, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { changeConsignee, type ConsigneeChange } from './consignee.ts'
import { lockOrder } from './lock.ts'
import { withTrail } from './staff-desk.ts'

export interface RecipientChange extends Pick<ConsigneeChange, 'consignee' | 'address' | 'zipcode' | 'tel' | 'mobile'> {
  /** Province, city, district as the order has them: the shipping fee hangs on them. */
  regionIds: readonly number[]
  invoiceTitle?: string | undefined
  taxNo?: string | undefined
}

function refuseOtherPlace(order: OrderRow, regionIds: readonly number[]): void {
  const own = [order.provinceId, order.cityId, order.districtId].filter((id) => id > 0)
  if (own.length !== regionIds.length || own.some((id, at) => id !== regionIds[at])) throw new ShopError('PARAM_INVALID', { field: 'region_list' })
}

const INVOICE = 'UPDATE "Invoice" SET "payee" = coalesce($2, "payee"), "taxNo" = coalesce($3, "taxNo") WHERE "orderId" = $1'

/** A title for an order that asked for no invoice is refused: the tax would be missing. */
async function changeInvoice(tx: TxCtx, orderId: number, { invoiceTitle, taxNo }: RecipientChange): Promise<void> {
  if (!invoiceTitle && !taxNo) return
  const changed = await tx.sql.run('order_invoice_change', INVOICE, [orderId, invoiceTitle || null, taxNo || null])
  if (changed === 0) throw new ShopError('INVOICE_INVALID')
}

/** By staff, for a buyer who called: who gets the parcel, and the invoice's texts. */
export async function setRecipient(ctx: Ctx, ports: PaymentPorts, { orderId, ...change }: RecipientChange & { orderId: number }): Promise<void> {
  const { regionIds, invoiceTitle: _title, taxNo: _taxNo, ...consignee } = change
  await withTrail(ctx, ports, 'setRecipient', { orderId }, async (tx) => {
    const order = await lockOrder(tx, { orderId })
    refuseOtherPlace(order, regionIds)
    await changeConsignee(tx, order, consignee)
    await changeInvoice(tx, orderId, change)
  }, { consignee: consignee.consignee, address: consignee.address })
}
