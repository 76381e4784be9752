import { hashPassword } from '../accounts/index.ts'
import { type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from './audit.ts'
import { isRightPassword, refuseWeakPassword } from './password.ts'
import { lockStaff, ownStaff, refuseAboveOwn, refuseWithoutOwner, staffActor } from './rights.ts'
import { staffNameKey } from './session.ts'
import { assertNotLocked, noteFailure } from './throttle.ts'

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,63}$/u

export interface MemberView {
  id: number
  name: string
  displayName: string
  roleId: number
  roleName: string
  sellerId: number
  isOwner: boolean
  isDisabled: boolean
  createdAt: string
  lastSignInAt: string
}

export interface MemberForm {
  displayName: string
  roleId: number
  isDisabled: boolean
}

interface MemberRow {
  id: number
  name: string
  nameKey: string
  displayName: string
  roleId: number
  role: { name: string, permissions: string[] }
  sellerId: number
  isDisabled: boolean
  createdAt: Date
  lastSignInAt: Date | null
}

function viewOf(row: MemberRow): MemberView {
  const { id, name, displayName, roleId, role, sellerId, isDisabled, createdAt, lastSignInAt } = row
  return { id, name, displayName, roleId, roleName: role.name, sellerId, isDisabled, isOwner: role.permissions.includes('*'), createdAt: createdAt.toISOString(), lastSignInAt: lastSignInAt?.toISOString() ?? '' }
}

export async function listMembers(ctx: Ctx): Promise<MemberView[]> {
  const rows = await ctx.db.staff.findMany({ where: ownStaff(ctx), include: { role: true }, orderBy: { id: 'asc' } })
  return rows.map(viewOf)
}

async function roleOrThrow(tx: PrismaTxCtx, roleId: number): Promise<{ name: string, permissions: string[] }> {
  const role = await tx.db.role.findUnique({ where: { id: roleId } })
  if (!role) throw new ShopError('PARAM_INVALID', { field: 'roleId' })
  refuseAboveOwn(tx, role.permissions)
  return role
}

/** A member the acting one may write: of the own seller, and with no right the acting one has not. */
async function writableMember(tx: PrismaTxCtx, id: number): Promise<MemberRow> {
  await lockStaff(tx)
  const row = await tx.db.staff.findFirst({ where: { id, ...ownStaff(tx) }, include: { role: true } })
  if (!row) throw new ShopError('NOT_FOUND')
  refuseAboveOwn(tx, row.role.permissions)
  return row
}

function nameOrThrow(displayName: string): string {
  const name = displayName.trim()
  if (name === '') throw new ShopError('FIELD_REQUIRED', { field: 'displayName' })
  return name
}

export async function createMember(ctx: Ctx, input: Omit<MemberForm, 'isDisabled'> & { name: string, password: string }): Promise<MemberView> {
  const name = input.name.normalize('NFKC').trim()
  const nameKey = staffNameKey(name)
  if (!NAME.test(name)) throw new ShopError('USER_NAME_INVALID')
  const displayName = nameOrThrow(input.displayName)
  refuseWeakPassword(input.password, nameKey)
  const passwordHash = await hashPassword(input.password)
  return inPrismaTransaction(ctx, async (tx) => {
    await lockStaff(tx)
    const role = await roleOrThrow(tx, input.roleId)
    if (await tx.db.staff.findUnique({ where: { nameKey }, select: { id: true } })) throw new ShopError('USER_NAME_EXISTS')
    const { sellerId } = staffActor(tx)
    const row = await tx.db.staff.create({ data: { name, nameKey, displayName, passwordHash, roleId: input.roleId, sellerId, createdAt: tx.now }, include: { role: true } })
    await audit(tx, { action: 'staff.create', targetKind: 'staff', targetId: row.id, targetName: displayName, after: { name, displayName, role: role.name } })
    return viewOf(row)
  })
}

