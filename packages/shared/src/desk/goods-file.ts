import type { Ctx } from '../database/index.ts'
import { GOODS_COLUMNS, GOODS_FIELDS } from './goods-columns.ts'
import type { GoodsItem } from './goods-item.ts'
import { type Cell, problem, readSheet, type RowProblem, type SheetLine } from './sheet.ts'

export interface FileItem { item: GoodsItem, lines: number[], problems: RowProblem[] }

const textIn = (line: SheetLine, key: string): string => String(line.cells[key] ?? '')
const countIn = (line: SheetLine, key: string): number | undefined => (typeof line.cells[key] === 'number' ? line.cells[key] : undefined)

interface Names { categories: Map<string, number[]>, brands: Map<string, number> }

/** Categories by their name and by every path to them ("茶器/紫砂壶"), brands by name. */
async function namesOf({ db }: Ctx): Promise<Names> {
  const [rows, brands] = await Promise.all([db.category.findMany({ select: { id: true, parentId: true, name: true } }), db.brand.findMany({ select: { id: true, name: true } })])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const categories = new Map<string, number[]>()
  for (const row of rows) {
    let path = ''
    for (let at: typeof row | undefined = row; at; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
      path = path === '' ? at.name : `${at.name}/${path}`
      categories.set(path.toLowerCase(), [...categories.get(path.toLowerCase()) ?? [], row.id])
    }
  }
  return { categories, brands: new Map(brands.map(({ id, name }) => [name.toLowerCase(), id])) }
}

/** "颜色:红;尺码:L" and what the order lines show, "颜色:红 尺码:L". */
function optionsIn(line: SheetLine): { options: { name: string, value: string }[], problems: RowProblem[] } {
  const text = textIn(line, 'options').replaceAll('：', ':').replaceAll('；', ';')
  if (text === '') return { options: [], problems: [] }
  const parts = text.includes(';') ? text.split(';') : text.split(/\s+(?=[^\s:]+:)/)
  const options = parts.filter((part) => part.trim() !== '').map((part) => {
    const [name = '', ...value] = part.split(':')
    return { name: name.trim(), value: value.join(':').trim() }
  })
  const isBad = options.some(({ name, value }) => name === '' || value === '' || name.length > 60 || value.length > 60) || new Set(options.map(({ name }) => name)).size < options.length
  return { options, problems: isBad ? [problem(line.line, 'options', 'badOptions', { value: text })] : [] }
}

function named(line: SheetLine, { categories, brands }: Names): { fields: Record<string, Cell>, problems: RowProblem[] } {
  const fields: Record<string, Cell> = {}
  const problems: RowProblem[] = []
  const category = textIn(line, 'category')
  const ids = categories.get(category.split(/\s*[/>＞]\s*/).join('/').toLowerCase()) ?? []
  if (category !== '' && ids.length !== 1) problems.push(problem(line.line, 'category', ids.length === 0 ? 'unknownCategory' : 'severalCategories', { value: category }))
  else if (ids[0]) fields.categoryId = ids[0]
  const brand = textIn(line, 'brand')
  const brandId = brands.get(brand.toLowerCase())
  if (brand !== '' && !brandId) problems.push(problem(line.line, 'brand', 'unknownBrand', { value: brand }))
  else if (brandId) fields.brandId = brandId
  return { fields, problems }
}

/** A product's own values, said once or the same on every line of it. */
function mergedFields(lines: readonly { line: number, fields: Record<string, Cell> }[]): { fields: Record<string, Cell>, problems: RowProblem[] } {
  const fields: Record<string, Cell> = {}
  const problems: RowProblem[] = []
  for (const { line, fields: own } of lines) {
    for (const [key, value] of Object.entries(own)) {
      if (fields[key] !== undefined && fields[key] !== value) problems.push(problem(line, key === 'categoryId' ? 'category' : key === 'brandId' ? 'brand' : key, 'differs'))
      fields[key] ??= value
    }
  }
  return { fields, problems }
}

function itemOf(sn: string, lines: readonly SheetLine[], names: Names): FileItem {
  const read = lines.map((line) => {
    const choice = optionsIn(line)
    const byName = named(line, names)
    const own = Object.fromEntries(GOODS_FIELDS.flatMap((key) => (line.cells[key] === undefined ? [] : [[key, line.cells[key]]])))
    return { line: line.line, source: line, options: choice.options, fields: { ...own, ...byName.fields }, problems: [...line.problems, ...choice.problems, ...byName.problems] }
  })
  const { fields, problems } = mergedFields(read)
  const skuLines = read.filter(({ source, options }) => options.length > 0 || textIn(source, 'skuSn') !== '')
  const plain = read.filter((one) => !skuLines.includes(one))
  // A product without SKUs stands on one line.
  const twice = plain.slice(1).map(({ line }) => problem(line, 'sn', 'twice', { value: sn }))
  const stock = plain.map(({ source }) => countIn(source, 'stock')).find((value) => value !== undefined)
  const skus = skuLines.map(({ line, source, options }) => {
    const isOnSale = source.cells.skuIsOnSale
    return { line, options, skuSn: textIn(source, 'skuSn'), stock: countIn(source, 'stock'), priceFen: countIn(source, 'skuPriceFen'), ...typeof isOnSale === 'boolean' ? { isOnSale } : {} }
  })
  return { item: { line: lines[0]?.line ?? 0, sn, fields, stock, skus }, lines: lines.map(({ line }) => line), problems: [...read.flatMap((one) => one.problems), ...problems, ...twice] }
}

/** A file of products: the lines of one number belong together; one that names only a SKU belongs to that SKU's product. */
export async function readGoodsFile(ctx: Ctx, bytes: Uint8Array): Promise<FileItem[]> {
  const lines = readSheet(bytes, GOODS_COLUMNS, [])
  const names = await namesOf(ctx)
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
