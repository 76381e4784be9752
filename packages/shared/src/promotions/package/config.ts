import { z } from 'zod'

const MAX_INT = 2_147_483_647
const MAX_DESCRIPTION = 2000

/** 超值礼包: its contents are rows of their own (PromotionGoods). */
export const PackageConfig = z.object({
  priceFen: z.int().min(1).max(MAX_INT),
  description: z.string().trim().max(MAX_DESCRIPTION).default(''),
})
export type PackageConfig = z.output<typeof PackageConfig>
