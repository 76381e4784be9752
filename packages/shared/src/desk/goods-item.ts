import { z } from 'zod'
import { checkPrices, cleanHtml, type SpecInput } from '../catalogue/index.ts'
import type { GoodsWrite, RowChange } from './changes.ts'
import { GOODS_FIELDS, type GoodsField } from './goods-columns.ts'
import { GoodsLists, listTexts } from './goods-lists.ts'
import type { KnownGoods, KnownSku } from './known-goods.ts'
import { type Cell, problem, type RowProblem } from './sheet.ts'

const Value = z.union([z.string(), z.number(), z.boolean()])

/** One SKU of a file's product. */
const SkuItem = z.object({
  line: z.int(),
  options: z.array(z.object({ name: z.string(), value: z.string() })),
  skuSn: z.string(),
  stock: z.int().optional(),
  priceFen: z.int().optional(),
  isOnSale: z.boolean().optional(),
})
type SkuItem = z.output<typeof SkuItem>

/** One product of a file: all lines with its number. Kept with the job and read again when it is confirmed. */
export const GoodsItem = z.object({
  line: z.int(),
  sn: z.string(),
  fields: z.record(z.enum(GOODS_FIELDS), Value.optional()),
  /** Of a product without SKUs. */
  stock: z.int().optional(),
  skus: z.array(SkuItem),
  lists: GoodsLists.partial().default({}),
})
export type GoodsItem = z.output<typeof GoodsItem>

export interface ItemPlan { write: GoodsWrite, changes: RowChange[], problems: RowProblem[] }

interface SkuPlan { specs: SpecInput[], skus: KnownSku[], changes: RowChange[], problems: RowProblem[], hasNewValues: boolean }

const textOf = (options: SkuItem['options']): string => options.map(({ name, value }) => `${name}:${value}`).join(' ')

/** The SKU a line means: by its number, else by its options in whatever order. */
function findSku(item: SkuItem, plan: SkuPlan): KnownSku | undefined {
  const byNumber = item.skuSn === '' ? undefined : plan.skus.find((sku) => sku.sn.toLowerCase() === item.skuSn.toLowerCase())
  if (byNumber || item.options.length === 0) return byNumber
  const names = plan.specs.filter((spec) => spec.kind === 1).map((spec) => spec.name)
  return plan.skus.find((sku) => sku.options.length === item.options.length && item.options.every(({ name, value }) => sku.options[names.indexOf(name)] === value))
}

function addSku(item: SkuItem, plan: SkuPlan): void {
  const refuse = (word: string): void => void plan.problems.push(problem(item.line, item.options.length === 0 ? 'skuSn' : 'options', word, { value: item.skuSn || textOf(item.options) }))
  if (item.options.length === 0) return refuse('unknownSku')
  const choices = plan.specs.filter((spec) => spec.kind === 1)
  if (plan.skus.length === 0) {
    for (const { name } of item.options) {
      if (!choices.some((spec) => spec.name === name)) plan.specs.push({ name, kind: 1, values: [] })
    }
  }
  const names = plan.specs.filter((spec) => spec.kind === 1)
  if (names.length !== item.options.length || names.some((spec) => !item.options.some(({ name }) => name === spec.name))) return refuse('badOptions')
  const options = names.map((spec) => {
    const value = item.options.find(({ name }) => name === spec.name)?.value ?? ''
    if (!spec.values.some((one) => one.value === value)) {
      spec.values.push({ value, priceFen: 0, imageUrl: '' })
      plan.hasNewValues = true
    }
    return value
  })
  plan.skus.push({ skuId: 0, sn: item.skuSn, options, optionsText: textOf(item.options), priceFen: item.priceFen ?? 0, stock: item.stock ?? 0, isOnSale: item.isOnSale ?? true })
  plan.changes.push({ field: 'sku', skuId: 0, label: textOf(item.options), before: '', after: item.stock ?? 0 })
}

function changeSku(item: SkuItem, sku: KnownSku, plan: SkuPlan): void {
  const wanted = {
    stock: item.stock,
    priceFen: item.priceFen,
    isOnSale: item.isOnSale,
    // A number that found its SKU is not written anew for its capitals.
    sn: item.skuSn === '' || item.skuSn.toLowerCase() === sku.sn.toLowerCase() ? undefined : item.skuSn,
  }
  for (const key of ['sn', 'priceFen', 'stock', 'isOnSale'] as const) {
    const [before, after] = [sku[key], wanted[key]]
    if (after === undefined || after === before) continue
    plan.changes.push({ field: key === 'priceFen' ? 'skuPriceFen' : key === 'sn' ? 'skuSn' : key === 'isOnSale' ? 'skuIsOnSale' : key, skuId: sku.skuId, label: sku.optionsText, before, after })
  }
  Object.assign(sku, Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)))
}

