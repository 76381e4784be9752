import { next, NOW } from '../../catalogue/testing/fixtures.ts'
import type { TestDatabase } from '../../database/testing/test-database.ts'

const DAY_MS = 86_400_000

export interface PackageFixture {
  name?: string
  priceFen?: number
  state?: string
  startAt?: Date
  endAt?: Date
}

/** A published package that runs around NOW. */
export async function aPackage(test: TestDatabase, contents: readonly { goodsId: number, skuId?: number, quantity?: number }[], special: PackageFixture = {}): Promise<number> {
  const { priceFen = 10_000, state = 'published', startAt = new Date(NOW.getTime() - DAY_MS), endAt = new Date(NOW.getTime() + DAY_MS), name = `package ${next()}` } = special
  const made = await test.db.promotion.create({ data: { kind: 'package', name, state, startAt, endAt, config: { priceFen, description: '' }, goods: { create: contents.map((content, position) => ({ ...content, position })) } } })
  return made.id
}
