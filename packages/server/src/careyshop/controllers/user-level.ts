import { ranksForStaff, type RankUse, type RankForm } from '@xiaopu/shared/accounts'
import { z } from 'zod'
import { method } from '../method.ts'
import { param } from '../read-params.ts'

const staff = { controller: 'user_level', auth: 'required', who: ['admin'], permission: 'users.view', write: false } as const

/** Ranks here are earned by points, not by what was spent. */
function wireLevel({ id, name, minPoints, discountPercent }: RankForm & Partial<RankUse>): object {
  return { user_level_id: id, name, amount: minPoints, discount: discountPercent, description: '' }
}

export const userLevelMethods = [
  method({ ...staff, name: 'get.user.level.list', title: '获取账号等级列表', params: z.object({}), run: async ({ ctx }) => (await ranksForStaff(ctx)).map(wireLevel) }),
  method({
    ...staff,
    name: 'get.user.level.item',
    title: '获取一个账号等级',
    params: z.object({ user_level_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = (await ranksForStaff(ctx)).find(({ id }) => id === input.user_level_id)
      return found ? wireLevel(found) : null
    },
  }),
]
