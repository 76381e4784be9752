import { auditNotesOf, withAuditTrail } from '@xiaopu/shared/staff'
import type { Permission } from '../permissions.ts'
import { staffProcedure } from '../trpc.ts'

/** Every middleware that watches for an audit row; the test that walks the router looks for one on each mutation. */
const watchers = new WeakSet<object>()

/**
 * The base of everything a member of staff changes: `staffWrite('goods.edit').input(…).output(…).mutation(…)`. A write that
 * ends well without having called `audit(tx, …)` is a fault of ours and answered as one.
 */
export function staffWrite(permission: Permission | null) {
  const base = staffProcedure(permission).meta({ write: true }).use(async ({ ctx, path, next }) => {
    const actor = withAuditTrail(ctx.actor, ctx.requestId)
    const result = await next({ ctx: { ...ctx, actor } })
    if (result.ok && auditNotesOf(actor) === 0) throw new Error(`${path} wrote no audit entry`)
    return result
  })
  const watcher = base._def.middlewares.at(-1)
  if (watcher) watchers.add(watcher)
  return base
}

/** Whether a procedure of the admin stands on `staffWrite`. */
export function isAudited(middlewares: readonly object[]): boolean {
  return middlewares.some((one) => watchers.has(one))
}
