import type { RegionNode } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import { fullName, getRegion, listRegions, regionPath, regionTree } from '@xiaopu/shared/regions'
import { z } from 'zod'
import { type CareyCtx, method, orNull } from '../method.ts'
import { param } from '../read-params.ts'

/** Regions have no order of their own but that of their numbers: all say what CareyShop gives a new one. */
const SORT = 50
const TREE_DEPTH = 3
const open = { controller: 'region', auth: 'none', write: false } as const
const all = { region_all: param.maybeFlag }

interface WireRegion { region_id: number, parent_id: number, region_name: string, sort: number }

function wireRegion({ regionId, parentId, regionName }: { regionId: number, parentId: number, regionName: string }): WireRegion {
  return { region_id: regionId, parent_id: parentId, region_name: regionName, sort: SORT }
}

function nodeIn(nodes: readonly RegionNode[], regionId: number): RegionNode | null {
  for (const node of nodes) {
    const found = node.regionId === regionId ? node : nodeIn(node.children, regionId)
    if (found) return found
  }
  return null
}

function below(node: RegionNode): WireRegion[] {
  return node.children.flatMap((child) => [wireRegion({ ...child, parentId: node.regionId }), ...below(child)])
}

/** A region and what lies below it, down to the districts; of a district its towns. */
async function withAllBelow(ctx: CareyCtx, regionId: number, tree: readonly RegionNode[]): Promise<WireRegion[]> {
  const region = (await regionPath(ctx, regionId)).at(-1)
  if (!region) throw new ShopError('NOT_FOUND')
  const node = nodeIn(tree, regionId)
  if (node && node.children.length > 0) return [wireRegion(region), ...below(node)]
  const children = (await listRegions(ctx, { parentId: regionId })).regions
  const nested = children.flatMap((child) => below(nodeIn(tree, child.regionId) ?? { ...child, children: [] }))
  return [wireRegion(region), ...children.map(wireRegion), ...nested]
}

export const regionMethods = [
  method({
    ...open,
    name: 'get.region.list',
    title: '获取指定Id下的子节点(不包含本身)',
    params: z.object({ region_id: param.maybeInt(0), ...all }),
    run: async ({ ctx, input }) => ((await orNull(listRegions(ctx, { parentId: input.region_id ?? 0 })))?.regions ?? []).map(wireRegion),
  }),
  method({
    ...open,
    name: 'get.region.son.list',
    title: '获取指定Id下的所有子节点(包含本身)',
    params: z.object({ region_id: param.ids, ...all }),
    async run({ ctx, input }) {
      const { regions } = await regionTree(ctx, { depth: TREE_DEPTH })
      const found = await Promise.all([...new Set(input.region_id)].map((id) => orNull(withAllBelow(ctx, id, regions))))
      return [...new Map(found.flatMap((list) => list ?? []).map((region) => [region.region_id, region])).values()]
    },
  }),
  method({
    ...open,
    name: 'get.region.item',
    title: '获取指定区域',
    params: z.object({ region_id: param.int(1), ...all }),
    async run({ ctx, input }) {
      const found = await orNull(getRegion(ctx, { regionId: input.region_id }))
      return found && wireRegion(found.region)
    },
  }),
  method({
    ...open,
    name: 'get.region.name',
    title: '根据区域编号获取区域名称',
    params: z.object({ region_id: param.ids }),
    async run({ ctx, input }) {
      const paths = await Promise.all(input.region_id.map((id) => regionPath(ctx, id)))
      return fullName(paths.flatMap((path) => path.slice(-1)))
    },
  }),
]
