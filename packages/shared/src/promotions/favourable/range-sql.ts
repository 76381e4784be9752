import type { TxCtx } from '../../database/index.ts'

/** On sale by itself: what a shopper can put into a cart. */
export const SOLD = 'g."isOnSale" AND g."isAloneSale" AND NOT g."isDeleted"'

/** Whether the product `g` is in a range; the expressions are its kind and its ids. Placements name every category above as well. */
export function isInRangeSql(range: string, ids: string): string {
  return `CASE ${range} WHEN 0 THEN true
    WHEN 1 THEN EXISTS (SELECT 1 FROM "CategoryPlacement" cp WHERE cp."goodsId" = g."id" AND cp."categoryId" = ANY(${ids}))
    WHEN 2 THEN g."brandId" = ANY(${ids}) ELSE g."id" = ANY(${ids}) END`
}

const TABLES = ['', 'Category', 'Brand', 'Goods'] as const
const NAMES = `SELECT 1 AS "range", "id", "name" FROM "Category" WHERE "id" = ANY($1::int[])
  UNION ALL SELECT 2, "id", "name" FROM "Brand" WHERE "id" = ANY($2::int[])
  UNION ALL SELECT 3, "id", "name" FROM "Goods" WHERE "id" = ANY($3::int[])`

export interface RangeName { id: number, name: string }
export interface Ranged { range: 0 | 1 | 2 | 3, rangeIds: readonly number[] }

/** What the ids of these ranges are called: one statement, in the order they are named. */
export async function namesOfRanges({ sql }: Pick<TxCtx, 'sql'>, ranges: readonly Ranged[]): Promise<RangeName[][]> {
  const idsOf = (kind: number): number[] => [...new Set(ranges.filter(({ range }) => range === kind).flatMap(({ rangeIds }) => rangeIds))]
  const rows = await sql.rows<RangeName & { range: number } & Record<string, unknown>>('favourable_range_names', NAMES, [idsOf(1), idsOf(2), idsOf(3)])
  const names = new Map(rows.map(({ range, id, name }) => [`${range}/${id}`, name]))
  return ranges.map(({ range, rangeIds }) => (range === 0
    ? []
    : rangeIds.flatMap((id) => {
        const name = names.get(`${range}/${id}`)
        return name === undefined ? [] : [{ id, name }]
      })))
}

/** Whether all of them are there; products must be the seller's own. */
export async function isRangeKnown({ sql }: Pick<TxCtx, 'sql'>, { range, rangeIds }: Ranged, sellerId: number): Promise<boolean> {
  const table = TABLES[range]
  if (table === '') return true
  const own = table === 'Goods' ? ' AND "sellerId" = $2 AND NOT "isDeleted"' : ' AND $2::int IS NOT NULL'
  const row = await sql.row<{ count: number }>(`favourable_range_${table}`, `SELECT count(*)::int AS "count" FROM "${table}" WHERE "id" = ANY($1::int[])${own}`, [rangeIds, sellerId])
  return row?.count === new Set(rangeIds).size
}
