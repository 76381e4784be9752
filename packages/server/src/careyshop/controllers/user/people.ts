import { closeUser, disableUser, MEMBER_SORTS, membersByIds, prepareUser, refuseMobileInUse, refuseNameInUse, resetByNameAndCode, searchMembers, signUp, updateProfile, useCode } from '@xiaopu/shared/accounts'
import { inTransaction } from '@xiaopu/shared/database'
import { ShopError } from '@xiaopu/shared/errors'
import { audit, withAuditTrail } from '@xiaopu/shared/staff'
import { z } from 'zod'
import { accountPorts } from '../../../store/user-ports.ts'
import { type CareyCtx, done, method, pageOf } from '../../method.ts'
import { ordered } from '../../param-kinds.ts'
import { param } from '../../read-params.ts'
import { CUSTOMERS, wireMember } from '../../user-shape.ts'
import { bit } from '../../wire.ts'
import { changeMembers } from './change-member.ts'

const [LEAST_NAME, MOST_NAME, LEAST_PASSWORD, MOST_PASSWORD, MAX_NICKNAME, MAX_PICTURE, LEAST_MOBILE, MAX_MOBILE, MAX_ACCOUNT, DIGITS] = [4, 20, 6, 64, 50, 255, 7, 15, 80, 6]
const open = { controller: 'user', auth: 'none', isCostly: true } as const
const staff = { controller: 'user', auth: 'required', who: ['admin'] } as const
const password = param.words(MOST_PASSWORD, LEAST_PASSWORD)
const username = param.words(MOST_NAME, LEAST_NAME)
const mobile = param.words(MAX_MOBILE, LEAST_MOBILE)
const code = param.words(DIGITS, DIGITS)
const [FIRST_SORT, ...OTHER_SORTS] = MEMBER_SORTS

function refuseUnlike(input: { password: string, password_confirm: string }): void {
  if (input.password !== input.password_confirm) throw new ShopError('PARAM_INVALID', { field: 'password_confirm' })
}

const newUser = z.object({
  username, password, password_confirm: password, mobile,
  group_id: param.maybeInt(1),
  nickname: param.text(MAX_NICKNAME).default(''),
  head_pic: param.text(MAX_PICTURE).default(''),
  sex: param.maybeInt(0, 2),
  birthday: param.maybeDay,
  code: param.maybeWords(DIGITS, DIGITS),
})
type NewUser = z.output<typeof newUser>

/** The code of this convention proves the number, whatever the shop's own sign-up asks for. */
async function signUpByCode(ctx: CareyCtx, input: NewUser): Promise<void> {
  if (input.code === undefined) throw new ShopError('PARAM_MISSING', { field: 'code' })
  const ports = { ...accountPorts(ctx), useMobileCode: (tx: Parameters<typeof useCode>[0], sent: { mobileKey: string, code: string }) => useCode(tx, { target: sent.mobileKey, purpose: 'program', code: sent.code }, ctx) }
  const { user } = await signUp(ctx, { userName: input.username, password: input.password, mobilePhone: input.mobile, mobileCode: input.code, nickName: input.nickname, agreement: true, mustProve: true, parentId: 0 }, ports)
  if (input.sex === undefined && input.birthday === undefined) return
  const own: CareyCtx = { ...ctx, actor: { kind: 'shopper', userId: user.userId, sessionId: 0, appId: ctx.app?.id ?? 0, ip: ctx.ip } }
  await updateProfile(own, { ...(input.sex === undefined ? {} : { sex: input.sex }), ...(input.birthday === undefined ? {} : { birthday: input.birthday }) }, ports)
}

async function addByStaff(ctx: CareyCtx, input: NewUser): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'staff' || !(actor.permissions.includes('*') || actor.permissions.includes('users.edit'))) throw new ShopError('FORBIDDEN')
  if (input.group_id !== undefined && input.group_id !== CUSTOMERS) throw new ShopError('PARAM_INVALID', { field: 'group_id' })
  const write = await prepareUser(ctx, { userName: input.username, password: input.password, mobile: input.mobile, nickName: input.nickname })
  await inTransaction({ ...ctx, actor: withAuditTrail(actor, ctx.requestId) }, async (tx) => {
    const { id, name } = await write(tx)
    await audit(tx, { action: 'user.create', targetKind: 'user', targetId: id, targetName: name })
  })
}

export const peopleMethods = [
  method({
    controller: 'user',
    auth: 'optional',
    who: ['admin', 'user'],
    write: true,
    isCostly: true,
    name: 'add.user.item',
    title: '注册一个新账号',
    params: newUser,
    run({ ctx, input }) {
      refuseUnlike(input)
      return done(ctx.actor.kind === 'staff' ? addByStaff(ctx, input) : signUpByCode(ctx, input))
    },
  }),
  method({
    ...open,
    write: true,
    name: 'find.user.password',
    title: '忘记密码',
    params: z.object({ code, username, mobile, password, password_confirm: password }),
    run({ ctx, input }) {
      refuseUnlike(input)
      return done(resetByNameAndCode(ctx, { userName: input.username, mobile: input.mobile, code: input.code, newPassword: input.password }, ctx))
    },
  }),
  method({ ...open, write: false, name: 'check.user.username', title: '验证账号是否合法', params: z.object({ username }), run: ({ ctx, input }) => done(refuseNameInUse(ctx, input.username)) }),
  method({ ...open, write: false, name: 'check.user.mobile', title: '验证账号手机是否合法', params: z.object({ mobile }), run: ({ ctx, input }) => done(refuseMobileInUse(ctx, input.mobile)) }),
  method({
    ...staff,
    permission: 'users.view',
    write: false,
    name: 'get.user.list',
    title: '获取账号列表',
    params: z.object({ user_level_id: param.maybeInt(1), group_id: param.maybeInt(1), account: param.text(MAX_ACCOUNT).default(''), status: param.maybeFlag, ...param.page, ...ordered([FIRST_SORT ?? 'user_id', ...OTHER_SORTS], 'user_id') }),
    async run({ ctx, input }) {
      if (input.group_id !== undefined && input.group_id !== CUSTOMERS) return pageOf([], 0)
      const { items, total } = await searchMembers(ctx, {
        ids: null,
        account: input.account,
        rankId: input.user_level_id ?? 0,
        isDisabled: input.status === undefined ? null : !input.status,
        sort: input.order_field,
        isAscending: input.order_type === 'asc',
      }, { pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map((member) => wireMember(member, ctx)), total)
    },
  }),
  method({
    ...staff,
    permission: 'users.view',
    write: false,
    name: 'get.user.select',
    title: '获取指定账号的基础数据',
    params: z.object({ client_id: param.ids }),
    run: async ({ ctx, input }) => (await membersByIds(ctx, input.client_id)).map(({ id, name, nickName, mobile: number, isDisabled }) => ({ user_id: id, username: name, nickname: nickName, mobile: number, status: bit(!isDisabled) })),
  }),
  method({
    ...staff,
    permission: 'users.edit',
    write: true,
    name: 'set.user.status',
    title: '批量设置账号状态',
    params: z.object({ client_id: param.ids, status: param.flag }),
    run: ({ ctx, input }) => done(changeMembers(ctx, input.status ? 'enable' : 'disable', input.client_id, (tx, userId) => disableUser(tx, { userId, isDisabled: !input.status }))),
  }),
  method({ ...staff, permission: 'users.edit', write: true, name: 'del.user.list', title: '批量删除账号', params: z.object({ client_id: param.ids }), run: ({ ctx, input }) => done(changeMembers(ctx, 'close', input.client_id, closeUser)) }),
]
