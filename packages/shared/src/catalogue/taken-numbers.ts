import { violatedKey } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

function keyOf(error: unknown): string {
  const named = violatedKey(error)
  if (named !== null) return named
  if (typeof error !== 'object' || error === null) return ''
  // Prisma's own form of the same refusal.
  const isUnique = 'code' in error && error.code === 'P2002'
  return isUnique && 'meta' in error ? JSON.stringify(error.meta) : ''
}

/** Two writers took one number at the same moment: the later one is told what an earlier look would have told. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const key = keyOf(error)
    if (!key.includes('snKey')) throw error
    throw new ShopError(key.includes('Sku') ? 'SKU_SN_EXISTS' : 'GOODS_SN_EXISTS', {}, { cause: error })
  }
}
