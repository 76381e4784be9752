import { beforeAll } from 'vitest'
import { hashPassword } from '@xiaopu/shared/accounts'
import { openWorld, PASSWORD, type Person, type World } from '../../testing/world.ts'
import { type CareyAnswer, careyClient, type CareyClient } from './carey-client.ts'

type Call = (controller: string, method: string, params?: Record<string, unknown>) => Promise<CareyAnswer>

/** A shop and those who call it: nobody in particular, shoppers and members of staff. */
export interface CareyWorld {
  world: World
  call: CareyClient
  /** Says neither who nor which program. */
  guest: Call
  /** May do everything. */
  admin: Call
  shopper: (person: Person) => Promise<Call>
  /** Allowed only what is named. */
  member: (permissions: string[]) => Promise<Call>
}

export const ok = (data: unknown): object => ({ status: 200, message: 'success', data })
export const refused = (status: number, message: string): object => ({ status, message, data: null })
export const FORBIDDEN = refused(403, '权限不足')
/** The method may be called, what it was asked to do may not be done. */
export const NOT_ALLOWED = refused(403, '没有权限执行该操作')
export const NOT_THERE = refused(500, '记录不存在')

/** The number a method answered under a name. */
export function numberIn({ data, message }: CareyAnswer, name: string): number {
  if (typeof data !== 'object' || data === null) throw new Error(message)
  const value: unknown = Reflect.get(data, name)
  if (typeof value !== 'number') throw new Error(`${name}: ${message}`)
  return value
}

/** The rows of a page or a list. */
export function rowsIn({ data, message }: CareyAnswer): Record<string, unknown>[] {
  const rows: unknown = Array.isArray(data) ? data : typeof data === 'object' && data !== null ? Reflect.get(data, 'items') : null
  if (!Array.isArray(rows)) throw new Error(message)
  return rows
}

export function openCareyWorld(): CareyWorld {
  const world = openWorld()
  const carey = { world } as CareyWorld // filled before the first test runs
  let members = 0
  const signedIn = async (controller: 'admin' | 'user', username: string): Promise<Call> => {
    const { data, message } = await carey.call(controller, `login.${controller}.user`, { username, password: PASSWORD, platform: 'web' })
    const pair: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'token') : null
    if (typeof pair !== 'object' || pair === null) throw new Error(message)
    const token = String(Reflect.get(pair, 'token'))
    return (name, method, params) => carey.call(name, method, params, { token })
  }
  beforeAll(async () => {
    const passwordHash = await hashPassword(PASSWORD)
    carey.call = careyClient(world.app, world.programs.plain)
    carey.guest = (controller, method, params) => carey.call(controller, method, params, { app: null })
    carey.shopper = ({ name }) => signedIn('user', name)
    carey.member = async (permissions) => {
      const name = `carey-${++members}`
      const { db } = world.shop.database
      const role = await db.role.create({ data: { name, permissions } })
      await db.staff.create({ data: { name, nameKey: name, displayName: name, passwordHash, roleId: role.id } })
      return signedIn('admin', name)
    }
    carey.admin = await carey.member(['*'])
  })
  return carey
}
