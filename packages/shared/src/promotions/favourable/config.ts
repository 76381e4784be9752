import { z } from 'zod'

const MAX_INT = 2_147_483_647
const id = z.int().min(0).max(MAX_INT)
const fen = z.int().min(0).max(MAX_INT)
const WHOLE_BASIS_POINTS = 10_000

const common = {
  /** 0 stands for visitors and for users without a rank. */
  rankIds: z.array(id).min(1).max(200),
  /** 0 everything, 1 categories with what is below them, 2 brands, 3 products. */
  range: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).default(0),
  rangeIds: z.array(id).max(1000).default([]),
  minAmountFen: fen.default(0),
  /** 0: no upper bound. */
  maxAmountFen: fen.default(0),
}

export const FavourableGift = z.object({ goodsId: id.min(1), priceFen: fen.default(0) })
export type FavourableGift = z.output<typeof FavourableGift>

/** 优惠活动: gifts, money off, or a percentage still paid. Parsed when the merchant saves and again when it is read. */
export const FavourableConfig = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal(0), /** How many may be taken, 0: all. */ giftLimit: z.int().min(0).max(100).default(0), gifts: z.array(FavourableGift).min(1).max(100) }),
  z.object({ ...common, type: z.literal(1), offFen: fen.min(1) }),
  z.object({ ...common, type: z.literal(2), payBasisPoints: z.int().min(1).max(WHOLE_BASIS_POINTS - 1) }),
])
  .refine((config) => config.range === 0 || config.rangeIds.length > 0, { path: ['rangeIds'], message: 'a range needs its ids' })
  .refine((config) => config.maxAmountFen === 0 || config.maxAmountFen >= config.minAmountFen, { path: ['maxAmountFen'], message: 'below the least amount' })
  .refine((config) => config.type !== 0 || new Set(config.gifts.map((gift) => gift.goodsId)).size === config.gifts.length, { path: ['gifts'], message: 'a gift stands there twice' })
export type FavourableConfig = z.output<typeof FavourableConfig>
