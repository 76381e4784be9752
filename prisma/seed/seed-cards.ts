import { importCards } from '@xiaopu/shared/virtual-cards'
import { catalogue, type SeedGoods } from './content/index.ts'
import { seededRandom } from './pictures/index.ts'
import type { SeededCatalogue } from './seed-catalogue.ts'
import { daysFrom, entryOf, MERCHANT, type SeedContext } from './seed-context.ts'

const BOUGHT_DAYS_AGO = 60
const VALID_DAYS = 365
const FIRST_BATCH = 8101
/** Without the signs one takes for another. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Twelve digits, the first four one batch of cards; a password of two groups of four. */
function linesOf(batch: number, count: number, validUntil: string): string {
  const random = seededRandom(batch)
  const group = (): string => Array.from({ length: 4 }, () => SIGNS[Math.floor(random() * SIGNS.length)]).join('')
  return Array.from({ length: count }, (_, at) => `${batch}${24_018_006 + at * 37},${group()}-${group()},${validUntil}`).join('\n')
}

async function seedCardsOf(ctx: SeedContext, goods: SeedGoods, goodsId: number, batch: number): Promise<void> {
  const at = { ...ctx, actor: MERCHANT, now: daysFrom(ctx.now, -BOUGHT_DAYS_AGO) }
  const validUntil = daysFrom(ctx.now, VALID_DAYS).toISOString().slice(0, 10)
  if (goods.skus.length === 0) await importCards(at, { goodsId, skuId: 0, text: linesOf(batch, goods.stock, validUntil) })
  const rows = await ctx.db.sku.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })
  for (const [place, sku] of goods.skus.entries()) await importCards(at, { goodsId, skuId: rows[place]?.id ?? 0, text: linesOf(batch + place, sku.stock, validUntil) })
}

/** Goods that are cards get as many as the content says they have in stock. */
export async function seedCards(ctx: SeedContext, ids: SeededCatalogue): Promise<void> {
  for (const [at, goods] of catalogue.filter((one) => one.isCard).entries()) await seedCardsOf(ctx, goods, entryOf(ids.goods, goods.sn), FIRST_BATCH + at * 100)
}
