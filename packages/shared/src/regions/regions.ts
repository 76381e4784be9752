import type { Region } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { heldRegions, LEVELS, REGION_COLUMNS, type SortedNode, type SortedRegion } from './held-regions.ts'

const UP = `WITH RECURSIVE up AS (
    SELECT "id", "parentId" FROM "Region" WHERE "id" = $1
    UNION ALL SELECT p."id", p."parentId" FROM "Region" p JOIN up ON p."id" = up."parentId"
  ) SELECT ${REGION_COLUMNS} FROM up JOIN "Region" r ON r."id" = up."id" ORDER BY r."level"`

/** From 中国 down to the region itself; [] for an unknown one. */
export async function regionPath(ctx: Pick<TxCtx, 'sql'>, regionId: number): Promise<SortedRegion[]> {
  const { byId } = await heldRegions(ctx)
  const path: SortedRegion[] = []
  for (let region = byId.get(regionId); region; region = byId.get(region.parentId)) path.unshift(region)
  return path.length > 0 ? path : ctx.sql.rows<SortedRegion>('region_path', UP, [regionId])
}

/** Names below the country joined with blanks, equal neighbours once. */
export function fullName(path: readonly Region[]): string {
  const names = path.filter((region) => region.regionType > LEVELS.country).map((region) => region.regionName)
  return names.filter((name, at) => name !== names[at - 1]).join(' ')
}

/** Which region of each level a path goes through, 0 where there is none: what a shipping area is picked by. */
export function levelsOf(path: readonly Region[]): { country: number, province: number, city: number, district: number, town: number } {
  const at = (level: number): number => path.find((region) => region.regionType === level)?.regionId ?? 0
  return { country: at(LEVELS.country), province: at(LEVELS.province), city: at(LEVELS.city), district: at(LEVELS.district), town: at(LEVELS.town) }
}

const CHILDREN = `SELECT ${REGION_COLUMNS} FROM "Region" r WHERE r."parentId" = $1 AND NOT r."isDeleted" ORDER BY r."id"`

/** 下级地区. Parent 0 stands above the country. */
export async function listRegions(ctx: Ctx, input: { parentId: number, regionType?: number | undefined }): Promise<{ regions: SortedRegion[], version: string }> {
  const { byId, childrenOf, version } = await heldRegions(ctx)
  const { parentId, regionType } = input
  const level = parentId === 0 ? LEVELS.country : (byId.get(parentId) ?? await oneRegion(ctx, parentId)).regionType + 1
  if (regionType !== undefined && regionType !== level) throw new ShopError('PARAM_INVALID', { field: 'region_type' })
  if (level <= LEVELS.district && childrenOf.has(parentId)) return { regions: [...childrenOf.get(parentId) ?? []], version }
  return { regions: await ctx.sql.rows<SortedRegion>('regions_below', CHILDREN, [parentId]), version }
}

async function oneRegion(ctx: Pick<TxCtx, 'sql'>, regionId: number): Promise<SortedRegion> {
  const region = (await regionPath(ctx, regionId)).at(-1)
  if (!region) throw new ShopError('NOT_FOUND')
  return region
}

/** 地区及上级. */
export async function getRegion(ctx: Ctx, input: { regionId: number }): Promise<{ region: SortedRegion, path: SortedRegion[], fullName: string }> {
  const path = await regionPath(ctx, input.regionId)
  const region = path.at(-1)
  if (!region) throw new ShopError('NOT_FOUND')
  return { region, path, fullName: fullName(path) }
}

function cut(nodes: readonly SortedNode[], depth: number): SortedNode[] {
  return nodes.map((node) => ({ ...node, children: depth > 1 ? cut(node.children, depth - 1) : [] }))
}

/** 省市区三级树; nothing for a caller who has it already. */
export async function regionTree(ctx: Ctx, input: { depth: number, version?: string | undefined }): Promise<{ regions: SortedNode[], version: string }> {
  const { tree, version } = await heldRegions(ctx)
  return { regions: input.version === version ? [] : cut(tree, input.depth), version }
}

const SEARCH = `SELECT ${REGION_COLUMNS} FROM "Region" r WHERE r."name" LIKE $2 AND NOT r."isDeleted"
  ORDER BY CASE WHEN r."name" = $1 THEN 0 WHEN starts_with(r."name", $1) THEN 1 ELSE 2 END, r."level", r."id" LIMIT $3`

/** 搜索地区: exact names, names that begin with it, the rest; higher levels first. */
export async function searchRegions(ctx: Ctx, input: { keyword: string, limit: number }): Promise<{ regions: Region[] }> {
  const keyword = input.keyword.trim()
  const pattern = `%${keyword.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return { regions: keyword ? await ctx.sql.rows<Region>('regions_search', SEARCH, [keyword, pattern, input.limit]) : [] }
}
