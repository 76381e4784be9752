import { createHash } from 'node:crypto'
import { GOODS_COLUMNS, VIEWER_COLUMNS, viewerJoins } from './goods-row.ts'
import { attributeCondition, wordCondition } from './search-conditions.ts'

export type ListSort = 'default' | 'new' | 'price' | 'sales' | 'comment' | 'click'

/** What a list asks for, as `ectouch.items.get` names it. */
export interface ListInput {
  categoryId?: number | undefined
  brandId?: number | undefined
  /** Of one of these brands. */
  brandIds?: number[] | undefined
  sellerId?: number | undefined
  keywords?: string | undefined
  goodsIds?: number[] | undefined
  intro?: 'best' | 'new' | 'hot' | 'promote' | undefined
  priceMinFen?: number | undefined
  priceMaxFen?: number | undefined
  filterAttr?: string[] | undefined
  inStock?: boolean | undefined
  freeShipping?: boolean | undefined
  /** Points may pay for a part of it. */
  takesPoints?: boolean | undefined
  sort?: ListSort | undefined
  order?: 'asc' | 'desc' | undefined
  pageNo: number
  pageSize: number
}

/** The values of one or several attributes that are alternatives of each other. */
export interface AttributeGroup {
  attributeIds: number[]
  values: string[]
}

/** The input with everything resolved that needs the shop's tables or its clock. */
export interface ListPlan {
  input: ListInput
  words: string[]
  attributeGroups: AttributeGroup[]
  /** 0 for everybody who is not signed in. */
  userId: number
  now: Date
}

export interface Statement {
  name: string
  text: string
  values: unknown[]
}

const PROMOTION_PRICE = `CASE WHEN g."promotePriceFen" > 0 AND g."promoteStartAt" <= $now AND $now < g."promoteEndAt" THEN g."promotePriceFen" END`
// Half up as docs/rules/amounts.md 1 has it: floor((2ab + 100) / 200) for whole percents. NULLs are passed over by LEAST.
const RANK_PRICE = `coalesce(rp."priceFen", CASE WHEN vr."discountPercent" < 100 THEN ((2::bigint * g."shopPriceFen" * vr."discountPercent" + 100) / 200)::int ELSE g."shopPriceFen" END)`

/** The final price for ordering and bounds only; what is shown comes from the price function. A test holds both together. */
function finalPrice(isShopper: boolean): string {
  return `greatest(0, least(${isShopper ? RANK_PRICE : 'g."shopPriceFen"'}, ${PROMOTION_PRICE}))`
}

const LISTED = 'g."isOnSale" AND g."isAloneSale" AND NOT g."isDeleted"'
const SORT_COLUMNS = { new: 'g."addedAt"', sales: 'g."salesCount"', comment: 'g."commentCount"', click: 'g."clickCount"' } as const
const INTRO = { best: 'g."isBest"', new: 'g."isNew"', hot: 'g."isHot"', promote: `(${PROMOTION_PRICE}) IS NOT NULL` } as const

const MAX_PREPARED = 100
const prepared = new Map<string, string>()

/** Usual lists are prepared once per connection; unusual ones must not fill the server's memory with plans. */
function preparedName(text: string): string {
  const known = prepared.get(text)
  if (known !== undefined) return known
  const name = prepared.size < MAX_PREPARED ? `list_${createHash('sha1').update(text).digest('hex').slice(0, 16)}` : ''
  if (name) prepared.set(text, name)
  return name
}

/** Writes `$now` and `$user` only when the text names them: PostgreSQL wants a type for every parameter. */
function numbered(text: string, values: unknown[], plan: ListPlan): string {
  let result = text
  for (const [mark, value] of [['$now', plan.now], ['$user', plan.userId]] as const) {
    if (!result.includes(mark)) continue
    values.push(value)
    result = result.replaceAll(mark, mark === '$now' ? `$${values.length}::timestamptz` : `$${values.length}::int`)
  }
  return result
}

function conditions({ input, words, attributeGroups, userId }: ListPlan, parameter: (value: unknown) => string): string[] {
  const list: string[] = []
  if (input.categoryId !== undefined) list.push(`p."categoryId" = ${parameter(input.categoryId)}`, 'p."isListed"')
  else list.push(LISTED)
  if (input.brandId !== undefined) list.push(`g."brandId" = ${parameter(input.brandId)}`)
  if (input.brandIds !== undefined) list.push(`g."brandId" = ANY(${parameter(input.brandIds)}::int[])`)
  if (input.sellerId !== undefined) list.push(`g."sellerId" = ${parameter(input.sellerId)}`)
  if (input.goodsIds !== undefined) list.push(`g."id" = ANY(${parameter(input.goodsIds)}::int[])`)
  if (input.intro !== undefined) list.push(INTRO[input.intro])
  if (input.inStock) list.push('g."stock" > 0')
  if (input.freeShipping) list.push('g."isShippingFree"')
  if (input.takesPoints) list.push('g."pointsLimitYuan" > 0')
  if (input.priceMinFen !== undefined) list.push(`${finalPrice(userId > 0)} >= ${parameter(input.priceMinFen)}`)
  if (input.priceMaxFen !== undefined) list.push(`${finalPrice(userId > 0)} <= ${parameter(input.priceMaxFen)}`)
  for (const word of words) list.push(wordCondition(word, parameter))
  for (const group of attributeGroups) list.push(attributeCondition(group, parameter))
  return list
}

