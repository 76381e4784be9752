import type { OperationWords } from '../language.ts'
import { CART_WORDS } from './cart.ts'
import { FLOW_WORDS } from './flow.ts'
import { ITEM_WORDS } from './items.ts'
import { ORDER_WORDS } from './orders.ts'
import { PEOPLE_WORDS } from './people.ts'
import { SHOP_WORDS } from './shop.ts'

const OPERATIONS = new Map<string, OperationWords>(Object.entries({ ...ITEM_WORDS, ...CART_WORDS, ...FLOW_WORDS, ...ORDER_WORDS, ...PEOPLE_WORDS, ...SHOP_WORDS }))

/** By `method` or `method#action`. */
export function operationWords(key: string): OperationWords | null {
  return OPERATIONS.get(key) ?? null
}

export const DOCUMENTED_OPERATIONS: readonly string[] = [...OPERATIONS.keys()]
