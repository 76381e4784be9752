import { inTransaction, type TxCtx, violatedKey } from '../../database/index.ts'
import { ShopError } from '../../errors/index.ts'
import { audit } from '../../staff/index.ts'
import { sellerOf } from '../seller.ts'
import { PackageConfig } from './config.ts'
import { checkContents, type ContentForm } from './staff-contents.ts'
import { type PackageForm, packageForStaff, type StaffPackage } from './staff-read.ts'

const MOST_NAME = 60
const NAME_KEY = 'Promotion_package_name_key'

const refused = (field: keyof PackageForm): ShopError => new ShopError('PARAM_INVALID', { field })

async function check(tx: TxCtx, form: PackageForm, sellerId: number): Promise<PackageForm> {
  const name = form.name.trim()
  if (name === '') throw new ShopError('PARAM_MISSING', { field: 'name' })
  if (name.length > MOST_NAME) throw refused('name')
  const config = PackageConfig.safeParse({ priceFen: form.priceFen, description: form.description })
  if (!config.success) throw refused(config.error.issues[0]?.path[0] === 'description' ? 'description' : 'priceFen')
  if (new Date(form.endAt) <= new Date(form.startAt)) throw refused('endAt')
  await checkContents(tx, form.contents, sellerId)
  return { ...form, name, ...config.data }
}

function refuseEnded({ status }: StaffPackage): void {
  if (status === 'canceled') throw new ShopError('ACTIVITY_CLOSED')
  if (status === 'finished') throw new ShopError('ACTIVITY_ENDED')
}

const contentKey = (contents: readonly ContentForm[]): string => contents.map(({ goodsId, skuId, quantity }) => `${goodsId}/${skuId}/${quantity}`).join(' ')

/**
 * The first field that may not change any more. A draft is free; what was published keeps its goods; once it runs it keeps its start
 * and may only end later; once somebody has ordered it it keeps its price.
 */
export function frozenField(before: StaffPackage, form: PackageForm): keyof PackageForm | null {
  if (before.status === 'draft') return null
  if (contentKey(before.contents) !== contentKey(form.contents)) return 'contents'
  if (before.isOrdered && before.priceFen !== form.priceFen) return 'priceFen'
  if (before.status !== 'under_way') return null
  if (new Date(before.startAt).getTime() !== new Date(form.startAt).getTime()) return 'startAt'
  return new Date(form.endAt) < new Date(before.endAt) ? 'endAt' : null
}

async function nameFree<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (violatedKey(error) === NAME_KEY) throw new ShopError('PARAM_INVALID', { field: 'name' }, { cause: error })
    throw error
  }
}

const WRITE_CONTENTS = `INSERT INTO "PromotionGoods" ("promotionId", "goodsId", "skuId", "quantity", "position")
  SELECT $1, c.* FROM unnest($2::int[], $3::int[], $4::int[]) WITH ORDINALITY AS c("goodsId", "skuId", "quantity", "position")`

async function writeContents({ sql }: TxCtx, id: number, contents: readonly ContentForm[]): Promise<void> {
  await sql.run('package_contents_drop', 'DELETE FROM "PromotionGoods" WHERE "promotionId" = $1', [id])
  await sql.run('package_contents_write', WRITE_CONTENTS, [id, contents.map((one) => one.goodsId), contents.map((one) => one.skuId), contents.map((one) => one.quantity)])
}

const ADD = `INSERT INTO "Promotion" ("kind", "sellerId", "name", "startAt", "endAt", "config", "addedAt") VALUES ('package', $1, $2, $3, $4, $5::jsonb, $6) RETURNING "id"`

/** A new package is a draft. */
export function createPackage(ctx: Parameters<typeof inTransaction>[0], form: PackageForm): Promise<StaffPackage> {
  return nameFree(() => inTransaction(ctx, async (tx) => {
    const sellerId = sellerOf(tx)
    const { name, priceFen, description, startAt, endAt, contents } = await check(tx, form, sellerId)
    const row = await tx.sql.row<{ id: number }>('package_add', ADD, [sellerId, name, startAt, endAt, JSON.stringify({ priceFen, description }), tx.now])
    if (!row) throw new Error('the package was not written')
    await writeContents(tx, row.id, contents)
    const made = await packageForStaff(tx, row.id)
    await audit(tx, { action: 'package.create', targetKind: 'package', targetId: made.id, targetName: name, after: form })
    return made
  }))
}

