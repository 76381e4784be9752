import type { Ctx } from '../database/index.ts'
import { GOODS_COLUMNS, GOODS_FIELDS } from './goods-columns.ts'
import type { GoodsItem } from './goods-item.ts'
import { type GoodsLists, LIST_KEYS, type ListNames, readList } from './goods-lists.ts'
import { type FilePictures, pictureFinder } from './goods-pictures.ts'
import { cleanHtml } from '../catalogue/index.ts'
import { readPairs } from './cell-pairs.ts'
import { type Cell, problem, readSheet, type RowProblem, type SheetLine } from './sheet.ts'

export interface FileItem { item: GoodsItem, lines: number[], problems: RowProblem[] }

const textIn = (line: SheetLine, key: string): string => String(line.cells[key] ?? '')
const countIn = (line: SheetLine, key: string): number | undefined => (typeof line.cells[key] === 'number' ? line.cells[key] : undefined)

interface Names extends ListNames { categories: Map<string, number[]>, brands: Map<string, number>, types: Map<string, number> }

/** Categories by their name and by every path to them ("茶器/紫砂壶"), brands, types and ranks by name. */
async function namesOf({ db }: Ctx): Promise<Omit<Names, 'picture'>> {
  const byName = { select: { id: true, name: true } } as const
  const [rows, brands, types, ranks] = await Promise.all([
    db.category.findMany({ select: { id: true, parentId: true, name: true } }), db.brand.findMany(byName), db.goodsType.findMany(byName), db.rank.findMany(byName),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const categories = new Map<string, number[]>()
  for (const row of rows) {
    let path = ''
    for (let at: typeof row | undefined = row; at; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
      path = path === '' ? at.name : `${at.name}/${path}`
      categories.set(path.toLowerCase(), [...categories.get(path.toLowerCase()) ?? [], row.id])
    }
  }
  const idsOf = (named: readonly { id: number, name: string }[]): Map<string, number> => new Map(named.map(({ id, name }) => [name.toLowerCase(), id]))
  return { categories, brands: idsOf(brands), types: idsOf(types), ranks: new Map(ranks.map((rank) => [rank.name.toLowerCase(), rank])) }
}

/** "颜色:红;尺码:L" and what the order lines show, "颜色:红 尺码:L". */
function optionsIn(line: SheetLine): { options: { name: string, value: string }[], problems: RowProblem[] } {
  const text = textIn(line, 'options')
  if (text === '') return { options: [], problems: [] }
  const pairs = readPairs(text)
  const apart = pairs.length === 1 ? text.split(/\s+(?=[^\s:：\\]+[:：])/).flatMap(readPairs) : pairs
  const options = apart.map(({ group, name, value }) => ({ name: group === '' ? name : `[${group}]${name}`, value }))
  const isBad = options.some(({ name, value }) => name === '' || value === '' || name.length > 60 || value.length > 60) || new Set(options.map(({ name }) => name)).size < options.length
  return { options, problems: isBad ? [problem(line.line, 'options', 'badOptions', { value: text })] : [] }
}

function named(line: SheetLine, { categories, brands, types }: Names): { fields: Record<string, Cell>, problems: RowProblem[] } {
  const fields: Record<string, Cell> = {}
  const problems: RowProblem[] = []
  const category = textIn(line, 'category')
  const ids = categories.get(category.split(/\s*[/>＞]\s*/).join('/').toLowerCase()) ?? []
  if (category !== '' && ids.length !== 1) problems.push(problem(line.line, 'category', ids.length === 0 ? 'unknownCategory' : 'severalCategories', { value: category }))
  else if (ids[0]) fields.categoryId = ids[0]
  for (const [column, field, ids, word] of [['brand', 'brandId', brands, 'unknownBrand'], ['goodsType', 'goodsTypeId', types, 'unknownType']] as const) {
    const name = textIn(line, column)
    const id = ids.get(name.toLowerCase())
    if (name !== '' && !id) problems.push(problem(line.line, column, word, { value: name }))
    else if (id) fields[field] = id
  }
  const html = textIn(line, 'description')
  if (html !== '') fields.description = cleanHtml(html).trim()
  return { fields, problems }
}

const LIST_NAMES: readonly string[] = LIST_KEYS
const isList = (field: string): boolean => LIST_NAMES.includes(field)
const COLUMN_OF: Readonly<Record<string, string>> = { categoryId: 'category', brandId: 'brand', goodsTypeId: 'goodsType' }

/** The lists of a product, each where it was said. */
function listsOf(fields: Record<string, Cell>, lineOf: (key: string) => number, names: Names): { lists: Partial<GoodsLists>, problems: RowProblem[] } {
  const lists: Partial<GoodsLists> = {}
  const problems: RowProblem[] = []
  const read = <Key extends keyof GoodsLists>(key: Key): void => {
    if (fields[key] === undefined) return
    const { list, problems: wrong } = readList(key, String(fields[key]), lineOf(key), names)
    lists[key] = list
    problems.push(...wrong)
  }
  for (const key of LIST_KEYS) read(key)
  return { lists, problems }
}

/** A product's own values, said once or the same on every line of it. */
function mergedFields(lines: readonly { line: number, fields: Record<string, Cell> }[]): { fields: Record<string, Cell>, problems: RowProblem[] } {
  const fields: Record<string, Cell> = {}
  const problems: RowProblem[] = []
  for (const { line, fields: own } of lines) {
    for (const [key, value] of Object.entries(own)) {
      if (fields[key] !== undefined && fields[key] !== value) problems.push(problem(line, COLUMN_OF[key] ?? key, 'differs'))
      fields[key] ??= value
    }
  }
  return { fields, problems }
}

function itemOf(sn: string, lines: readonly SheetLine[], names: Names): FileItem {
  const read = lines.map((line) => {
    const choice = optionsIn(line)
    const byName = named(line, names)
    const own = Object.fromEntries([...GOODS_FIELDS, ...LIST_KEYS].flatMap((key) => (line.cells[key] === undefined ? [] : [[key, line.cells[key]]])))
    return { line: line.line, source: line, options: choice.options, fields: { ...own, ...byName.fields }, problems: [...line.problems, ...choice.problems, ...byName.problems] }
  })
  const { fields: said, problems } = mergedFields(read)
  const { lists, problems: unread } = listsOf(said, (key) => read.find((one) => one.fields[key] !== undefined)?.line ?? 0, names)
  const fields: Record<string, Cell> = Object.fromEntries(Object.entries(said).filter(([key]) => !isList(key)))
  const skuLines = read.filter(({ source, options }) => options.length > 0 || textIn(source, 'skuSn') !== '')
  const plain = read.filter((one) => !skuLines.includes(one))
  // A product without SKUs stands on one line.
  const twice = plain.slice(1).map(({ line }) => problem(line, 'sn', 'twice', { value: sn }))
  const stock = plain.map(({ source }) => countIn(source, 'stock')).find((value) => value !== undefined)
  const skus = skuLines.map(({ line, source, options }) => {
    const isOnSale = source.cells.skuIsOnSale
    return { line, options, skuSn: textIn(source, 'skuSn'), stock: countIn(source, 'stock'), priceFen: countIn(source, 'skuPriceFen'), ...typeof isOnSale === 'boolean' ? { isOnSale } : {} }
  })
  return { item: { line: lines[0]?.line ?? 0, sn, fields, stock, skus, lists }, lines: lines.map(({ line }) => line), problems: [...read.flatMap((one) => one.problems), ...problems, ...unread, ...twice] }
}

/** A file of products: the lines of one number belong together; one that names only a SKU belongs to that SKU's product. */
export async function readGoodsFile(ctx: Ctx, bytes: Uint8Array, pictures: FilePictures): Promise<FileItem[]> {
  const lines = readSheet(bytes, GOODS_COLUMNS, [])
  const names = { ...await namesOf(ctx), picture: await pictureFinder(ctx, lines.map((line) => textIn(line, 'pictures')), pictures) }
  const orphans = lines.filter((line) => textIn(line, 'sn') === '').map((line) => textIn(line, 'skuSn').toLowerCase()).filter((sn) => sn !== '')
  const owners = await ctx.db.sku.findMany({ where: { snKey: { in: orphans } }, select: { snKey: true, goods: { select: { sn: true } } } })
  const ownerOf = new Map(owners.map((row) => [row.snKey, row.goods.sn]))
  const groups = new Map<string, { sn: string, lines: SheetLine[] }>()
  for (const line of lines) {
    const sn = textIn(line, 'sn') || (ownerOf.get(textIn(line, 'skuSn').toLowerCase()) ?? '')
    const key = sn === '' ? `line ${line.line}` : `sn ${sn.toLowerCase()}`
    const group = groups.get(key) ?? { sn, lines: [] }
    group.lines.push(line)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ sn, lines: own }) => itemOf(sn, own, names))
}
