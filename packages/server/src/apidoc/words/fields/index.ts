import type { Words } from '../language.ts'
import { GOODS_FIELDS } from './goods.ts'
import { PEOPLE_FIELDS } from './people.ts'
import { SHAPE_FIELDS } from './shapes.ts'
import { SHOP_FIELDS } from './shop.ts'
import { TRADE_FIELDS } from './trade.ts'

const FIELDS = new Map<string, Words>(Object.entries({ ...GOODS_FIELDS, ...TRADE_FIELDS, ...PEOPLE_FIELDS, ...SHOP_FIELDS }))

/** What a name on the wire means, in this shape or wherever it stands. */
export function fieldWords(name: string, shape = ''): Words | null {
  return SHAPE_FIELDS[`${shape}.${name}`] ?? FIELDS.get(name) ?? null
}

export const SHAPE_FIELD_NAMES: readonly string[] = Object.keys(SHAPE_FIELDS)
