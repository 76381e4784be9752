import { randomBytes } from 'node:crypto'
import { hashPassword } from '@xiaopu/shared/accounts'
import { createApiKey, createApp, setAppEnabled } from '@xiaopu/shared/platform'
import type { SeedContext } from './seed-context.ts'

const PASSWORD_BYTES = 9
const ROLES = [
  { name: '店主', permissions: ['*'] },
  { name: '库管', permissions: ['dashboard.view', 'goods.view', 'orders.view', 'orders.ship'] },
  { name: '客服', permissions: ['dashboard.view', 'goods.view', 'orders.view', 'orders.confirm', 'orders.aftersales', 'users.view'] },
]

export interface AppKey { key: string, secret: string }
export interface Signin { name: string, password: string }

/** Nothing anybody could guess, and easy to read out. */
export function randomPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url')
}

export async function seedStaff(ctx: SeedContext): Promise<Signin> {
  const merchant = { name: 'shopkeeper', password: randomPassword() }
  const [owner] = await ctx.db.role.createManyAndReturn({ data: ROLES })
  await ctx.db.staff.create({ data: { name: merchant.name, nameKey: merchant.name, displayName: '许店长', passwordHash: await hashPassword(merchant.password), roleId: owner?.id ?? 0 } })
  // The sign-in page of a demo shop offers it; see staff/demo.ts.
  await ctx.db.setting.create({ data: { key: 'demo.staff', value: merchant } })
  return merchant
}

async function seedApp(ctx: SeedContext, secretsKey: Uint8Array, name: string): Promise<AppKey & { id: number }> {
  const { app, secret } = await createApp(ctx, { name, needsCaptcha: false, scopes: ['merchant', 'survey'], ipList: [], rates: {} }, { secretsKey })
  return { id: app.id, key: app.key, secret }
}

/** One app with every scope and a key for surveys, and one that is switched off: all answers can be tried. */
export async function seedApps(ctx: SeedContext, secretsKey: Uint8Array): Promise<{ app: AppKey, disabledApp: AppKey, wjxKey: string }> {
  const { id: appId, ...app } = await seedApp(ctx, secretsKey, '演示应用')
  const { key: wjxKey } = await createApiKey(ctx, { appId, name: '问卷演示', scopes: ['survey'], expiresAt: '' })
  const { id, ...disabledApp } = await seedApp(ctx, secretsKey, '已停用的应用')
  await setAppEnabled(ctx, id, false)
  return { app, disabledApp, wjxKey }
}
