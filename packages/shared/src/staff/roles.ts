import { type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from './audit.ts'
import { EVERYTHING, lockStaff, refuseAboveOwn, refuseSellers } from './rights.ts'

export interface RoleForm {
  name: string
  permissions: string[]
}

export interface RoleView extends RoleForm {
  id: number
  memberCount: number
}

export async function listRoles(ctx: Ctx): Promise<RoleView[]> {
  const rows = await ctx.db.role.findMany({ include: { _count: { select: { staff: true } } }, orderBy: { id: 'asc' } })
  return rows.map(({ id, name, permissions, _count }) => ({ id, name, permissions, memberCount: _count.staff }))
}

async function nameOrThrow(tx: PrismaTxCtx, name: string, ownId: number): Promise<string> {
  const trimmed = name.trim()
  if (trimmed === '') throw new ShopError('FIELD_REQUIRED', { field: 'name' })
  const other = await tx.db.role.findUnique({ where: { name: trimmed }, select: { id: true } })
  if (other && other.id !== ownId) throw new ShopError('PARAM_INVALID', { field: 'name' })
  return trimmed
}

export async function createRole(ctx: Ctx, form: RoleForm): Promise<RoleView> {
  return inPrismaTransaction(ctx, async (tx) => {
    refuseSellers(tx)
    await lockStaff(tx)
    refuseAboveOwn(tx, form.permissions)
    const data = { name: await nameOrThrow(tx, form.name, 0), permissions: [...new Set(form.permissions)] }
    const row = await tx.db.role.create({ data })
    await audit(tx, { action: 'role.create', targetKind: 'role', targetId: row.id, targetName: row.name, after: data })
    return { ...row, memberCount: 0 }
  })
}

/** A role the acting member may write. The owner's keeps its one right for ever, so nobody can be locked out by it. */
async function writableRole(tx: PrismaTxCtx, id: number): Promise<RoleView> {
  refuseSellers(tx)
  await lockStaff(tx)
  const row = await tx.db.role.findUnique({ where: { id }, include: { _count: { select: { staff: true } } } })
  if (!row) throw new ShopError('NOT_FOUND')
  refuseAboveOwn(tx, row.permissions)
  return { id: row.id, name: row.name, permissions: row.permissions, memberCount: row._count.staff }
}

export async function updateRole(ctx: Ctx, id: number, form: RoleForm): Promise<RoleView> {
  return inPrismaTransaction(ctx, async (tx) => {
    const before = await writableRole(tx, id)
    refuseAboveOwn(tx, form.permissions)
    const isOwner = before.permissions.includes(EVERYTHING)
    const data = { name: await nameOrThrow(tx, form.name, id), permissions: isOwner ? before.permissions : [...new Set(form.permissions)] }
    await tx.db.role.update({ where: { id }, data })
    await audit(tx, { action: 'role.update', targetKind: 'role', targetId: id, targetName: data.name, before: { name: before.name, permissions: before.permissions }, after: data })
    return { id, ...data, memberCount: before.memberCount }
  })
}

/** A role somebody has stays. */
export async function deleteRole(ctx: Ctx, id: number): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    const before = await writableRole(tx, id)
    if (before.memberCount > 0) throw new ShopError('CONFLICT')
    await tx.db.role.delete({ where: { id } })
    await audit(tx, { action: 'role.delete', targetKind: 'role', targetId: id, targetName: before.name, before: { name: before.name, permissions: before.permissions } })
  })
}
