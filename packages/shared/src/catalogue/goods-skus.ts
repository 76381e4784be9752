import type { PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { SkuInput } from './goods-input.ts'
import { type ChoiceOption, combinationsOf } from './goods-rules.ts'

const SINGLE_CHOICE = 1

interface StoredOption extends ChoiceOption {
  idOf: (value: string) => number
}

async function storedOptions(tx: PrismaTxCtx, goodsId: number): Promise<StoredOption[]> {
  const rows = await tx.db.attributeValue.findMany({
    where: { goodsId, attribute: { kind: SINGLE_CHOICE } },
    include: { attribute: true },
    orderBy: [{ attribute: { sortOrder: 'asc' } }, { attributeId: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
  })
  const options = new Map<number, { name: string, ids: Map<string, number> }>()
  for (const row of rows) {
    const option = options.get(row.attributeId) ?? { name: row.attribute.name, ids: new Map<string, number>() }
    option.ids.set(row.value, row.id)
    options.set(row.attributeId, option)
  }
  return [...options.values()].map(({ name, ids }) => ({ name, values: [...ids.keys()], idOf: (value) => ids.get(value) ?? 0 }))
}

/** Numbers nobody gave: the product's, an underscore and the next free one. */
async function numbersFor(tx: PrismaTxCtx, goodsSn: string, given: readonly (string | undefined)[], ownIds: readonly number[]): Promise<string[]> {
  const wanted = given.flatMap((sn) => (sn ? [sn.toLowerCase()] : []))
  const prefix = `${goodsSn.toLowerCase()}_`
  const taken = await tx.db.sku.findMany({
    where: { id: { notIn: [...ownIds] }, OR: [{ snKey: { in: wanted } }, { snKey: { startsWith: prefix } }] },
    select: { snKey: true },
  })
  const keys = new Set(taken.map((row) => row.snKey))
  if (wanted.some((key, at) => keys.has(key) || wanted.indexOf(key) !== at)) throw new ShopError('SKU_SN_EXISTS')
  for (const key of wanted) keys.add(key)
  let running = 0
  return given.map((sn) => {
    if (sn) return sn
    do { running++ } while (keys.has(`${prefix}${running}`))
    return `${goodsSn}_${running}`
  })
}

/**
 * Replaces a product's SKUs; a combination that stays keeps its id (and its number, unless another is given). Answers the sum of
 * their stock.
 */
export async function writeSkus(tx: PrismaTxCtx, goods: { id: number, sn: string }, skus: readonly SkuInput[]): Promise<number> {
  const options = await storedOptions(tx, goods.id)
  const combinations = combinationsOf(skus, options)
  const known = await tx.db.sku.findMany({ where: { goodsId: goods.id } })
  const wanted = skus.map((sku, at) => {
    const values = combinations[at] ?? []
    const optionValueIds = values.map((value, option) => options[option]?.idOf(value) ?? 0).sort((a, b) => a - b)
    const optionKey = optionValueIds.join(',')
    const optionsText = values.map((value, option) => `${options[option]?.name}:${value}`).join(' ')
    return { sku, optionValueIds, optionKey, optionsText, old: known.find((row) => row.optionKey === optionKey) }
  })
  const gone = known.filter((row) => !wanted.some(({ old }) => old?.id === row.id)).map((row) => row.id)
  if (gone.length > 0) await tx.db.sku.deleteMany({ where: { id: { in: gone } } })
  const numbers = await numbersFor(tx, goods.sn, wanted.map(({ sku, old }) => sku.sn || old?.sn), known.map((row) => row.id))
  // Two SKUs may swap their numbers: none of the kept ones holds one while they are written.
  for (const { old } of wanted) {
    if (old) await tx.db.sku.update({ where: { id: old.id }, data: { snKey: `\u0001${old.id}` } })
  }
  for (const [at, { sku, optionValueIds, optionKey, optionsText, old }] of wanted.entries()) {
    const sn = numbers[at] ?? ''
    const data = { sn, snKey: sn.toLowerCase(), optionValueIds, optionKey, optionsText, priceFen: sku.priceFen || null, stock: sku.stock, isOnSale: sku.isOnSale }
    if (old) await tx.db.sku.update({ where: { id: old.id }, data })
    else await tx.db.sku.create({ data: { goodsId: goods.id, ...data } })
  }
  return skus.reduce((sum, sku) => sum + sku.stock, 0)
}
