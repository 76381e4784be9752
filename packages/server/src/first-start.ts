import type { Ctx } from '@xiaopu/shared/database'
import { importRegions } from '@xiaopu/shared/regions'
import { makeOwnPaymentMethods } from '@xiaopu/shared/shop'
import { makeFirstOwner } from '@xiaopu/shared/staff'
import type { Signin } from './demo.ts'

/** What a real shop needs before anybody can work in it. Answers its first member, the one time there is one. */
export async function prepareRealShop(ctx: Ctx): Promise<Signin | null> {
  await importRegions(ctx)
  await makeOwnPaymentMethods(ctx)
  return makeFirstOwner(ctx)
}
