import type { AnyRouter } from '@trpc/server'
import type { MethodKinds } from '@xiaopu/shared/platform'
import { methodBuckets } from '../gateway/rates.ts'
import { storeRouter } from '../store/index.ts'
import type { ProcedureMeta } from '../trpc.ts'

const NONE = { perSecond: 1, burst: 1 }
const CREDENTIAL = { perSecond: 2, burst: 2 }

/** The gateway decides which figures a method gets; asked with two that can be told apart. */
function isCredential(method: string): boolean {
  return methodBuckets({ id: 0, rates: { method: NONE, credential: CREDENTIAL } }, method, false)[0]?.perSecond === CREDENTIAL.perSecond
}

let kinds: MethodKinds | undefined

/** The public methods that change something, and those with the stricter figures. */
export function methodKinds(): MethodKinds {
  if (kinds) return kinds
  const anyRouter: AnyRouter = storeRouter
  const procedures: Record<string, { _def: { meta?: ProcedureMeta } }> = anyRouter._def.procedures // tRPC types it as any
  const metas = Object.values(procedures).map(({ _def }) => _def.meta)
  const names = metas.map((meta) => meta?.method ?? '').filter(Boolean)
  kinds = {
    write: metas.filter((meta) => meta?.write).map((meta) => meta?.method ?? '').filter(Boolean),
    credential: [...new Set(names.filter(isCredential))],
  }
  return kinds
}
