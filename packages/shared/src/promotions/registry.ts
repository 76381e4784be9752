import type { z } from 'zod'
import { FavourableConfig } from './favourable/config.ts'
import { PackageConfig } from './package/config.ts'

export interface PromotionKind {
  title: string
  /** What the merchant sets; kept in the promotion's `config`. */
  config: z.ZodType
}

/** Every kind of promotion the shop knows: a line here, a folder beside. */
export const PROMOTION_KINDS = {
  favourable: { title: '优惠活动', config: FavourableConfig },
  package: { title: '超值礼包', config: PackageConfig },
} as const satisfies Record<string, PromotionKind>

export type PromotionKindName = keyof typeof PROMOTION_KINDS
