import type { Actor, Ctx } from '../../database/index.ts'
import type { TestDatabase } from '../../database/testing/test-database.ts'
import type { Prisma } from '../../database/generated/client.ts'
import { placeGoods } from '../placements.ts'
import { refreshSearchText } from '../search-text.ts'

export const NOW = new Date('2026-03-01T04:00:00.000Z')
export const GUEST: Actor = { kind: 'guest', appId: 0, ip: '203.0.113.7' }

let counter = 0

/** A number nobody else has. */
export function next(): number {
  return ++counter
}

export async function aCategory(test: TestDatabase, data: Partial<Prisma.CategoryUncheckedCreateInput> = {}): Promise<number> {
  return (await test.db.category.create({ data: { name: `category ${next()}`, ...data } })).id
}

export type GoodsFixture = Partial<Prisma.GoodsUncheckedCreateInput> & { furtherCategoryIds?: number[] }

/** A product written straight into the tables, placed and searchable. */
export async function someGoods(test: TestDatabase, { furtherCategoryIds = [], ...data }: GoodsFixture): Promise<number> {
  const sn = data.sn ?? `SN${next()}`
  const categoryId = data.categoryId ?? await aCategory(test)
  const { id } = await test.db.goods.create({ data: { name: `goods ${sn}`, shopPriceFen: 1000, stock: 10, snKey: sn.toLowerCase(), sn, ...data, categoryId } })
  const ctx = test.ctx()
  await placeGoods(ctx, id, [categoryId, ...furtherCategoryIds])
  await refreshSearchText(ctx, [id])
  return id
}

export interface ShopperFixture { userId: number, rankId: number | null }

export async function aShopper(test: TestDatabase, rank?: { discountPercent: number }): Promise<ShopperFixture> {
  const number = next()
  const rankId = rank ? (await test.db.rank.create({ data: { name: `rank ${number}`, ...rank } })).id : null
  const user = await test.db.user.create({ data: { name: `shopper${number}`, nameKey: `shopper${number}`, rankId } })
  return { userId: user.id, rankId }
}

export function asShopper({ userId }: ShopperFixture): Actor {
  return { kind: 'shopper', userId, sessionId: userId, appId: 0, ip: '203.0.113.8' }
}

export function guestCtx(test: TestDatabase, now = NOW): Ctx {
  return test.ctx(GUEST, now)
}

/** Every statement an operation sends through `sql`. */
export function counted(ctx: Ctx): { ctx: Ctx, names: string[] } {
  const names: string[] = []
  const { sql } = ctx
  return {
    names,
    ctx: {
      ...ctx,
      sql: {
        rows: (name, text, values) => { names.push(name); return sql.rows(name, text, values) },
        row: (name, text, values) => { names.push(name); return sql.row(name, text, values) },
        run: (name, text, values) => { names.push(name); return sql.run(name, text, values) },
      },
    },
  }
}
