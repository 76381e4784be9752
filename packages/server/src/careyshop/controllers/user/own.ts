import { bindContact, changePassword, editUser, endAllSessions, getOwnUser, membersByIds, passwordForUser, setUserPassword, signIn, updateProfile } from '@xiaopu/shared/accounts'
import { ShopError } from '@xiaopu/shared/errors'
import { endCallToken, issueCallToken } from '@xiaopu/shared/platform'
import { z } from 'zod'
import { accountPorts } from '../../../store/user-ports.ts'
import { type CareyCtx, done, method } from '../../method.ts'
import { param } from '../../read-params.ts'
import { entering, refreshed, refreshParams, signInTraits, wireTokens } from '../../sign-in.ts'
import { CUSTOMERS, wireAccount, wireMember, wireUser } from '../../user-shape.ts'
import { changeMember } from './change-member.ts'

const [LEAST_PASSWORD, MOST_PASSWORD, MAX_NICKNAME, MAX_PICTURE, LEAST_MOBILE, MAX_MOBILE, MAX_EMAIL, DIGITS] = [6, 64, 50, 255, 7, 15, 60, 6]
const own = { controller: 'user', auth: 'required', who: ['user'], write: true } as const
const shared = { ...own, who: ['admin', 'user'], permission: 'users.edit' } as const
const reading = { ...shared, permission: 'users.view', write: false } as const
const password = param.words(MOST_PASSWORD, LEAST_PASSWORD)

/** A shopper reads himself, staff the member it names; nobody is null. */
async function read(ctx: CareyCtx, clientId: number): Promise<object | null> {
  if (ctx.actor.kind !== 'staff') return wireUser((await getOwnUser(ctx)).user, ctx)
  const [member] = await membersByIds(ctx, [clientId])
  return member ? wireMember(member, ctx) : null
}

/** Staff may disable and set a password as well. Groups are CareyShop's own: shoppers stay in theirs. */
async function editByStaff(ctx: CareyCtx, { userId, password: newPassword, ...edit }: Parameters<typeof editUser>[1] & { password?: string | undefined }): Promise<object | null> {
  const passwordHash = newPassword === undefined ? null : await passwordForUser(ctx, { userId, password: newPassword })
  await changeMember(ctx, 'update', userId, (tx) => editUser(tx, { userId, ...edit }))
  if (passwordHash !== null) await changeMember(ctx, 'setPassword', userId, (tx) => setUserPassword(tx, { userId, passwordHash }))
  return read(ctx, userId)
}

/** A shopper is himself, whatever `client_id` says. */
export const ownUserMethods = [
  method({ ...reading, name: 'get.user.item', title: '获取一个账号', params: z.object({ client_id: param.int(1) }), run: ({ ctx, input }) => read(ctx, input.client_id) }),
  method({
    ...reading,
    name: 'get.user.info',
    title: '获取账号资料',
    params: z.object({ client_id: param.maybeInt(1) }),
    run({ ctx, input }) {
      if (ctx.actor.kind === 'staff' && input.client_id === undefined) throw new ShopError('PARAM_MISSING', { field: 'client_id' })
      return read(ctx, input.client_id ?? 0)
    },
  }),
  method({
    ...shared,
    name: 'set.user.item',
    title: '编辑一个账号',
    params: z.object({ client_id: param.int(1), password: param.maybeWords(MOST_PASSWORD, LEAST_PASSWORD), nickname: param.maybeWords(MAX_NICKNAME), head_pic: param.text(MAX_PICTURE).optional(), sex: param.maybeInt(0, 2), birthday: param.maybeDay, group_id: param.maybeInt(1), status: param.maybeFlag }),
    async run({ ctx, input: { client_id: userId, nickname: nickName, sex, birthday, status, password: newPassword } }) {
      if (ctx.actor.kind === 'staff') return editByStaff(ctx, { userId, nickName, sex, birthday, password: newPassword, ...(status === undefined ? {} : { isDisabled: !status }) })
      const change = { ...(nickName === undefined ? {} : { nickName }), ...(sex === undefined ? {} : { sex }), ...(birthday === undefined ? {} : { birthday }) }
      return wireUser((await updateProfile(ctx, change, accountPorts(ctx))).user, ctx)
    },
  }),
  method({
    ...shared,
    name: 'set.user.password',
    title: '修改一个账号密码',
    isCostly: true,
    params: z.object({ client_id: param.int(1), password, password_confirm: password, password_old: param.maybeWords(MOST_PASSWORD, LEAST_PASSWORD) }),
    async run({ ctx, input }) {
      const { client_id: userId } = input
      if (input.password !== input.password_confirm) throw new ShopError('PARAM_INVALID', { field: 'password_confirm' })
      if (ctx.actor.kind === 'staff') {
        const passwordHash = await passwordForUser(ctx, { userId, password: input.password })
        return done(changeMember(ctx, 'setPassword', userId, (tx) => setUserPassword(tx, { userId, passwordHash })))
      }
      await changePassword(ctx, { newPassword: input.password, ...(input.password_old === undefined ? {} : { oldPassword: input.password_old }) })
      if (ctx.actor.kind === 'shopper') await endAllSessions(ctx, ctx.actor.userId) // the session it hands out is of no use here
      return true
    },
  }),
  method({
    ...own,
    name: 'set.user.bind',
    title: '账号绑定手机或邮箱',
    isCostly: true,
    params: z.object({ mobile: param.maybeWords(MAX_MOBILE, LEAST_MOBILE), email: param.maybeWords(MAX_EMAIL), code: param.words(DIGITS, DIGITS) }),
    run: ({ ctx, input }) => done(bindContact(ctx, input, ctx)),
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
  method({ ...own, name: 'logout.user.user', title: '注销账号', params: z.object({ client_id: param.int(1) }), run: ({ ctx }) => done(endCallToken(ctx, ctx.tokenId)) }),
  method({ ...own, name: 'refresh.user.token', title: '刷新Token', answerHolds: 'a token', params: refreshParams, run: ({ ctx, input }) => refreshed(ctx, CUSTOMERS, input.refresh) }),
]
