import { randomInt } from 'node:crypto'
import { ShopError } from '@xiaopu/shared/errors'
import { changeOwnPassword, createMember, deleteMembers, listMembers, type MemberView, proveMemberPassword, resetMemberPassword, setMembersDisabled, updateMember } from '@xiaopu/shared/staff'
import { z } from 'zod'
import { type CareyCtx, done, method, pageOf } from '../../method.ts'
import { ordered } from '../../param-kinds.ts'
import { param } from '../../read-params.ts'
import { pageOfAll } from '../../sorted.ts'
import { wireStaff } from '../../staff-shape.ts'
import { bit } from '../../wire.ts'

const [LEAST_NAME, MOST_NAME, LEAST_PASSWORD, MOST_PASSWORD, MAX_NICKNAME, MAX_PICTURE, MAX_ACCOUNT, NEW_LENGTH] = [4, 20, 6, 64, 50, 255, 80, 12]
const own = { controller: 'admin', auth: 'required', who: ['admin'] } as const
const staff = { ...own, permission: 'staff.manage' } as const
const password = param.words(MOST_PASSWORD, LEAST_PASSWORD)
const byId = z.object({ client_id: param.int(1) })
/** Without letters and digits that look alike. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

const newPassword = (): string => Array.from({ length: NEW_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')

function refuseUnlike(input: { password: string, password_confirm: string }): void {
  if (input.password !== input.password_confirm) throw new ShopError('PARAM_INVALID', { field: 'password_confirm' })
}

async function memberOrThrow(ctx: CareyCtx, id: number): Promise<MemberView> {
  const found = (await listMembers(ctx)).find((one) => one.id === id)
  if (!found) throw new ShopError('NOT_FOUND')
  return found
}

const SORTS: Record<'admin_id' | 'username' | 'group_id' | 'nickname' | 'last_login' | 'status' | 'create_time' | 'update_time', (view: MemberView) => string | number> = {
  admin_id: ({ id }) => id,
  username: ({ name }) => name,
  group_id: ({ roleId }) => roleId,
  nickname: ({ displayName }) => displayName,
  last_login: ({ lastSignInAt }) => lastSignInAt,
  status: ({ isDisabled }) => bit(!isDisabled),
  create_time: ({ createdAt }) => createdAt,
  update_time: ({ createdAt }) => createdAt,
}

const isLike = (text: string, part: string): boolean => text.toLowerCase().includes(part.trim().toLowerCase())

/** One's own, or a colleague's with the right to manage them; the present one has to be known either way. */
async function setPassword(ctx: CareyCtx, id: number, { oldPassword, password: wanted }: { oldPassword: string, password: string }): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new ShopError('FORBIDDEN')
  if (actor.staffId === id) return changeOwnPassword(ctx, actor, '', { oldPassword, newPassword: wanted })
  if (!actor.permissions.includes('*') && !actor.permissions.includes('staff.manage')) throw new ShopError('FORBIDDEN')
  await proveMemberPassword(ctx, id, oldPassword)
  await resetMemberPassword(ctx, id, wanted)
}

