import type { FastifyBaseLogger } from 'fastify'
import { resolveSession } from '@xiaopu/shared/accounts'
import type { Actor } from '@xiaopu/shared/database'
import { appByKey, type AppUse, type CallRow, findApiKey, recordCalls, resolveCallToken, touchApiKeys, touchApps, type UsedSecret } from '@xiaopu/shared/platform'
import { decrypt, encrypt } from '@xiaopu/shared/secrets'
import { getSettings } from '@xiaopu/shared/shop'
import { careyMethods } from '../careyshop/index.ts'
import type { RequestCtx } from '../context.ts'
import { buildRegistry, type CallOrigin, type CallRecord, type CareyPorts, type Gateway, procedureCaller, replayStore } from '../gateway/index.ts'
import { openRates } from '../rates/index.ts'
import type { Shop } from '../shop.ts'
import { storeRouter } from '../store/index.ts'
import { surveyActions } from '../surveys/actions.ts'

const FLUSH_MS = 1000
const MOST_WAITING = 5000

export interface WiredGateway {
  gateway: Gateway
  /** The same ports over the survey actions. */
  surveys: Gateway
  /** What the CareyShop convention needs beside the ports. */
  carey: CareyPorts
  /** Writes what waits and stops. */
  stop: () => Promise<void>
}

/** Calls and uses are written once a second, many in one statement. More than it can hold is dropped, never waited for. */
function batchWriter(shop: Shop, log: FastifyBaseLogger) {
  let calls: CallRow[] = []
  let uses = new Map<number, AppUse>()
  let keyUses = new Map<number, Date>()
  async function flush(): Promise<void> {
    const [waitingCalls, waitingUses, waitingKeyUses] = [calls, uses, keyUses]
    calls = []
    uses = new Map()
    keyUses = new Map()
    try {
      await recordCalls(shop.database.sql, waitingCalls)
      await touchApps(shop.database.sql, waitingUses)
      await touchApiKeys(shop.database.sql, waitingKeyUses)
    } catch (error) {
      log.error({ err: error, lost: waitingCalls.length }, 'the call log could not be written')
    }
  }
  const timer = setInterval(() => void flush(), FLUSH_MS)
  timer.unref()
  return {
    record(call: CallRecord): void {
      if (calls.length < MOST_WAITING) calls.push({ ...call, params: call.params() })
    },
    touch(appId: number, now: Date, secret: UsedSecret): void { uses.set(appId, { ...uses.get(appId), [secret]: now }) },
    touchKey(keyId: number, now: Date): void { keyUses.set(keyId, now) },
    async stop(): Promise<void> {
      clearInterval(timer)
      await flush()
    },
  }
}

function contextFor(shop: Shop) {
  return (actor: Actor, from: CallOrigin): RequestCtx => ({
    db: shop.database.db,
    sql: shop.database.sql,
    actor,
    now: from.now,
    requestId: from.requestId,
    ip: from.ip,
    transport: 'gateway',
    sessionToken: from.session,
    isSessionInvalid: false,
    setSessionCookie: () => undefined,
    baseUrl: shop.baseUrl,
    secretsKey: shop.secretsKey,
    allowsLocal: shop.config.webhooksAllowLocal,
    media: shop.media,
  })
}

function careyPorts(shop: Shop): CareyPorts {
  const contextOf = contextFor(shop)
  const { secretsKey, database: { sql } } = shop
  return {
    methods: careyMethods(({ actor, requestId, now, ip, app, tokenId, userAgent }) => ({ ...contextOf(actor, { requestId, now, ip, session: '' }), app, tokenId, userAgent })),
    resolveToken: (token, { now, ip }) => resolveCallToken({ sql, now }, token, ip),
    seal: (text) => encrypt(secretsKey, text),
    unseal: (sealed) => decrypt(secretsKey, sealed),
    isDebug: shop.config.hasApiDebug,
  }
}

/** The signed gateway over the shop's own procedures. */
export async function wireGateway(shop: Shop, log: FastifyBaseLogger): Promise<WiredGateway> {
  const { sql } = shop.database
  const { rates, close } = await openRates(shop, log)
  const writer = batchWriter(shop, log)
  const gateway: Gateway = {
    registry: buildRegistry(storeRouter),
    ports: {
      now: () => new Date(),
      baseUrl: shop.baseUrl,
      apps: {
        byKey: (key) => appByKey({ sql }, key, shop),
        async byApiKey(text, now) {
          const key = await findApiKey({ sql, now }, text)
          const app = key && await appByKey({ sql }, key.appKey, shop)
          if (!key || !app) return null
          writer.touchKey(key.id, now)
          return { ...app, scopes: app.scopes.filter((scope) => key.scopes.includes(scope)) }
        },
        touch: writer.touch,
      },
      sessions: {
        async resolve(session, { appId, ip, now }) {
          const found = await resolveSession({ sql, now }, session, appId)
          return found && { kind: 'shopper', userId: found.userId, sessionId: found.sessionId, appId, ip }
        },
      },
      // Shoppers hold no merchant rights yet; an app with the scope acts for its seller without a session.
      members: { withScope: () => null },
      shopClosed: async () => (await getSettings({ sql })).shopClosed,
      rates,
      replay: replayStore(sql),
      call: procedureCaller(storeRouter, contextFor(shop)),
      log: { record: writer.record, failure: (requestId, error) => log.error({ err: error, requestId }, 'gateway call failed') },
    },
  }
  const surveys: Gateway = { registry: buildRegistry(surveyActions), ports: { ...gateway.ports, call: procedureCaller(surveyActions, contextFor(shop)) } }
  async function stop(): Promise<void> {
    await writer.stop()
    await close()
  }
  return { gateway, surveys, carey: careyPorts(shop), stop }
}
