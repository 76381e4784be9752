import type { TestDatabase } from '../../database/testing/test-database.ts'
import { sealCard } from '../seal.ts'

/** Free cards of a product, their password the number backwards. Its stock is the caller's matter. */
export async function addCards(test: TestDatabase, goodsId: number, numbers: readonly string[], expiresAt: Date | null = null): Promise<void> {
  const sealed = numbers.map((number) => sealCard(0, { number, password: [...number].toReversed().join('') }))
  await test.db.virtualCard.createMany({ data: sealed.map((card) => ({ ...card, goodsId, expiresAt, addedAt: new Date('2026-01-01T00:00:00Z') })) })
}