/** The package under its lock, seen with the member's rights. */
async function held(tx: TxCtx, id: number): Promise<StaffPackage> {
  await tx.sql.row('package_lock', 'SELECT 1 FROM "Promotion" WHERE "id" = $1 AND "kind" = \'package\' FOR UPDATE', [id])
  return packageForStaff(tx, id)
}

const CHANGE = `UPDATE "Promotion" SET "name" = $2, "startAt" = $3, "endAt" = $4, "config" = $5::jsonb WHERE "id" = $1`

export function updatePackage(ctx: Parameters<typeof inTransaction>[0], id: number, form: PackageForm): Promise<StaffPackage> {
  return nameFree(() => inTransaction(ctx, async (tx) => {
    const before = await held(tx, id)
    refuseEnded(before)
    const frozen = frozenField(before, form)
    if (frozen) throw refused(frozen)
    const { name, priceFen, description, startAt, endAt, contents } = await check(tx, form, before.sellerId)
    // What is published may not end in the past by an edit.
    if (before.status !== 'draft' && new Date(endAt) <= tx.now) throw refused('endAt')
    await tx.sql.run('package_change', CHANGE, [id, name, startAt, endAt, JSON.stringify({ priceFen, description })])
    if (before.status === 'draft') await writeContents(tx, id, contents)
    const after = await packageForStaff(tx, id)
    await audit(tx, { action: 'package.update', targetKind: 'package', targetId: id, targetName: name, before, after })
    return after
  }))
}

async function setState(tx: TxCtx, id: number, state: string, reason = ''): Promise<void> {
  const canceledAt = state === 'canceled' ? tx.now : null
  await tx.sql.run('package_state', 'UPDATE "Promotion" SET "state" = $2, "cancelReason" = $3, "canceledAt" = $4 WHERE "id" = $1', [id, state, reason, canceledAt])
}

/** All fields are checked once more: what it holds may have changed since it was drafted. */
export function publishPackage(ctx: Parameters<typeof inTransaction>[0], id: number): Promise<StaffPackage> {
  return inTransaction(ctx, async (tx) => {
    const before = await held(tx, id)
    refuseEnded(before)
    if (before.status !== 'draft') throw new ShopError('CONFLICT')
    await check(tx, before, before.sellerId)
    if (new Date(before.endAt) <= tx.now) throw refused('endAt')
    await setState(tx, id, 'published')
    await audit(tx, { action: 'package.publish', targetKind: 'package', targetId: id, targetName: before.name })
    return packageForStaff(tx, id)
  })
}

/** The merchant ends it: carts lose it at once, orders that were placed keep it. */
export function closePackage(ctx: Parameters<typeof inTransaction>[0], id: number, reason: string): Promise<StaffPackage> {
  return inTransaction(ctx, async (tx) => {
    if (reason.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'reason' })
    const before = await held(tx, id)
    refuseEnded(before)
    if (before.status === 'draft') throw new ShopError('ACTIVITY_NOT_STARTED')
    await setState(tx, id, 'canceled', reason.trim())
    await audit(tx, { action: 'package.close', targetKind: 'package', targetId: id, targetName: before.name, after: { reason: reason.trim() } })
    return packageForStaff(tx, id)
  })
}

/** A draft, or one nobody has ordered. What was ordered stays for its orders. */
export function deletePackage(ctx: Parameters<typeof inTransaction>[0], id: number): Promise<{ deleted: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const before = await held(tx, id)
    if (before.isOrdered) throw new ShopError('CONFLICT')
    await tx.sql.run('package_delete', 'DELETE FROM "Promotion" WHERE "id" = $1', [id])
    await audit(tx, { action: 'package.delete', targetKind: 'package', targetId: id, targetName: before.name, before })
    return { deleted: true }
  })
}
