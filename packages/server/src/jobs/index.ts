import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import type { Logger as PinoLogger } from 'pino'
import type { z } from 'zod'
import { toWire } from '../gateway/index.ts'
import type { Shop } from '../shop.ts'
import { type JobDeps, type NewsDeps, tickCatalogue, tickCleanUp, tickLedgerCheck, tickMessages, tickNotices, tickOrderClock, tickPayments, tickWallets, tickWebhooks, type WebhookDeps } from './tasks.ts'

const CONCURRENCY = 2
const POLL_MS = 2_000
/** Between two looks at payments and refunds: with the steps of the rules a payment nobody told of is found within a minute. */
const PAYMENTS_EVERY_MS = 15_000
/** A code by mail is waited for. */
const MESSAGES_EVERY_MS = 5_000
/** A program that keeps books wants to know soon. */
const WEBHOOKS_EVERY_MS = 3_000
const EVERY_MINUTE = '* * * * *'
const EVERY_NIGHT = '17 19 * * *'
/** After the cleaning, when hardly anybody buys. */
const EVERY_NIGHT_LATER = '37 19 * * *'

export interface Jobs {
  stop: () => Promise<void>
}

function tasks(deps: JobDeps & NewsDeps & WebhookDeps): TaskList {
  return {
    orders: () => tickOrderClock(deps),
    async payments(_payload, { addJob }) {
      await tickPayments(deps)
      // The next look, once for all processes; the clock of every minute starts it again should it ever be lost.
      await addJob('payments', {}, { runAt: new Date(Date.now() + PAYMENTS_EVERY_MS), jobKey: 'payments-again', maxAttempts: 1 })
    },
    wallets: () => tickWallets(deps),
    notices: () => tickNotices(deps),
    async messages(_payload, { addJob }) {
      await tickMessages(deps)
      await addJob('messages', {}, { runAt: new Date(Date.now() + MESSAGES_EVERY_MS), jobKey: 'messages-again', maxAttempts: 1 })
    },
    async webhooks(_payload, { addJob }) {
      await tickWebhooks(deps)
      await addJob('webhooks', {}, { runAt: new Date(Date.now() + WEBHOOKS_EVERY_MS), jobKey: 'webhooks-again', maxAttempts: 1 })
    },
    catalogue: () => tickCatalogue(deps),
    cleanUp: () => tickCleanUp(deps),
    ledgerCheck: () => tickLedgerCheck(deps),
  }
}

const CRON = [
  { task: 'orders', match: EVERY_MINUTE, options: { maxAttempts: 1 } },
  { task: 'payments', match: EVERY_MINUTE, options: { maxAttempts: 1 } },
  { task: 'wallets', match: EVERY_MINUTE, options: { maxAttempts: 1 } },
  { task: 'notices', match: EVERY_MINUTE, options: { maxAttempts: 1 } },
  { task: 'messages', match: EVERY_MINUTE, options: { maxAttempts: 1 } },
  { task: 'webhooks', match: EVERY_MINUTE, options: { maxAttempts: 1 } },
  { task: 'catalogue', match: EVERY_MINUTE, options: { maxAttempts: 1 } },
  { task: 'cleanUp', match: EVERY_NIGHT, options: { maxAttempts: 3 } },
  { task: 'ledgerCheck', match: EVERY_NIGHT_LATER, options: { maxAttempts: 3 } },
]

function workerLogger(log: PinoLogger): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.warn(message)
    else log.debug(message)
  })
}

/** Background work on the shop's own PostgreSQL. Any number of processes may run it; each piece is done by one. */
export async function startJobs(shop: Shop, deps: Pick<JobDeps, 'ports'> & { log: PinoLogger }): Promise<Jobs> {
  const { systemCtx, secretsKey, baseUrl } = shop
  const webhooks = { secretsKey, allowsLocal: shop.config.webhooksAllowLocal, toWire: (schema: z.ZodType, value: unknown) => toWire(schema, value, baseUrl) }
  const runner = await run({
    pgPool: shop.database.pool,
    taskList: tasks({ systemCtx, secretsKey, baseUrl, webhooks, ports: deps.ports, log: deps.log }),
    parsedCronItems: parseCronItems(CRON),
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: workerLogger(deps.log),
  })
  return { stop: () => runner.stop() }
}
