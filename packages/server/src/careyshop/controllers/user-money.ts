import { getOwnUser } from '@xiaopu/shared/accounts'
import { z } from 'zod'
import { method } from '../method.ts'
import { actingFor } from '../on-behalf.ts'
import { param } from '../read-params.ts'
import { wireMoney } from '../user-shape.ts'

export const userMoneyMethods = [
  method({
    controller: 'user_money',
    auth: 'required',
    who: ['admin', 'user'],
    permission: 'users.view',
    write: false,
    name: 'get.user.money.info',
    title: '获取指定账号资金信息',
    params: z.object({ client_id: param.int(1) }),
    async run({ ctx, input }) {
      const { user } = await getOwnUser(await actingFor(ctx, input.client_id))
      return wireMoney({ balanceFen: user.balanceFen, frozenFen: user.frozenMoneyFen, points: user.points })
    },
  }),
]
