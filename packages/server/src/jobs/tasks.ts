import { tickAftersales } from '@xiaopu/shared/aftersales'
import { runSalePlans } from '@xiaopu/shared/catalogue'
import type { Ctx } from '@xiaopu/shared/database'
import { sendDueMessages } from '@xiaopu/shared/messages'
import { tellNews, tellOrderNews } from '@xiaopu/shared/notices'
import { tickOrders } from '@xiaopu/shared/orders'
import { type PaymentPorts, queryDuePayments, runDueRefunds } from '@xiaopu/shared/payments'
import { bookDueCommissions } from '@xiaopu/shared/affiliate'
import { inviteToSurveys } from '@xiaopu/shared/surveys'
import { expireCards } from '@xiaopu/shared/virtual-cards'
import { expireDeposits } from '@xiaopu/shared/wallet'
import { deliverDue, type DeliveryPorts, fanOutEvents, type WirePort } from '@xiaopu/shared/webhooks'
import { runLedgerCheck } from '@xiaopu/shared/bookkeeping'
import { cleanUp } from './clean-up.ts'

export interface JobDeps {
  /** A fresh ctx of the system, with the present moment. */
  systemCtx: () => Ctx
  ports: PaymentPorts
}

/** Answers and ends after-sales cases whose time is up, expires unpaid orders, receives shipped ones, hands out stock that has come in. */
export async function tickOrderClock({ systemCtx, ports }: JobDeps): Promise<void> {
  await tickAftersales(systemCtx(), ports)
  await tickOrders(systemCtx(), ports)
}

/** Asks for payments nobody told us about and acts on refunds that are due. */
export async function tickPayments({ systemCtx, ports }: JobDeps): Promise<void> {
  await queryDuePayments(systemCtx(), ports)
  await runDueRefunds(systemCtx(), ports)
}

/** Ends deposits nobody paid in time, books commissions whose order can no longer come back. */
export async function tickWallets({ systemCtx, ports }: JobDeps): Promise<void> {
  await expireDeposits(systemCtx(), ports)
  await bookDueCommissions(systemCtx())
}

export interface NewsDeps extends Pick<JobDeps, 'systemCtx'> {
  secretsKey: Uint8Array
  baseUrl: string
  log: { info: (line: string) => void, error: (error: unknown) => void }
}

/** Tells bookings and watchers what came in or costs less and buyers what became of their orders, and asks them how it was. */
export async function tickNotices({ systemCtx, secretsKey, baseUrl, log }: NewsDeps): Promise<void> {
  const ports = { secretsKey, baseUrl, failed: (error: unknown) => log.error(error) }
  await tellNews(systemCtx(), ports)
  await tellOrderNews(systemCtx(), ports)
  await inviteToSurveys(systemCtx(), ports)
}

/** Hands mails and text messages that are due to their providers. */
export async function tickMessages({ systemCtx, secretsKey, log }: NewsDeps): Promise<void> {
  await sendDueMessages(systemCtx(), { secretsKey, log: (line) => log.info(line) })
}

export interface WebhookDeps extends Pick<NewsDeps, 'systemCtx' | 'log'> {
  webhooks: DeliveryPorts & WirePort
}

/** Writes one delivery for each endpoint that asks for what happened, and sends those that are due. */
export async function tickWebhooks({ systemCtx, webhooks, log }: WebhookDeps): Promise<void> {
  await fanOutEvents(systemCtx(), { toWire: webhooks.toWire, failed: (error) => log.error(error) })
  await deliverDue(systemCtx, webhooks)
}

/** Puts goods on sale and takes them off as planned; takes cards whose day is over out of the stock. */
export async function tickCatalogue({ systemCtx }: Pick<JobDeps, 'systemCtx'>): Promise<void> {
  await runSalePlans(systemCtx())
  await expireCards(systemCtx())
}

export async function tickCleanUp({ systemCtx }: Pick<JobDeps, 'systemCtx'>): Promise<void> {
  await cleanUp(systemCtx())
}

/** Proves every figure against its rows. What differs is on the page of the checks; here it is told to whoever reads the log. */
export async function tickLedgerCheck({ systemCtx, log }: Pick<JobDeps, 'systemCtx'> & Pick<NewsDeps, 'log'>): Promise<void> {
  const { id, differences, parts } = await runLedgerCheck(systemCtx())
  if (differences > 0) log.error({ event: 'LEDGER_DIFFERS', check: id, differences, first: parts.find((part) => part.first)?.first })
}
