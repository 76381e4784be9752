import type { UserChange } from '@xiaopu/shared/accounts'
import { inTransaction, type TxCtx } from '@xiaopu/shared/database'
import { audit } from '@xiaopu/shared/staff'
import type { CareyCtx } from '../../method.ts'

/** One change of a member with the audit row that tells it, both or neither. */
export function changeMember(ctx: CareyCtx, action: string, userId: number, work: (tx: TxCtx) => Promise<UserChange>): Promise<void> {
  return changeMembers(ctx, action, [userId], work)
}

/** The same for several: all of them, or none. */
export async function changeMembers(ctx: CareyCtx, action: string, userIds: readonly number[], work: (tx: TxCtx, userId: number) => Promise<UserChange>): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const userId of [...new Set(userIds)].sort((a, b) => a - b)) {
      const { name, before, after } = await work(tx, userId)
      await audit(tx, { action: `user.${action}`, targetKind: 'user', targetId: userId, targetName: name, before, after })
    }
  })
}
