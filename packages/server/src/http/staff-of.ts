import type { FastifyRequest } from 'fastify'
import { ShopError } from '@xiaopu/shared/errors'
import { resolveStaffSession } from '@xiaopu/shared/staff'
import type { StaffActor } from '../context.ts'
import type { Permission } from '../permissions.ts'
import type { Shop } from '../shop.ts'
import { assertSameOrigin } from './security.ts'
import { readSessionCookie, STAFF_COOKIE } from './session-cookie.ts'

/** The member of staff behind a request that is no procedure call, who holds one of these rights. */
export async function staffOf(request: FastifyRequest, shop: Pick<Shop, 'database'>, rights: readonly Permission[]): Promise<StaffActor> {
  assertSameOrigin(request)
  const token = readSessionCookie(request, STAFF_COOKIE)
  const actor = token === '' ? null : await resolveStaffSession({ sql: shop.database.sql, now: new Date() }, token, request.ip)
  if (!actor) throw new ShopError(token === '' ? 'SESSION_REQUIRED' : 'SESSION_INVALID')
  if (!rights.some((right) => actor.permissions.includes(right)) && !actor.permissions.includes('*')) throw new ShopError('FORBIDDEN')
  return actor
}
