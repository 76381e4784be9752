import { z } from 'zod'
import { readAffiliate } from '@xiaopu/shared/affiliate'
import { addBonus, listBonuses } from '@xiaopu/shared/bonuses'
import { AffiliateItem, AffiliateLevel, BonusItem, fen, flag, int, pagedInput, pagedOutput, picture, text } from '@xiaopu/shared/contract'
import { router, shopperProcedure } from '../trpc.ts'
import { accountPorts } from './user-ports.ts'

export const bonusRouter = router({
  get: shopperProcedure
    .meta({ method: 'ectouch.user.bonus.get', title: '会员红包列表', write: false })
    .input(pagedInput({
      status: z.enum(['all', 'unused', 'not_started', 'used', 'expired']).default('all'),
    }))
    .output(pagedOutput({
      items: z.array(BonusItem),
    }))
    .query(({ ctx, input }) => listBonuses(ctx, input)),
  add: shopperProcedure
    .meta({ method: 'ectouch.user.bonus.add', title: '添加一个红包', write: true, errors: ['BONUS_UNAVAILABLE', 'BONUS_EXPIRED', 'BONUS_OWNED', 'BONUS_TAKEN'] })
    .input(z.strictObject({
      bonusSn: text.min(1).max(20),
    }))
    .output(z.object({
      bonus: BonusItem,
    }))
    .mutation(async ({ ctx, input }) => ({ bonus: await addBonus(ctx, input) })),
})

export const affiliateProcedure = shopperProcedure
  .meta({ method: 'ectouch.user.affiliate', title: '用户推荐分享', write: false, errors: ['NOT_FOUND'] })
  .input(pagedInput({
    goodsId: int.min(1).optional(),
  }))
  .output(pagedOutput({
    enabled: flag,
    shareUrl: text,
    shareTitle: text,
    shareImage: picture,
    intro: text,
    levels: z.array(AffiliateLevel),
    totalMoneyFen: fen,
    pendingMoneyFen: fen,
    totalPoint: int,
    items: z.array(AffiliateItem),
  }))
  .query(({ ctx, input }) => readAffiliate(ctx, input, accountPorts(ctx)))
