import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { CHANGES_KEY, LEVELS, regionsChanged, type SortedRegion } from './held-regions.ts'
import { regionPath } from './regions.ts'

/** Numbers of regions the shop added begin behind those of the data set, which have nine digits at most. */
const FIRST_OWN = 1_000_000_000
const LOCK = 'SELECT pg_advisory_xact_lock(hashtext(\'regions\'))'
const ADD = `INSERT INTO "Region" ("id", "parentId", "name", "level", "pinyin", "sortOrder", "isOwn")
  SELECT greatest(coalesce(max("id"), 0), ${FIRST_OWN}) + 1, $1, $2, $3, $4, $5, true FROM "Region" RETURNING "id"`
const CHANGE = 'UPDATE "Region" SET "name" = coalesce($2, "name"), "pinyin" = coalesce($3, "pinyin"), "sortOrder" = coalesce($4, "sortOrder"), "isOwn" = true WHERE "id" = $1'
const REMOVE = 'UPDATE "Region" SET "isDeleted" = true, "isOwn" = true WHERE "id" = $1'
const HAS_CHILDREN = 'SELECT 1 FROM "Region" WHERE "parentId" = $1 AND NOT "isDeleted" AND NOT ("id" = ANY($2::int[])) LIMIT 1'
const COUNT = `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ($1, '1', $2)
  ON CONFLICT ("key") DO UPDATE SET "value" = to_jsonb(("Setting"."value")::int + 1), "updatedAt" = excluded."updatedAt"`

/** One change at a time; every process, and every client that keeps the tree, hears that there was one. */
async function changing<T>(ctx: Ctx, work: (tx: TxCtx) => Promise<T>): Promise<T> {
  const result = await inTransaction(ctx, async (tx) => {
    await tx.sql.run('regions_lock', LOCK)
    const done = await work(tx)
    await tx.sql.run('regions_count', COUNT, [CHANGES_KEY, tx.now])
    return done
  })
  regionsChanged()
  return result
}

async function initialsOf(name: string): Promise<string> {
  const { initials } = await import('./source.ts')
  return initials(name)
}

async function existing(tx: TxCtx, regionId: number): Promise<SortedRegion> {
  const region = (await regionPath(tx, regionId)).at(-1)
  if (!region || region.isDeleted) throw new ShopError('NOT_FOUND')
  return region
}

const note = (tx: TxCtx, action: string, { regionId, regionName }: Pick<SortedRegion, 'regionId' | 'regionName'>, values: object): Promise<void> =>
  audit(tx, { action: `region.${action}`, targetKind: 'region', targetId: regionId, targetName: regionName, ...values })

/** A region below another, which is a town at the lowest. Parent 0 makes a country. */
export async function addRegion(ctx: Ctx, { parentId, name, sortOrder }: { parentId: number, name: string, sortOrder: number }): Promise<number> {
  const pinyin = await initialsOf(name)
  return changing(ctx, async (tx) => {
    const level = parentId === 0 ? LEVELS.country : (await existing(tx, parentId)).regionType + 1
    if (level > LEVELS.town) throw new ShopError('PARAM_INVALID', { field: 'parentId' })
    const made = await tx.sql.row<{ id: number }>('region_add', ADD, [parentId, name, level, pinyin, sortOrder])
    if (!made) throw new Error('the region was not written')
    await note(tx, 'create', { regionId: made.id, regionName: name }, { after: { parentId, name, sortOrder } })
    return made.id
  })
}

export async function changeRegion(ctx: Ctx, regionId: number, change: { name?: string | undefined, sortOrder?: number | undefined }): Promise<void> {
  const { name, sortOrder } = change
  const pinyin = name === undefined ? null : await initialsOf(name)
  await changing(ctx, async (tx) => {
    const before = await existing(tx, regionId)
    await tx.sql.run('region_change', CHANGE, [regionId, name ?? null, pinyin, sortOrder ?? null])
    await note(tx, 'update', before, { before: { name: before.regionName, sortOrder: before.sortOrder }, after: { ...name === undefined ? {} : { name }, ...sortOrder === undefined ? {} : { sortOrder } } })
  })
}

/** Takes regions out of every choice, all or none. One with others below it goes only together with them. */
export async function removeRegions(ctx: Ctx, regionIds: readonly number[]): Promise<void> {
  const ids = [...new Set(regionIds)].sort((a, b) => b - a)
  await changing(ctx, async (tx) => {
    for (const id of ids) {
      const region = await existing(tx, id)
      if (await tx.sql.row('region_parent', HAS_CHILDREN, [id, ids])) throw new ShopError('CONFLICT')
      await tx.sql.run('region_remove', REMOVE, [id])
      await note(tx, 'delete', region, { before: { name: region.regionName } })
    }
  })
}
