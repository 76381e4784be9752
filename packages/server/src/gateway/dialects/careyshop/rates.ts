import type { Gateway } from '../../dialect.ts'
import { rateLimited } from '../../pipeline.ts'
import type { App } from '../../ports.ts'
import { appBucket, type Bucket, DEFAULT_RATES } from '../../rates.ts'
import type { CareyMethod } from './method.ts'
import type { CareyCall } from './read.ts'

const ADDRESS_RATE = { perSecond: 20, burst: 60 }

/** The app's own; for callers who name none their address. */
function bucketsOf({ ip }: CareyCall, app: App | null, method: CareyMethod): Bucket[] {
  if (!app) {
    const address = { key: `address ${ip}`, ...ADDRESS_RATE }
    return method.isCostly ? [address, { key: `address ${ip} ${method.name}`, ...DEFAULT_RATES.credential }] : [address]
  }
  const kind = method.isCostly ? 'credential' : 'method'
  const buckets = [appBucket(app), { key: `app ${app.id} ${method.name}`, ...(app.rates[kind] ?? DEFAULT_RATES[kind]) }]
  return method.write ? [...buckets, { key: `app ${app.id} writes`, ...(app.rates.write ?? DEFAULT_RATES.write) }] : buckets
}

export async function limit(call: CareyCall, gateway: Gateway, app: App | null, method: CareyMethod): Promise<void> {
  const wait = await gateway.ports.rates.take(bucketsOf(call, app, method), call.now)
  if (wait > 0) throw rateLimited(wait)
}
