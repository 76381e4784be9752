import { z } from 'zod'
import { PackageItem } from './cart.ts'
import { BONUS_KIND } from './checkout.ts'
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

/** 优惠券: a kind of bonus that shoppers claim. */
export const CouponType = z.object({
  ...BONUS_KIND,
  sendStartDate: time,
  sendEndDate: time,
  validMode: z.enum(['range', 'days']),
  useStartDate: time,
  useEndDate: time,
  validDays: int,
  /** 0: without limit. */
  total: int,
  issued: int,
  limitPerUser: int,
  myClaimed: int,
  state: z.enum(['claimable', 'claimed', 'sold_out', 'not_open', 'not_allowed']),
})
export type CouponType = z.output<typeof CouponType>
