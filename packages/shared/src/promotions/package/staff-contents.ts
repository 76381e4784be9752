import type { TxCtx } from '../../database/index.ts'
import { ShopError } from '../../errors/index.ts'
import { packageShares } from '../../pricing/index.ts'
import { CONTENT_JOINS, contentFields, contentPriceFen, type PackageContentFacts } from './facts.ts'

const MOST_CONTENTS = 20
const LEAST_UNITS = 2
const MOST_UNITS = 999

export interface ContentForm { goodsId: number, skuId: number, quantity: number }

export interface StaffContent extends PackageContentFacts {
  costPriceFen: number
  sellerId: number
  hasSku: boolean
  isDeleted: boolean
  isSkuKnown: boolean
}

const CONTENTS = `SELECT json_agg(json_build_object(${contentFields('0')}, 'costPriceFen', g."costPriceFen", 'sellerId', g."sellerId", 'hasSku', g."hasSku", 'isDeleted', g."isDeleted", 'isSkuKnown', s."id" IS NOT NULL)
    ORDER BY c."position") AS "contents"
  FROM unnest($1::int[], $2::int[], $3::int[]) WITH ORDINALITY AS c("goodsId", "skuId", "quantity", "position") ${CONTENT_JOINS}`

/** What these things are now; one nobody knows is not among them. */
export async function readContents({ sql }: Pick<TxCtx, 'sql'>, contents: readonly ContentForm[]): Promise<StaffContent[]> {
  const row = await sql.row<{ contents: StaffContent[] | null }>('package_contents', CONTENTS, [contents.map((one) => one.goodsId), contents.map((one) => one.skuId), contents.map((one) => one.quantity)])
  return row?.contents ?? []
}

/** Two units or more, nothing twice, each thing one the seller has and sells as named. */
export async function checkContents(ctx: Pick<TxCtx, 'sql'>, contents: readonly ContentForm[], sellerId: number): Promise<void> {
  const keys = new Set(contents.map(({ goodsId, skuId }) => `${goodsId}/${skuId}`))
  const units = contents.reduce((sum, one) => sum + one.quantity, 0)
  const isCounted = contents.every(({ quantity }) => Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_UNITS)
  if (!isCounted || keys.size < contents.length || units < LEAST_UNITS || contents.length > MOST_CONTENTS) throw new ShopError('PARAM_INVALID', { field: 'contents' })
  const found = await readContents(ctx, contents)
  for (const [at, one] of contents.entries()) {
    const facts = found.find(({ goodsId, skuId }) => goodsId === one.goodsId && skuId === one.skuId)
    // Virtual goods hand out codes for their own line of an order; a package has one line for all.
    const isFit = facts && !facts.isDeleted && facts.sellerId === sellerId && facts.isReal && (one.skuId > 0 ? facts.isSkuKnown : !facts.hasSku)
    if (!isFit) throw new ShopError('PARAM_INVALID', { field: `contents.${at}` })
  }
}

export const PACKAGE_WARNINGS = ['belowCost', 'noSaving', 'notSold', 'noStock'] as const
export type PackageWarning = typeof PACKAGE_WARNINGS[number]

export interface PreviewLine extends ContentForm {
  sn: string
  name: string
  thumbUrl: string
  optionsText: string
  /** One unit bought alone today, by the shop's own price. */
  priceFen: number
  costPriceFen: number
  /** Its part of one package's price. */
  shareFen: number
  stock: number
  isSold: boolean
}

export interface PackagePreview {
  lines: PreviewLine[]
  marketFen: number
  subtotalFen: number
  savingFen: number
  costFen: number
  marginFen: number
  stock: number
  warnings: PackageWarning[]
}

const sumOf = (contents: readonly StaffContent[], amount: (content: StaffContent) => number): number => contents.reduce((sum, one) => sum + amount(one) * one.quantity, 0)

/** What a package with these contents comes to today: what they cost alone, what each gets of the price, and what to mind. */
export async function previewPackage(ctx: Pick<TxCtx, 'sql' | 'now'>, { priceFen, contents: asked }: { priceFen: number, contents: ContentForm[] }): Promise<PackagePreview> {
  const contents = await readContents(ctx, asked)
  const prices = contents.map((content) => contentPriceFen(content, null, ctx.now))
  const shares = priceFen > 0 && contents.length > 0 ? packageShares(priceFen, contents.map((content, at) => ({ quantity: content.quantity, priceFen: prices[at] ?? 0 }))) : []
  const subtotalFen = contents.reduce((sum, content, at) => sum + (prices[at] ?? 0) * content.quantity, 0)
  const costFen = sumOf(contents, (one) => one.costPriceFen)
  const stock = contents.length > 0 ? Math.min(...contents.map((one) => Math.floor(one.stock / Math.max(1, one.quantity)))) : 0
  const facts: [PackageWarning, boolean][] = [
    ['belowCost', priceFen > 0 && priceFen < costFen],
    ['noSaving', priceFen > 0 && contents.length > 0 && priceFen >= subtotalFen],
    ['notSold', contents.some((one) => !one.isSold)],
    ['noStock', contents.length > 0 && stock === 0],
  ]
  return {
    lines: contents.map(({ goodsId, skuId, quantity, sn, name, thumbUrl, optionsText, costPriceFen, stock: left, isSold }, at) => (
      { goodsId, skuId, quantity, sn, name, thumbUrl, optionsText, priceFen: prices[at] ?? 0, costPriceFen, shareFen: shares[at] ?? 0, stock: left, isSold }
    )),
    marketFen: sumOf(contents, (one) => one.marketPriceFen),
    subtotalFen,
    savingFen: Math.max(0, subtotalFen - priceFen),
    costFen,
    marginFen: priceFen - costFen,
    stock,
    warnings: facts.filter(([, isSo]) => isSo).map(([warning]) => warning),
  }
}
