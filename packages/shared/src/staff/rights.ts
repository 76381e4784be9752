import type { Actor, Ctx, PrismaTxCtx, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export type StaffActor = Extract<Actor, { kind: 'staff' }>

export const EVERYTHING = '*'

export function staffActor(ctx: TxCtx): StaffActor {
  if (ctx.actor.kind !== 'staff') throw new ShopError('SESSION_REQUIRED')
  return ctx.actor
}

/** Members of a seller manage their own colleagues; those of the platform (seller 0) everybody. */
export function ownStaff(ctx: Ctx | PrismaTxCtx): { sellerId?: number } {
  const { sellerId } = staffActor(ctx)
  return sellerId === 0 ? {} : { sellerId }
}

/** Roles are the whole house's: only the platform's own members write them. */
export function refuseSellers(ctx: TxCtx): void {
  if (staffActor(ctx).sellerId !== 0) throw new ShopError('FORBIDDEN')
}

/** Nobody gives, takes or resets more than they hold themselves. */
export function refuseAboveOwn(ctx: TxCtx, permissions: readonly string[]): void {
  const own = staffActor(ctx).permissions
  if (own.includes(EVERYTHING)) return
  if (permissions.some((one) => !own.includes(one))) throw new ShopError('FORBIDDEN')
}

/** Writers of members queue up here, so that the last owner cannot be lost between two of them. */
export async function lockStaff(tx: PrismaTxCtx): Promise<void> {
  await tx.sql.rows('staff_lock', 'SELECT pg_advisory_xact_lock(hashtext(\'staff\'))::text')
}

/** After a change there must still be somebody who may do everything. */
export async function refuseWithoutOwner(tx: PrismaTxCtx): Promise<void> {
  const owners = await tx.db.staff.count({ where: { isDisabled: false, sellerId: 0, role: { permissions: { has: EVERYTHING } } } })
  if (owners === 0) throw new ShopError('FORBIDDEN')
}