export const colleagueMethods = [
  method({
    ...own,
    write: true,
    isCostly: true,
    name: 'set.admin.password',
    title: '修改一个账号密码',
    params: byId.extend({ password, password_confirm: password, password_old: password }),
    run({ ctx, input }) {
      refuseUnlike(input)
      return done(setPassword(ctx, input.client_id, { oldPassword: input.password_old, password: input.password }))
    },
  }),
  method({
    ...staff,
    write: true,
    name: 'add.admin.item',
    title: '添加一个账号',
    params: z.object({ username: param.words(MOST_NAME, LEAST_NAME), password, password_confirm: password, group_id: param.int(1), nickname: param.words(MAX_NICKNAME), head_pic: param.text(MAX_PICTURE).default('') }),
    async run({ ctx, input }) {
      refuseUnlike(input)
      return wireStaff(await createMember(ctx, { name: input.username, password: input.password, displayName: input.nickname, roleId: input.group_id }))
    },
  }),
  method({
    ...staff,
    write: true,
    name: 'set.admin.item',
    title: '编辑一个账号',
    params: byId.extend({ nickname: param.maybeWords(MAX_NICKNAME), group_id: param.maybeInt(1), head_pic: param.text(MAX_PICTURE).optional() }),
    async run({ ctx, input }) {
      const { displayName, roleId, isDisabled } = await memberOrThrow(ctx, input.client_id)
      return wireStaff(await updateMember(ctx, input.client_id, { displayName: input.nickname ?? displayName, roleId: input.group_id ?? roleId, isDisabled }))
    },
  }),
  method({ ...staff, write: true, name: 'set.admin.status', title: '批量设置账号状态', params: z.object({ client_id: param.ids, status: param.flag }), run: ({ ctx, input }) => done(setMembersDisabled(ctx, input.client_id, !input.status)) }),
  method({
    ...staff,
    write: true,
    isCostly: true,
    answerHolds: 'a secret',
    name: 'reset.admin.item',
    title: '重置一个账号密码',
    params: byId,
    async run({ ctx, input }) {
      const made = newPassword()
      await resetMemberPassword(ctx, input.client_id, made)
      return { password: made }
    },
  }),
  method({ ...staff, write: true, name: 'del.admin.list', title: '批量删除账号', params: z.object({ client_id: param.ids }), run: ({ ctx, input }) => done(deleteMembers(ctx, input.client_id)) }),
  method({
    ...staff,
    write: false,
    name: 'get.admin.item',
    title: '获取一个账号',
    params: byId,
    async run({ ctx, input }) {
      const found = (await listMembers(ctx)).find(({ id }) => id === input.client_id)
      return found ? wireStaff(found) : null
    },
  }),
  method({
    ...staff,
    write: false,
    name: 'get.admin.list',
    title: '获取账号列表',
    params: z.object({ account: param.text(MAX_ACCOUNT).default(''), group_id: param.maybeInt(1), status: param.maybeFlag, ...param.page, ...ordered(['admin_id', 'username', 'group_id', 'nickname', 'last_login', 'status', 'create_time', 'update_time'], 'admin_id') }),
    async run({ ctx, input }) {
      const found = (await listMembers(ctx)).filter(({ name, displayName, roleId, isDisabled }) =>
        (isLike(name, input.account) || isLike(displayName, input.account)) && (input.group_id === undefined || roleId === input.group_id) && (input.status === undefined || input.status !== isDisabled))
      const { items, total } = pageOfAll(found, input, SORTS[input.order_field])
      return pageOf(items.map(wireStaff), total)
    },
  }),
  method({
    ...staff,
    write: false,
    name: 'get.admin.select',
    title: '获取指定账号的基础数据',
    params: z.object({ client_id: param.ids }),
    async run({ ctx, input }) {
      const known = new Map((await listMembers(ctx)).map((view) => [view.id, view]))
      return [...new Set(input.client_id)].flatMap((id) => known.get(id) ?? []).map(({ id, name, displayName, isDisabled }) => ({ admin_id: id, username: name, nickname: displayName, status: bit(!isDisabled) }))
    },
  }),
  method({
    ...staff,
    write: false,
    name: 'check.admin.username',
    title: '验证账号是否合法',
    params: z.object({ username: param.words(MOST_NAME, LEAST_NAME) }),
    async run({ ctx, input }) {
      if ((await listMembers(ctx)).some(({ name }) => name.toLowerCase() === input.username.trim().toLowerCase())) throw new ShopError('USER_NAME_EXISTS')
      return true
    },
  }),
  method({
    ...staff,
    write: false,
    name: 'check.admin.nickname',
    title: '验证账号昵称是否合法',
    params: z.object({ nickname: param.words(MAX_NICKNAME) }),
    async run({ ctx, input }) {
      if ((await listMembers(ctx)).some(({ displayName }) => displayName.toLowerCase() === input.nickname.trim().toLowerCase())) throw new ShopError('USER_NAME_EXISTS')
      return true
    },
  }),
]