function planSkus(item: GoodsItem, goods: KnownGoods | null): SkuPlan {
  const plan: SkuPlan = { specs: structuredClone(goods?.specs ?? []), skus: structuredClone(goods?.skus ?? []), changes: [], problems: [], hasNewValues: false }
  const seen = new Set<KnownSku>()
  for (const one of item.skus) {
    const sku = findSku(one, plan)
    if (!sku) addSku(one, plan)
    else if (seen.has(sku) || sku.skuId === 0) plan.problems.push(problem(one.line, 'options', 'twice', { value: sku.optionsText }))
    else changeSku(one, sku, plan)
    if (sku) seen.add(sku)
  }
  return plan
}

/** A cell loses the white space around it, so a text that only differs by that is the same. */
function isSame(field: GoodsField, before: Cell, after: Cell): boolean {
  if (typeof before !== 'string') return before === after
  return before.trim() === after || (field === 'description' && cleanHtml(before).trim() === after)
}

/** The lists a file names, whole, where they are not as they are. */
function planLists({ line, lists }: GoodsItem, goods: KnownGoods | null): Pick<ItemPlan, 'changes' | 'problems'> & { write: Record<string, unknown> } {
  const known = goods?.lists
  const changes: RowChange[] = []
  const write: Record<string, unknown> = {}
  const compare = <Key extends keyof GoodsLists>(key: Key, after: GoodsLists[Key] | undefined): void => {
    if (after === undefined) return
    const textOf = listTexts[key]
    const [was, is] = [known ? textOf(known[key]) : '', textOf(after)]
    if (was === is) return
    write[key] = after
    changes.push({ field: key, skuId: 0, label: '', before: was, after: is })
  }
  compare('rankPrices', lists.rankPrices)
  compare('volumePrices', lists.volumePrices)
  compare('properties', lists.properties)
  compare('pictures', lists.pictures)
  const { pictures, rankPrices, ...rest } = write
  // A picture that stays keeps its row.
  const gallery = pictures === undefined ? undefined : lists.pictures?.map((one) => ({ ...one, ...known?.pictures.find(({ url }) => url === one.url), description: one.description }))
  const [main] = gallery ?? []
  return {
    changes,
    problems: rest.volumePrices === undefined || areTiersGood(lists.volumePrices ?? []) ? [] : [problem(line, 'volumePrices', 'badTiers')],
    write: {
      ...rest,
      ...rankPrices === undefined ? {} : { rankPrices: lists.rankPrices?.map(({ rankId, priceFen }) => ({ rankId, priceFen })) },
      ...gallery === undefined ? {} : { gallery, image: { url: main?.url ?? '', thumbUrl: main?.thumbUrl ?? '' } },
    },
  }
}

function areTiersGood(volumePrices: GoodsLists['volumePrices']): boolean {
  try {
    checkPrices({ volumePrices })
    return true
  } catch {
    return false
  }
}

/** What a file's product asks of the shop's own; against nothing, that it be made. */
export function planItem(item: GoodsItem, goods: KnownGoods | null): ItemPlan {
  const changes: RowChange[] = []
  const problems: RowProblem[] = []
  const write: Record<string, unknown> = {}
  for (const field of GOODS_FIELDS) {
    const after = item.fields[field]
    const before = goods?.fields[field] ?? ''
    if (after === undefined || isSame(field, before, after)) continue
    write[field] = after
    changes.push({ field, skuId: 0, label: '', before, after })
  }
  if (!goods) {
    for (const field of ['name', 'categoryId', 'shopPriceFen'] as const) {
      if (item.fields[field] === undefined) problems.push(problem(item.line, field === 'categoryId' ? 'category' : field, 'required'))
    }
  }
  const listPlan = planLists(item, goods)
  Object.assign(write, listPlan.write)
  const skuPlan = planSkus(item, goods)
  const hasSku = (goods?.hasSku ?? false) || item.skus.length > 0
  if (hasSku && item.stock !== undefined) {
    problems.push(problem(item.line, 'stock', 'STOCK_HAS_SKU'))
  } else if (item.stock !== undefined && item.stock !== (goods?.stock ?? 0)) {
    write.stock = item.stock
    changes.push({ field: 'stock', skuId: 0, label: '', before: goods?.stock ?? '', after: item.stock })
  }
  if (goods?.isOfCards && [...changes, ...skuPlan.changes].some(({ field }) => field === 'stock' || field === 'sku')) problems.push(problem(item.line, 'stock', 'ofCards'))
  if (skuPlan.changes.length > 0) write.skus = skuPlan.skus.map(({ sn, ...sku }) => ({ ...sku, ...sn === '' ? {} : { sn } }))
  if (skuPlan.hasNewValues) write.specs = skuPlan.specs
  // Every key above is a column of a product, and its value of the kind its column has.
  return { write: { ...write as GoodsWrite, stockCause: 'import' }, changes: [...changes, ...skuPlan.changes, ...listPlan.changes], problems: [...problems, ...skuPlan.problems, ...listPlan.problems] }
}
