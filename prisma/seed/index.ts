import { createHash } from 'node:crypto'
import { openStock } from '@xiaopu/shared/catalogue'
import type { Ctx } from '@xiaopu/shared/database'
import type { MediaStorage } from '@xiaopu/shared/media'
import { seedArticles } from './seed-articles.ts'
import { seedAftersales } from './seed-aftersales.ts'
import { seedCards } from './seed-cards.ts'
import { seedCatalogue } from './seed-catalogue.ts'
import type { SeedContext } from './seed-context.ts'
import { seedOrders } from './seed-orders.ts'
import { seedPeople, seedRanks } from './seed-people.ts'
import { type AppKey, randomPassword, seedApps, seedStaff, type Signin } from './seed-platform.ts'
import { seedFront, seedShop } from './seed-shop.ts'
import { seedSurveys } from './seed-surveys.ts'
import { demoShopper } from './content/index.ts'

export { seedLargeCatalogue } from './seed-large.ts'

export interface SeedDeps extends Ctx {
  media: MediaStorage
  secretsKey: Uint8Array
  say: (line: string) => void
}

export interface SeededDemo {
  app: AppKey
  disabledApp: AppKey
  wjxKey: string
  shopper: Signin
  merchant: Signin
}

const NAME_LENGTH = 32
const EDGE = 800
const CONTENT_TYPE = 'image/webp'

/** Pictures go where uploads go, under a name made from their bytes. */
export function seedContext({ media, secretsKey: _unused, ...ctx }: SeedDeps): SeedContext {
  return {
    ...ctx,
    async savePicture(name, bytes) {
      const folder = name.split('/')[0] ?? 'seed'
      const key = `${folder}/${createHash('sha256').update(bytes).digest('hex').slice(0, NAME_LENGTH)}-${EDGE}.webp`
      await media.put(key, Buffer.from(bytes), CONTENT_TYPE)
      return `/media/${key}`
    },
  }
}

/** A whole shop a person would believe, on an empty database. */
export async function seedDemo(deps: SeedDeps): Promise<SeededDemo> {
  const ctx = seedContext(deps)
  const shopper = { name: demoShopper.userName, password: randomPassword() }
  const shop = await seedShop(ctx)
  const ids = await seedCatalogue(ctx, await seedRanks(ctx))
  await openStock(ctx)
  await seedCards(ctx, ids)
  await seedFront(ctx, ids)
  const users = await seedPeople(ctx, ids, shopper.password)
  await seedOrders(ctx, shop, ids, users)
  await seedAftersales(ctx, users)
  await seedSurveys(ctx, users)
  await seedArticles(ctx, ids, users)
  const merchant = await seedStaff(ctx)
  // Fresh statistics and visibility: lists and their counts read indexes alone from the first call on.
  await ctx.db.$executeRawUnsafe('VACUUM ANALYZE')
  return { ...await seedApps(ctx, deps.secretsKey), shopper, merchant }
}
