import { ShopError } from '@xiaopu/shared/errors'
import { addRegion, changeRegion, fullName, getRegion, listRegions, regionPath, regionTree, removeRegions, type SortedNode } from '@xiaopu/shared/regions'
import { z } from 'zod'
import { Refused } from '../../gateway/index.ts'
import { type CareyCtx, done, method, orNull } from '../method.ts'
import { param } from '../read-params.ts'

const [USUAL_SORT, MAX_SORT, MAX_NAME] = [50, 255, 120]
const TREE_DEPTH = 3
const FAILURE = 500
const open = { controller: 'region', auth: 'none', write: false } as const
const writing = { controller: 'region', auth: 'required', who: ['admin'], permission: 'shop.shipping', write: true } as const
const sort = param.maybeInt(0, MAX_SORT)
const all = { region_all: param.maybeFlag }

interface WireRegion { region_id: number, parent_id: number, region_name: string, sort: number }

function wireRegion({ regionId, parentId, regionName, sortOrder }: { regionId: number, parentId: number, regionName: string, sortOrder: number }): WireRegion {
  return { region_id: regionId, parent_id: parentId, region_name: regionName, sort: sortOrder }
}

/** In the shop's order, then by number. */
const inOrder = (regions: readonly WireRegion[]): WireRegion[] => regions.toSorted((a, b) => a.sort - b.sort || a.region_id - b.region_id)

function nodeIn(nodes: readonly SortedNode[], regionId: number): SortedNode | null {
  for (const node of nodes) {
    const found = node.regionId === regionId ? node : nodeIn(node.children, regionId)
    if (found) return found
  }
  return null
}

function below(node: SortedNode): WireRegion[] {
  return node.children.flatMap((child) => [wireRegion({ ...child, parentId: node.regionId }), ...below(child)])
}

/** A region and what lies below it, down to the districts; of a district its towns. */
async function withAllBelow(ctx: CareyCtx, regionId: number, tree: readonly SortedNode[]): Promise<WireRegion[]> {
  const region = (await regionPath(ctx, regionId)).at(-1)
  if (!region) throw new ShopError('NOT_FOUND')
  const node = nodeIn(tree, regionId)
  if (node && node.children.length > 0) return [wireRegion(region), ...below(node)]
  const children = (await listRegions(ctx, { parentId: regionId })).regions
  const nested = children.flatMap((child) => below(nodeIn(tree, child.regionId) ?? { ...child, children: [] }))
  return [wireRegion(region), ...children.map(wireRegion), ...nested]
}

async function removed(ctx: CareyCtx, ids: readonly number[]): Promise<void> {
  try {
    await removeRegions(ctx, ids)
  } catch (error) {
    throw error instanceof ShopError && error.word === 'CONFLICT' ? new Refused('CONFLICT', FAILURE, '请先删除下级区域', 'region_id') : error
  }
}

export const regionMethods = [
  method({
    ...open,
    name: 'get.region.list',
    title: '获取指定Id下的子节点(不包含本身)',
    params: z.object({ region_id: param.maybeInt(0), ...all }),
    run: async ({ ctx, input }) => inOrder(((await orNull(listRegions(ctx, { parentId: input.region_id ?? 0 })))?.regions ?? []).map(wireRegion)),
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
      if (!found || (found.region.isDeleted && !input.region_all)) return null
      return wireRegion(found.region)
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
  method({
    ...writing,
    name: 'add.region.item',
    title: '添加一个区域',
    params: z.object({ parent_id: param.int(0), region_name: param.words(MAX_NAME), sort }),
    async run({ ctx, input: { parent_id: parentId, region_name: name, sort: sortOrder = USUAL_SORT } }) {
      return { parent_id: parentId, region_name: name, sort: sortOrder, region_id: await addRegion(ctx, { parentId, name, sortOrder }) }
    },
  }),
  method({
    ...writing,
    name: 'set.region.item',
    title: '编辑一个区域',
    params: z.object({ region_id: param.int(1), region_name: param.words(MAX_NAME).optional(), sort }),
    async run({ ctx, input: { region_id: regionId, region_name: name, sort: sortOrder } }) {
      await changeRegion(ctx, regionId, { name, sortOrder })
      return { region_id: regionId, ...name === undefined ? {} : { region_name: name }, ...sortOrder === undefined ? {} : { sort: sortOrder } }
    },
  }),
  method({ ...writing, name: 'del.region.list', title: '批量删除区域', params: z.object({ region_id: param.ids }), run: ({ ctx, input }) => done(removed(ctx, input.region_id)) }),
  method({
    ...writing,
    name: 'set.region.sort',
    title: '设置区域排序',
    params: z.object({ region_id: param.int(1), sort: param.int(0, MAX_SORT) }),
    run: ({ ctx, input }) => done(changeRegion(ctx, input.region_id, { sortOrder: input.sort })),
  }),
]
