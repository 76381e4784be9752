import path from 'node:path'
import type { Logger } from 'pino'
import { orderSubject } from '@xiaopu/shared/orders'
import { depositSubject } from '@xiaopu/shared/wallet'
import { type PaymentPorts, saveProviderSettings, storedProviders, usePaymentPorts } from '@xiaopu/shared/payments'
import { startSandboxServer } from '@xiaopu/shared/payments/sandbox-server'
import type { Shop } from './shop.ts'

/** Everything payments need of this process, installed for every request on this database. */
export function openPayments(shop: Shop, log: Logger): PaymentPorts {
  const ports: PaymentPorts = {
    providers: storedProviders(shop.database.sql, { baseUrl: shop.baseUrl, allowsSandbox: shop.config.hasSandboxPay }),
    subjects: { order: orderSubject, deposit: depositSubject },
    baseUrl: shop.baseUrl,
    log: ({ event, error, ...entry }) => (error ? log.error({ ...entry, err: error }, event) : log.info(entry, event)),
  }
  usePaymentPorts(shop.database.sql, ports)
  return ports
}

/** The provider that plays itself: a server of its own with its own keys, for demos and tests. */
export async function openSandbox(shop: Shop, port: number): Promise<{ url: string, close: () => Promise<void> }> {
  const sandbox = await startSandboxServer({ port, dataDir: path.join(shop.config.dataDir, 'sandbox-pay') })
  const method = await shop.database.sql.row('sandbox_is_there', 'SELECT 1 FROM "PaymentMethod" WHERE "code" = $1', ['sandbox'])
  if (method) await saveProviderSettings(shop.systemCtx(), 'sandbox', { ...sandbox.settings }, shop.baseUrl)
  return sandbox
}
