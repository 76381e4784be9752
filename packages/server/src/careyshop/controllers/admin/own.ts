import { ShopError } from '@xiaopu/shared/errors'
import { endCallToken, issueCallToken, resolveCallToken } from '@xiaopu/shared/platform'
import { listMembers, type MemberView, signIn } from '@xiaopu/shared/staff'
import { z } from 'zod'
import { type CareyCtx, done, method } from '../../method.ts'
import { entering, refreshed, refreshParams, signInTraits, wireTokens } from '../../sign-in.ts'
import { wireStaffAccount } from '../../staff-shape.ts'

const own = { controller: 'admin', auth: 'required', who: ['admin'], write: true } as const

async function member(ctx: CareyCtx): Promise<MemberView> {
  const { actor } = ctx
  const found = actor.kind === 'staff' ? (await listMembers(ctx)).find(({ id }) => id === actor.staffId) : undefined
  if (!found) throw new ShopError('SESSION_INVALID')
  return found
}

export const ownAdminMethods = [
  method({
    ...signInTraits,
    name: 'login.admin.user',
    controller: 'admin',
    run: ({ ctx, input }) => entering(ctx, input, async (guest) => {
      const { token: session } = await signIn(guest, { name: input.username, password: input.password }, ctx)
      const tokens = await issueCallToken(guest, { kind: 'staff', session }, input.platform)
      const verdict = await resolveCallToken(ctx, tokens.token, ctx.ip)
      if (verdict.state !== 'live') throw new ShopError('SESSION_INVALID')
      const view = await member({ ...ctx, actor: verdict.actor })
      return { admin: wireStaffAccount(view, ctx.ip), token: wireTokens(view.roleId, tokens) }
    }),
  }),
  method({
    ...own,
    name: 'logout.admin.user',
    title: '注销账号',
    params: z.object({}),
    run: ({ ctx }) => done(endCallToken(ctx, ctx.tokenId)),
  }),
  method({
    ...own,
    name: 'refresh.admin.token',
    title: '刷新Token',
    answerHolds: 'a token',
    params: refreshParams,
    run: async ({ ctx, input }) => refreshed(ctx, (await member(ctx)).roleId, input.refresh),
  }),
]
