import { type Ctx, inPrismaTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'

/** A version of the shop's own client for one kind of device. */
export interface PackageForm {
  /** What a request's User-Agent holds on that device. */
  userAgent: string
  name: string
  version: string
  url: string
}

export interface AppPackage extends PackageForm {
  id: number
  count: number
  createdAt: Date
  updatedAt: Date
}

export const PACKAGE_ORDERS = ['id', 'name', 'count', 'createdAt', 'updatedAt'] as const
export type PackageOrder = (typeof PACKAGE_ORDERS)[number]

const VERSION = /^\d{1,9}(?:\.\d{1,9}){0,3}$/
const WEB_ADDRESS = /^https?:\/\/\S+$/i

/** Number by number: 1.10.0 is above 1.9.0, 1.10 equals 1.10.0. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left.split('.').map(Number), right.split('.').map(Number)]
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function checked<Form extends Partial<PackageForm>>(form: Form): Form {
  if (form.version !== undefined && !VERSION.test(form.version)) throw new ShopError('PARAM_INVALID', { field: 'ver' })
  if (form.url !== undefined && !WEB_ADDRESS.test(form.url)) throw new ShopError('PARAM_INVALID', { field: 'url' })
  return form.userAgent === undefined ? form : { ...form, userAgent: form.userAgent.trim().toLowerCase() }
}

const TARGET = 'appPackage'

export async function createPackage(ctx: Ctx, form: PackageForm): Promise<AppPackage> {
  const data = checked(form)
  return inPrismaTransaction(ctx, async (tx) => {
    const made = await tx.db.appPackage.create({ data: { ...data, createdAt: tx.now, updatedAt: tx.now } })
    await audit(tx, { action: 'appPackage.create', targetKind: TARGET, targetId: made.id, targetName: made.name, after: data })
    return made
  })
}

export async function updatePackage(ctx: Ctx, id: number, change: Partial<PackageForm>): Promise<AppPackage> {
  const data = checked(change)
  return inPrismaTransaction(ctx, async (tx) => {
    const before = await tx.db.appPackage.findUnique({ where: { id } })
    if (!before) throw new ShopError('NOT_FOUND')
    const after = await tx.db.appPackage.update({ where: { id }, data: { ...data, updatedAt: tx.now } })
    await audit(tx, { action: 'appPackage.update', targetKind: TARGET, targetId: id, targetName: after.name, before, after })
    return after
  })
}

/** All of them, or none when one is not there. */
export async function deletePackages(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of new Set(ids)) {
      const before = await tx.db.appPackage.findUnique({ where: { id } })
      if (!before) throw new ShopError('NOT_FOUND')
      await tx.db.appPackage.delete({ where: { id } })
      await audit(tx, { action: 'appPackage.delete', targetKind: TARGET, targetId: id, targetName: before.name, before })
    }
  })
}

export async function getPackage({ db }: Ctx, id: number): Promise<AppPackage> {
  const found = await db.appPackage.findUnique({ where: { id } })
  if (!found) throw new ShopError('NOT_FOUND')
  return found
}

export interface PackageFilter {
  userAgent: string
  name: string
  order: PackageOrder
  isDescending: boolean
  pageNo: number
  pageSize: number
}

export async function listPackages({ db }: Ctx, { userAgent, name, order, isDescending, pageNo, pageSize }: PackageFilter): Promise<{ items: AppPackage[], total: number }> {
  const where = { userAgent: { contains: userAgent.toLowerCase() }, name: { contains: name } }
  const direction = isDescending ? 'desc' as const : 'asc' as const
  const items = await db.appPackage.findMany({ where, orderBy: [{ [order]: direction }, { id: direction }], skip: (pageNo - 1) * pageSize, take: pageSize })
  return { items, total: await db.appPackage.count({ where }) }
}

async function highestFor({ db }: Ctx, userAgent: string, isMatch: (mark: string, sought: string) => boolean): Promise<AppPackage | null> {
  const sought = userAgent.toLowerCase()
  const all = await db.appPackage.findMany()
  const fitting = all.filter((one) => one.userAgent !== '' && isMatch(one.userAgent, sought))
  return fitting.reduce<AppPackage | null>((best, one) => (best && compareVersions(best.version, one.version) >= 0 ? best : one), null)
}

/** The highest package for a device's mark that is above the version it has; null when there is none. */
export async function packageUpdate(ctx: Ctx, { userAgent, version }: { userAgent: string, version: string }): Promise<AppPackage | null> {
  if (!VERSION.test(version)) throw new ShopError('PARAM_INVALID', { field: 'ver' })
  const highest = await highestFor(ctx, userAgent, (mark, sought) => mark === sought)
  return highest && compareVersions(highest.version, version) > 0 ? highest : null
}

/** The highest package whose mark is in a request's User-Agent; counts that it was asked for. */
export async function packageForAgent(ctx: Ctx, userAgent: string): Promise<AppPackage | null> {
  const found = await highestFor(ctx, userAgent, (mark, sought) => sought.includes(mark))
  if (found) await ctx.sql.run('app_package_count', 'UPDATE "AppPackage" SET "count" = "count" + 1 WHERE "id" = $1', [found.id])
  return found
}
