import { z } from 'zod'
import { int, text, time } from '@xiaopu/shared/contract'
import { createMember, createRole, deleteRole, listMembers, listRoles, resetMemberPassword, updateMember, updateRole } from '@xiaopu/shared/staff'
import { PERMISSIONS } from '../permissions.ts'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const Member = z.object({
  id: int,
  name: text,
  displayName: text,
  roleId: int,
  roleName: text,
  sellerId: int,
  isOwner: z.boolean(),
  isDisabled: z.boolean(),
  createdAt: time,
  lastSignInAt: time,
})
const Role = z.object({ id: int, name: text, permissions: z.array(text), memberCount: int })
const roleForm = { name: text.min(1).max(40), permissions: z.array(z.enum(['*', ...PERMISSIONS])).max(100) }
const memberForm = { displayName: text.min(1).max(40), roleId: int }
const password = text.min(1).max(64)

/** Members and roles. What a role may hold is the list in permissions.ts; `*` is the owner's. */
export const staffRouter = router({
  list: staffProcedure('staff.manage')
    .input(z.void())
    .output(z.object({ members: z.array(Member), roles: z.array(Role), permissions: z.array(text) }))
    .query(async ({ ctx }) => ({ members: await listMembers(ctx), roles: await listRoles(ctx), permissions: [...PERMISSIONS] })),
  create: staffWrite('staff.manage')
    .input(z.strictObject({ ...memberForm, name: text.min(1).max(64), password }))
    .output(Member)
    .mutation(({ ctx, input }) => createMember(ctx, input)),
  update: staffWrite('staff.manage')
    .input(z.strictObject({ ...memberForm, id: int, isDisabled: z.boolean() }))
    .output(Member)
    .mutation(({ ctx, input: { id, ...form } }) => updateMember(ctx, id, form)),
  resetPassword: staffWrite('staff.manage')
    .input(z.strictObject({ id: int, password }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await resetMemberPassword(ctx, input.id, input.password)
      return {}
    }),
  role: router({
    create: staffWrite('staff.manage')
      .input(z.strictObject(roleForm))
      .output(Role)
      .mutation(({ ctx, input }) => createRole(ctx, input)),
    update: staffWrite('staff.manage')
      .input(z.strictObject({ ...roleForm, id: int }))
      .output(Role)
      .mutation(({ ctx, input: { id, ...form } }) => updateRole(ctx, id, form)),
    delete: staffWrite('staff.manage')
      .input(z.strictObject({ id: int }))
      .output(z.object({}))
      .mutation(async ({ ctx, input }) => {
        await deleteRole(ctx, input.id)
        return {}
      }),
  }),
})
