import type { Actor, Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export interface Member {
  staffId: number
  name: string
  displayName: string
  roleName: string
  sellerId: number
  permissions: string[]
}

/** The signed-in member as the frame shows them. */
export async function memberOf(ctx: Ctx, actor: Extract<Actor, { kind: 'staff' }>): Promise<Member> {
  const row = await ctx.db.staff.findUnique({ where: { id: actor.staffId }, include: { role: true } })
  if (!row) throw new ShopError('SESSION_INVALID')
  return {
    staffId: row.id,
    name: row.name,
    displayName: row.displayName,
    roleName: row.role.name,
    sellerId: row.sellerId,
    permissions: row.role.permissions,
  }
}
