import type { Ctx } from '../database/index.ts'
import { isRightPassword } from './password.ts'

const SETTING = 'demo.staff'

interface Signin { name: string, password: string }

function isSignin(value: unknown): value is Signin {
  return typeof value === 'object' && value !== null && 'name' in value && 'password' in value && typeof value.name === 'string' && typeof value.password === 'string'
}

const verified = new Map<string, boolean>()

/**
 * What the demo shop's seed left under the setting `demo.staff` (`{ name, password }`), as long as it still opens the door:
 * after the owner changed the password it is nobody's business any more.
 */
export async function demoSignin(ctx: Ctx): Promise<Signin> {
  const none = { name: '', password: '' }
  const setting = await ctx.db.setting.findUnique({ where: { key: SETTING } })
  if (!setting || !isSignin(setting.value)) return none
  const { name, password } = setting.value
  const member = await ctx.db.staff.findUnique({ where: { nameKey: name.toLowerCase() }, select: { passwordHash: true, isDisabled: true } })
  if (!member || member.isDisabled) return none
  const isGood = verified.get(member.passwordHash) ?? await isRightPassword(member, password)
  verified.clear()
  verified.set(member.passwordHash, isGood)
  return isGood ? { name, password } : none
}
