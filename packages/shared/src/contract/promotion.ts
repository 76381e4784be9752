import { z } from 'zod'
import { PackageItem } from './cart.ts'
import { fen, int, text, time } from './fields.ts'

/** 超值礼包. */
export const Package = z.object({
  activityId: int.meta({ wireName: 'act_id' }),
  packageName: text,
  activityDesc: text.meta({ wireName: 'act_desc' }),
  startTime: time,
  endTime: time,
  status: z.enum(['pre_start', 'under_way', 'finished', 'canceled']),
  packagePriceFen: fen,
  marketPackageFen: fen,
  /** What its contents cost this caller by rank when they are bought one by one. */
  subtotalFen: fen,
  savingFen: fen,
  goodsList: z.array(PackageItem),
  /** Packages that can still be put together. */
  stock: int,
})
export type Package = z.output<typeof Package>
