import { Counter } from 'prom-client'
import type { Ctx } from '@xiaopu/shared/database'
import type { CarrierFailed } from '@xiaopu/shared/orders'
import { paymentPortsOf } from '@xiaopu/shared/payments'

/** How often nobody could say where a parcel is; part of the process's figures. */
export const carrierFailures = new Counter({ name: 'carrier_failures_total', help: 'Questions to carriers that failed', registers: [] })

/** The log hears which parcel, not what was sent to the carrier: that holds the key. */
export function carrierFailed(ctx: Pick<Ctx, 'sql'>): CarrierFailed {
  return ({ deliverySn, shippingName, error }) => {
    carrierFailures.inc()
    const said = error instanceof Error ? error.message : String(error)
    paymentPortsOf(ctx).log({ event: 'CARRIER_FAILED', detail: `${deliverySn} ${shippingName}`, error: new Error(said) })
  }
}
