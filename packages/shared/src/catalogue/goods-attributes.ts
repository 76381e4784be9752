import type { PrismaTxCtx } from '../database/index.ts'
import type { PropertyInput, SpecInput } from './goods-input.ts'

const FACT = 0
const OPTION_KINDS = [1, 2]

interface WantedAttribute {
  attributeId: number | undefined
  group: string
  name: string
  kind: number
  values: { id?: number | undefined, value: string, priceFen: number, imageUrl: string }[]
}

interface AttributeRow {
  id: number
  goodsId: number | null
  sortOrder: number
  goodsTypeId: number | null
  group: string
  name: string
  kind: number
}

/** An attribute of the product's type where there is one of that name, else one of the product alone. */
function find(wanted: WantedAttribute, rows: readonly AttributeRow[]): AttributeRow | undefined {
  if (wanted.attributeId !== undefined) return rows.find((row) => row.id === wanted.attributeId && row.kind === wanted.kind)
  const alike = rows.filter((row) => row.kind === wanted.kind && row.name === wanted.name && (wanted.kind !== FACT || wanted.group === '' || row.group === wanted.group))
  return alike.find((row) => row.goodsTypeId !== null) ?? alike[0]
}

async function attributeIds(tx: PrismaTxCtx, goods: { id: number, goodsTypeId: number | null }, wanted: readonly WantedAttribute[], kinds: readonly number[]): Promise<number[]> {
  const rows = await tx.db.attribute.findMany({
    where: { kind: { in: [...kinds] }, OR: [{ goodsId: goods.id }, ...goods.goodsTypeId === null ? [] : [{ goodsTypeId: goods.goodsTypeId }]] },
    orderBy: { id: 'asc' },
  })
  const ids: number[] = []
  for (const [at, attribute] of wanted.entries()) {
    const { group, name, kind } = attribute
    const found = find(attribute, rows) ?? await tx.db.attribute.create({ data: { goodsId: goods.id, group, name, kind, sortOrder: at } })
    if (found.goodsId !== null && found.sortOrder !== at) await tx.db.attribute.update({ where: { id: found.id }, data: { sortOrder: at } })
    ids.push(found.id)
  }
  return ids
}

interface Placed { attributeId: number, id: number, value: string, priceFen: number, imageUrl: string, sortOrder: number }

/** Which stored value each wanted one is: by the id it names, else by its name in its option. */
function withIds(wanted: readonly Placed[], known: readonly { id: number, attributeId: number, value: string }[]): Placed[] {
  const named = new Set(wanted.flatMap(({ id }) => (known.some((row) => row.id === id) ? [id] : [])))
  return wanted.map((one) => {
    if (named.has(one.id)) return one
    return { ...one, id: known.find((row) => !named.has(row.id) && row.attributeId === one.attributeId && row.value === one.value)?.id ?? 0 }
  })
}

/** A value that stays keeps its id, so that carts and SKUs go on knowing it. */
async function writeValues(tx: PrismaTxCtx, goods: { id: number, goodsTypeId: number | null }, wanted: readonly WantedAttribute[], kinds: readonly number[]): Promise<void> {
  const ids = await attributeIds(tx, goods, wanted, kinds)
  const known = await tx.db.attributeValue.findMany({ where: { goodsId: goods.id, attribute: { kind: { in: [...kinds] } } } })
  const placed = withIds(wanted.flatMap(({ values }, at) => values.map(({ id = 0, ...value }, sortOrder) => ({ ...value, id, attributeId: ids[at] ?? 0, sortOrder }))), known)
  const kept = new Set(placed.map(({ id }) => id))
  const gone = known.filter((row) => !kept.has(row.id)).map((row) => row.id)
  if (gone.length > 0) await tx.db.attributeValue.deleteMany({ where: { id: { in: gone } } })
  // Two values may swap their names: none of the renamed ones holds one while they are written.
  const renamed = placed.filter((one) => known.some((row) => row.id === one.id && (row.value !== one.value || row.attributeId !== one.attributeId)))
  for (const { id } of renamed) await tx.db.attributeValue.update({ where: { id }, data: { value: `\u0001${id}` } })
  for (const { id, ...data } of placed) {
    if (id > 0) await tx.db.attributeValue.update({ where: { id }, data })
    else await tx.db.attributeValue.create({ data: { goodsId: goods.id, ...data } })
  }
  await tx.db.attribute.deleteMany({ where: { goodsId: goods.id, kind: { in: [...kinds] }, values: { none: {} } } })
}

export async function writeProperties(tx: PrismaTxCtx, goods: { id: number, goodsTypeId: number | null }, properties: readonly PropertyInput[]): Promise<void> {
  const byName = new Map<string, WantedAttribute>()
  for (const { attributeId, group, name, value } of properties) {
    const key = JSON.stringify([attributeId ?? 0, group, name])
    const wanted = byName.get(key) ?? { attributeId, group, name, kind: FACT, values: [] }
    if (!wanted.values.some((known) => known.value === value)) wanted.values.push({ value, priceFen: 0, imageUrl: '' })
    byName.set(key, wanted)
  }
  await writeValues(tx, goods, [...byName.values()], [FACT])
}

export function writeSpecs(tx: PrismaTxCtx, goods: { id: number, goodsTypeId: number | null }, specs: readonly SpecInput[]): Promise<void> {
  return writeValues(tx, goods, specs.map(({ attributeId, name, kind, values }) => ({ attributeId, group: '', name, kind, values })), OPTION_KINDS)
}
