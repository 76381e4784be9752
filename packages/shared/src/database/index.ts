export { connect, type Database } from './connect.ts'
export { type Actor, actorName, type Ctx, type TxCtx } from './ctx.ts'
export { type EmbeddedDatabase, startEmbedded } from './embedded.ts'
export { listParameter, type OrderPart, parametersFrom } from './statement-parts.ts'
export { migrateUrl } from './migrate.ts'
export { type Sql, sqlOn } from './sql.ts'
export { inPrismaTransaction, inTransaction, isRetryable, type PrismaTxCtx, violatedKey } from './transaction.ts'
export type {
  AccountRequest as AccountRequestRow,
  Aftersale as AftersaleRow,
  AftersaleLog as AftersaleLogRow,
  Commission as CommissionRow,
  Delivery as DeliveryRow,
  Invoice as InvoiceRow,
  Order as OrderRow,
  OrderLine as OrderLineRow,
  OrderLog as OrderLogRow,
  Payment as PaymentRow,
  Refund as RefundRow,
} from './generated/client.ts'
