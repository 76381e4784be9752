import { signIn } from '@xiaopu/shared/accounts'
import type { User } from '@xiaopu/shared/contract'
import { endCallToken, issueCallToken } from '@xiaopu/shared/platform'
import { z } from 'zod'
import { isoToGmt8 } from '../../gateway/index.ts'
import { accountPorts } from '../../store/user-ports.ts'
import { type CareyCtx, done, method } from '../method.ts'
import { param } from '../read-params.ts'
import { entering, refreshed, refreshParams, signInParams, wireTokens } from '../sign-in.ts'
import { absolute, bit } from '../wire.ts'

/** CareyShop's group of customers. */
const CUSTOMERS = 3
const own = { controller: 'user', auth: 'required', who: ['user'], write: true } as const

function wireAccount(user: User, { ip, baseUrl }: CareyCtx): object {
  return {
    user_id: user.userId,
    username: user.userName,
    mobile: user.mobilePhone,
    is_mobile: bit(user.mobileValidated),
    email: user.email,
    is_email: bit(user.isValidated),
    nickname: user.nickName,
    head_pic: absolute(user.avatar, baseUrl),
    sex: user.sex,
    birthday: user.birthday,
    user_level_id: user.rankId,
    user_address_id: user.addressId,
    group_id: CUSTOMERS,
    last_login: isoToGmt8(user.lastLogin),
    last_ip: ip,
    status: 1,
    create_time: isoToGmt8(user.signedUpAt),
    update_time: isoToGmt8(user.signedUpAt),
  }
}

export const userMethods = [
  method({
    name: 'login.user.user',
    controller: 'user',
    title: '登录账号',
    auth: 'none',
    write: true,
    needsAppKey: true,
    isCostly: true,
    answerHolds: 'a token',
    params: signInParams,
    run: ({ ctx, input }) => entering(ctx, input, async (guest) => {
      const { session, user } = await signIn(guest, { userName: input.username, password: input.password, device: input.platform }, accountPorts(guest))
      const tokens = await issueCallToken(guest, { kind: 'shopper', session }, input.platform)
      return { user: wireAccount(user, ctx), token: wireTokens(CUSTOMERS, tokens) }
    }),
  }),
  method({
    ...own,
    name: 'logout.user.user',
    title: '注销账号',
    params: z.object({ client_id: param.int(1) }),
    run: ({ ctx }) => done(endCallToken(ctx, ctx.tokenId)),
  }),
  method({
    ...own,
    name: 'refresh.user.token',
    title: '刷新Token',
    answerHolds: 'a token',
    params: refreshParams,
    run: ({ ctx, input }) => refreshed(ctx, CUSTOMERS, input.refresh),
  }),
]
