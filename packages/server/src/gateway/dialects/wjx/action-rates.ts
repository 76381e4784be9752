import type { App } from '../../ports.ts'
import type { Bucket } from '../../rates.ts'

/** Calls per second of an app, as WJX publishes them. */
const PER_SECOND: Readonly<Record<string, number>> = {
  1000001: 200,
  1000002: 10,
  1000101: 5,
  1000102: 10,
  1001001: 100,
  1001002: 200,
  1001101: 100,
}
const OTHERS = 10
const FRESH_COST = 2

/** An app whose operator set no limit for methods has none here either. A read past the cache counts twice. */
export function actionBucket(app: App, action: string, isFreshRead: boolean): Bucket {
  const figure = app.rates.method?.perSecond === 0 ? 0 : PER_SECOND[action] ?? OTHERS
  return { key: `app ${app.id} ${action}`, perSecond: figure, burst: figure, cost: isFreshRead ? FRESH_COST : 1 }
}
