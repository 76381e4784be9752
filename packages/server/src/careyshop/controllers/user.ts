import { changePassword, endAllSessions, getOwnUser, signIn, updateProfile } from '@xiaopu/shared/accounts'
import type { User } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import { endCallToken, issueCallToken } from '@xiaopu/shared/platform'
import { z } from 'zod'
import { isoToGmt8 } from '../../gateway/index.ts'
import { accountPorts } from '../../store/user-ports.ts'
import { type CareyCtx, done, method } from '../method.ts'
import { param } from '../read-params.ts'
import { entering, refreshed, refreshParams, signInTraits, wireTokens } from '../sign-in.ts'
import { absolute, bit, yuan } from '../wire.ts'

/** CareyShop's group of customers. */
const CUSTOMERS = 3
const [LEAST_PASSWORD, MOST_PASSWORD, MAX_NICKNAME] = [6, 64, 50]
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

function wireUser(user: User, ctx: CareyCtx): object {
  return {
    ...wireAccount(user, ctx),
    get_user_level: { name: user.rankName, discount: user.discount },
    get_user_money: {
      total_money: yuan(user.balanceFen + user.frozenMoneyFen),
      balance: yuan(user.balanceFen),
      lock_balance: yuan(user.frozenMoneyFen),
      points: user.points,
      lock_points: 0,
    },
  }
}

const reading = { ...own, write: false, run: async ({ ctx }: { ctx: CareyCtx }) => wireUser((await getOwnUser(ctx)).user, ctx) } as const
const password = param.words(MOST_PASSWORD, LEAST_PASSWORD)

/** A shopper is himself, whatever `client_id` says. */
export const userMethods = [
  method({ ...reading, name: 'get.user.item', title: '获取一个账号', params: z.object({ client_id: param.int(1) }) }),
  method({ ...reading, name: 'get.user.info', title: '获取账号资料', params: z.object({}) }),
  method({
    ...own,
    name: 'set.user.item',
    title: '编辑一个账号',
    params: z.object({ client_id: param.int(1), nickname: param.maybeWords(MAX_NICKNAME), sex: param.maybeInt(0, 2), birthday: param.maybeDay }),
    async run({ ctx, input: { nickname: nickName, sex, birthday } }) {
      const change = { ...(nickName === undefined ? {} : { nickName }), ...(sex === undefined ? {} : { sex }), ...(birthday === undefined ? {} : { birthday }) }
      return wireUser((await updateProfile(ctx, change, accountPorts(ctx))).user, ctx)
    },
  }),
  method({
    ...own,
    name: 'set.user.password',
    title: '修改一个账号密码',
    isCostly: true,
    params: z.object({ client_id: param.int(1), password, password_confirm: password, password_old: param.maybeWords(MOST_PASSWORD, LEAST_PASSWORD) }),
    async run({ ctx, input }) {
      if (input.password !== input.password_confirm) throw new ShopError('PARAM_INVALID', { field: 'password_confirm' })
      await changePassword(ctx, { newPassword: input.password, ...(input.password_old === undefined ? {} : { oldPassword: input.password_old }) })
      if (ctx.actor.kind === 'shopper') await endAllSessions(ctx, ctx.actor.userId) // the session it hands out is of no use here
      return true
    },
  }),
  method({
    ...signInTraits,
    name: 'login.user.user',
    controller: 'user',
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
