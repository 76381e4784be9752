import { membersByIds } from '@xiaopu/shared/accounts'
import { asOneWrite } from '@xiaopu/shared/catalogue'
import { ShopError } from '@xiaopu/shared/errors'
import { audit } from '@xiaopu/shared/staff'
import type { CareyCtx } from './method.ts'

/** Staff sees what belongs to a member, and nobody else's; a shopper is himself, whatever is sent. */
export async function actingFor(ctx: CareyCtx, userId: number): Promise<CareyCtx> {
  if (ctx.actor.kind !== 'staff') return ctx
  const [member] = await membersByIds(ctx, [userId])
  if (!member) throw new ShopError('NOT_FOUND')
  return { ...ctx, actor: { kind: 'shopper', userId, sessionId: 0, appId: ctx.app?.id ?? 0, ip: ctx.ip } }
}

/** A write of staff to what belongs to a member, and the row that tells it, both or neither. */
export async function writingFor<T>(ctx: CareyCtx, userId: number, action: string, work: (ctx: CareyCtx) => Promise<T>): Promise<T> {
  if (ctx.actor.kind !== 'staff') return work(ctx)
  const { actor } = await actingFor(ctx, userId)
  const [member] = await membersByIds(ctx, [userId])
  return asOneWrite(ctx, async (inner) => {
    const result = await work({ ...ctx, ...inner, actor })
    await audit({ ...inner, actor: ctx.actor }, { action: `user.${action}`, targetKind: 'user', targetId: userId, targetName: member?.name ?? '' })
    return result
  })
}
