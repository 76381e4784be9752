import { z } from 'zod'
import { int, Region, RegionNode, text } from '@xiaopu/shared/contract'
import { getRegion, listRegions, regionTree, searchRegions } from '@xiaopu/shared/regions'
import { publicProcedure, router } from '../trpc.ts'
import { smsRouter } from './tool-sms.ts'

export const toolRouter = router({
  sms: smsRouter,
  region: router({
    list: publicProcedure
      .meta({ method: 'ectouch.tool.region', action: 'list', isDefaultAction: true, title: '下级地区', write: false, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        parentId: int.default(1),
        regionType: int.min(0).max(4).optional(),
      }))
      .output(z.object({
        regions: z.array(Region),
        version: text,
      }))
      .query(({ ctx, input }) => listRegions(ctx, input)),
    get: publicProcedure
      .meta({ method: 'ectouch.tool.region', action: 'get', title: '地区及上级', write: false, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        regionId: int,
      }))
      .output(z.object({
        region: Region,
        path: z.array(Region),
        fullName: text,
      }))
      .query(({ ctx, input }) => getRegion(ctx, input)),
    tree: publicProcedure
      .meta({ method: 'ectouch.tool.region', action: 'tree', title: '省市区三级树', write: false })
      .input(z.strictObject({
        depth: int.min(1).max(3).default(3),
        version: text.max(40).optional(),
      }))
      .output(z.object({
        regions: z.array(RegionNode),
        version: text,
      }))
      .query(({ ctx, input }) => regionTree(ctx, input)),
    search: publicProcedure
      .meta({ method: 'ectouch.tool.region', action: 'search', title: '搜索地区', write: false })
      .input(z.strictObject({
        keyword: text.min(1).max(20),
        limit: int.min(1).max(50).default(20),
      }))
      .output(z.object({
        regions: z.array(Region),
      }))
      .query(({ ctx, input }) => searchRegions(ctx, input)),
  }),
})