function told(row: MemberRow): object {
  return { displayName: row.displayName, role: row.role.name, isDisabled: row.isDisabled }
}

/** One who is disabled, or has another role, is signed out: the next call would see it anyway. */
export async function updateMember(ctx: Ctx, id: number, form: MemberForm): Promise<MemberView> {
  const displayName = nameOrThrow(form.displayName)
  return inPrismaTransaction(ctx, async (tx) => {
    const before = await writableMember(tx, id)
    if (form.roleId !== before.roleId) await roleOrThrow(tx, form.roleId)
    if (form.isDisabled && id === staffActor(tx).staffId) throw new ShopError('FORBIDDEN')
    const after = await tx.db.staff.update({ where: { id }, data: { displayName, roleId: form.roleId, isDisabled: form.isDisabled }, include: { role: true } })
    await refuseWithoutOwner(tx)
    if (form.isDisabled) await tx.db.staffSession.updateMany({ where: { staffId: id, endedAt: null }, data: { endedAt: tx.now } })
    await audit(tx, { action: 'staff.update', targetKind: 'staff', targetId: id, targetName: displayName, before: told(before), after: told(after) })
    return viewOf(after)
  })
}

async function setDisabled(tx: PrismaTxCtx, id: number, isDisabled: boolean): Promise<void> {
  const before = await writableMember(tx, id)
  if (isDisabled && id === staffActor(tx).staffId) throw new ShopError('FORBIDDEN')
  const after = await tx.db.staff.update({ where: { id }, data: { isDisabled }, include: { role: true } })
  if (isDisabled) await tx.db.staffSession.updateMany({ where: { staffId: id, endedAt: null }, data: { endedAt: tx.now } })
  await audit(tx, { action: 'staff.update', targetKind: 'staff', targetId: id, targetName: before.displayName, before: told(before), after: told(after) })
}

/** All of them, or none: nobody disables himself, and an owner is left. */
export async function setMembersDisabled(ctx: Ctx, ids: readonly number[], isDisabled: boolean): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)]) await setDisabled(tx, id, isDisabled)
    await refuseWithoutOwner(tx)
  })
}

/** What they did stays in the log under their names. */
export async function deleteMembers(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)]) {
      const member = await writableMember(tx, id)
      if (id === staffActor(tx).staffId) throw new ShopError('FORBIDDEN')
      await tx.db.staff.delete({ where: { id } })
      await audit(tx, { action: 'staff.delete', targetKind: 'staff', targetId: id, targetName: member.displayName, before: told(member) })
    }
    await refuseWithoutOwner(tx)
  })
}

/** PASSWORD_WRONG unless it is the member's present one; guessing counts as at signing in. */
export async function proveMemberPassword(ctx: Ctx, id: number, password: string): Promise<void> {
  const row = await ctx.db.staff.findFirst({ where: { id, ...ownStaff(ctx) }, select: { nameKey: true, passwordHash: true } })
  if (!row) throw new ShopError('NOT_FOUND')
  await assertNotLocked(ctx, row.nameKey)
  if (await isRightPassword(row, password)) return
  await noteFailure(ctx, row.nameKey)
  throw new ShopError('PASSWORD_WRONG')
}

/** For a colleague who forgot theirs; every session of theirs ends. */
export async function resetMemberPassword(ctx: Ctx, id: number, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await inPrismaTransaction(ctx, async (tx) => {
    const member = await writableMember(tx, id)
    refuseWeakPassword(password, member.nameKey)
    await tx.db.staff.update({ where: { id }, data: { passwordHash } })
    await tx.db.staffSession.updateMany({ where: { staffId: id, endedAt: null }, data: { endedAt: tx.now } })
    await tx.db.signinThrottle.deleteMany({ where: { key: `staff:${member.nameKey}` } })
    await audit(tx, { action: 'staff.resetPassword', targetKind: 'staff', targetId: id, targetName: member.displayName })
  })
}
