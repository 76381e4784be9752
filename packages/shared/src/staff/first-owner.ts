import { randomBytes } from 'node:crypto'
import { hashPassword } from '../accounts/index.ts'
import { inTransaction, type TxCtx } from '../database/index.ts'

const PASSWORD_BYTES = 12
const OWNER = { name: 'owner', displayName: '店主', role: '店主' }

const MAKE = `WITH nobody AS (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM "Staff")),
  role AS (INSERT INTO "Role" ("name", "permissions") SELECT $1, $2::text[] FROM nobody RETURNING "id")
  INSERT INTO "Staff" ("name", "nameKey", "displayName", "passwordHash", "roleId", "createdAt") SELECT $3, $3, $4, $5, role."id", $6 FROM role`

/** The member who may do everything, in a shop that has none yet. The password is told once and kept nowhere; null when somebody is there. */
export async function makeFirstOwner(ctx: TxCtx): Promise<{ name: string, password: string } | null> {
  if (await ctx.sql.row('owner_is_there', 'SELECT 1 FROM "Staff" LIMIT 1')) return null
  const password = randomBytes(PASSWORD_BYTES).toString('base64url')
  const passwordHash = await hashPassword(password)
  return inTransaction(ctx, async ({ sql, now }) => {
    // Two servers that start at once make one owner.
    await sql.run('owner_lock', 'LOCK TABLE "Staff" IN SHARE ROW EXCLUSIVE MODE')
    const made = await sql.run('owner_make', MAKE, [OWNER.role, ['*'], OWNER.name, OWNER.displayName, passwordHash, now])
    return made === 1 ? { name: OWNER.name, password } : null
  })
}