interface Order {
  /** What the products are put in order by; those alike come newest first. */
  key: string
  direction: 'asc' | 'desc'
}

function orderOf({ input, userId }: ListPlan, parameter: (value: unknown) => string): Order {
  const sort = input.sort ?? 'default'
  const direction = input.order ?? (sort === 'default' || sort === 'price' ? 'asc' : 'desc')
  if (sort !== 'default') return { key: sort === 'price' ? finalPrice(userId > 0) : SORT_COLUMNS[sort], direction }
  if (input.goodsIds !== undefined) return { key: `array_position(${parameter(input.goodsIds)}::int[], g."id")`, direction: 'asc' }
  return { key: 'g."sortOrder"', direction }
}

function sourceOf({ input, userId }: ListPlan, text: string): string {
  const isByCategory = input.categoryId !== undefined
  const needsGoods = !isByCategory || text.includes('g."')
  const goods = isByCategory ? '"CategoryPlacement" p JOIN "Goods" g ON g."id" = p."goodsId"' : '"Goods" g'
  if (!needsGoods) return '"CategoryPlacement" p'
  return text.includes('vr."') && userId > 0 ? goods + viewerJoins('$user') : goods
}

/** Adds a value and answers its place in the text. */
function parametersOf(values: unknown[]): (value: unknown) => string {
  return (value) => `$${values.push(value)}`
}

/** The ids of the page and how many there are in all, before `LIMIT`. */
interface Found {
  before: string
  total: string
  ids: string
}

/** Inside a category alone the placements' index has the order already. */
function inPlacements(where: string, { direction }: Order): Found {
  const from = `FROM "CategoryPlacement" p WHERE ${where}`
  return { before: '', total: `SELECT count(*) ${from}`, ids: `SELECT p."goodsId" ${from} ORDER BY p."sortOrder" ${direction}, p."goodsId" DESC` }
}

/** Words and attributes cost more to look for than the products they leave: found once, counted and put in order from there. */
function searched(plan: ListPlan, where: string, { key, direction }: Order): Found {
  const before = `WITH hit AS MATERIALIZED (SELECT g."id", ${key} AS "key" FROM ${sourceOf(plan, `${where}${key}g."`)} WHERE ${where}) `
  return { before, total: 'SELECT count(*) FROM hit', ids: `SELECT "id" FROM hit ORDER BY "key" ${direction}, "id" DESC` }
}

function filtered(plan: ListPlan, where: string, { key, direction }: Order): Found {
  return {
    before: '',
    total: `SELECT count(*) FROM ${sourceOf(plan, where)} WHERE ${where}`,
    ids: `SELECT g."id" FROM ${sourceOf(plan, `${where}${key}g."`)} WHERE ${where} ORDER BY ${key} ${direction}, g."id" DESC`,
  }
}

function found(plan: ListPlan, where: string, order: Order): Found {
  const { input, words, attributeGroups } = plan
  if (words.length > 0 || attributeGroups.length > 0) return searched(plan, where, order)
  const isPlacementOnly = input.categoryId !== undefined && !where.includes('g."') && order.key === 'g."sortOrder"'
  return isPlacementOnly ? inPlacements(where, order) : filtered(plan, where, order)
}

/**
 * Page and number of products in one statement: the ids of the page are found first, then just their rows are read. They come as
 * one JSON value, which costs this process half of what as many columns do.
 */
export function listStatement(plan: ListPlan): Statement {
  const values: unknown[] = []
  const parameter = parametersOf(values)
  const { input, userId } = plan
  const where = conditions(plan, parameter).join(' AND ')
  const order = orderOf(plan, parameter)
  const { before, total, ids } = found(plan, where, order)
  const rows = `SELECT ${GOODS_COLUMNS}${userId > 0 ? VIEWER_COLUMNS : ''} FROM "Goods" g${userId > 0 ? viewerJoins('$user') : ''}
  WHERE g."id" = ANY(ARRAY(${ids} LIMIT ${parameter(input.pageSize)} OFFSET ${parameter((input.pageNo - 1) * input.pageSize)}))
  ORDER BY ${order.key} ${order.direction}, g."id" DESC`
  const text = numbered(`${before}SELECT (${total})::int AS "total", (SELECT json_agg(to_json(row)) FROM (${rows}) row) AS "rows"`, values, plan)
  return { name: preparedName(text), text, values }
}
