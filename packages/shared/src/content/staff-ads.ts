import { cleanHtml } from '../catalogue/index.ts'
import type { Ad } from '../contract/index.ts'
import { type Ctx, inPrismaTransaction, type PrismaTxCtx, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import type { AdChange, NewAd } from './ad-input.ts'
import { type DeskPage, literal, platformOnly } from './desk.ts'

export interface DeskAd {
  id: number
  positionId: number
  positionName: string
  /** The number programs keep with its place. */
  platform: number
  code: string
  name: string
  mediaType: number
  imageUrl: string
  text: string
  link: string
  linkType: Ad['linkType']
  linkId: number
  target: string
  content: string
  color: string
  startAt: Date
  endAt: Date
  sortOrder: number
  isEnabled: boolean
  clickCount: number
}

export const AD_ORDERS = ['id', 'positionId', 'name', 'startAt', 'endAt', 'sortOrder', 'isEnabled', 'clickCount'] as const
export const AD_STATES = ['all', 'running', 'planned', 'over', 'off'] as const
export type AdState = typeof AD_STATES[number]

export interface AdFilter {
  state: AdState
  /** 0: any. */
  positionId: number
  /** '' any. */
  code: string
  name: string
  platform?: number | undefined
  /** Code instead of a picture or words. */
  isCode?: boolean | undefined
  isEnabled?: boolean | undefined
  /** Those that run at some moment of this span. */
  from?: Date | undefined
  until?: Date | undefined
  order: typeof AD_ORDERS[number]
  isDescending: boolean
}

const COLUMNS = `a."id", a."positionId", p."name" AS "positionName", p."platform", coalesce(a."code", '') AS "code", a."name", a."mediaType", a."imageUrl", a."text", a."link", a."linkType", a."linkId",
  a."target", a."content", a."color", a."startAt", a."endAt", a."sortOrder", a."isEnabled", a."clickCount"`
const FROM = 'FROM "Ad" a JOIN "AdPosition" p ON p."id" = a."positionId"'
const STATES: Readonly<Record<AdState, string>> = {
  all: 'true',
  running: 'a."isEnabled" AND a."startAt" <= $1 AND $1 < a."endAt"',
  planned: 'a."isEnabled" AND a."startAt" > $1',
  over: 'a."isEnabled" AND a."endAt" <= $1',
  off: 'NOT a."isEnabled"',
}
const FOUND = `$1::timestamptz IS NOT NULL AND ($2::int = 0 OR a."positionId" = $2) AND ($3::text = '' OR a."code" = $3) AND a."name" ILIKE $4 AND ($5::int IS NULL OR p."platform" = $5)
  AND ($6::boolean IS NULL OR (a."mediaType" = 1) = $6) AND ($7::boolean IS NULL OR a."isEnabled" = $7) AND ($8::timestamptz IS NULL OR a."endAt" > $8) AND ($9::timestamptz IS NULL OR a."startAt" <= $9)`

/** Adverts of all places, whether they run or not. */
export async function findAds(ctx: TxCtx, filter: AdFilter, page: DeskPage): Promise<{ items: DeskAd[], totalResults: number, counts: Record<AdState, number> }> {
  const { state, order, isDescending } = filter
  const direction = isDescending ? 'DESC' : 'ASC'
  const values = [ctx.now, filter.positionId, filter.code, `%${literal(filter.name)}%`, filter.platform ?? null, filter.isCode ?? null, filter.isEnabled ?? null, filter.from ?? null, filter.until ?? null]
  const [rows, counts] = await Promise.all([
    ctx.sql.rows<DeskAd & Record<string, unknown>>(`ads_found_${state}_${order}_${direction}`, `SELECT ${COLUMNS} ${FROM} WHERE ${FOUND} AND ${STATES[state]} ORDER BY a."${order}" ${direction}, a."id" ${direction} LIMIT $10 OFFSET $11`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<Record<AdState, number>>('ads_found_count', `SELECT ${AD_STATES.map((one) => `count(*) FILTER (WHERE ${STATES[one]})::int AS "${one}"`).join(', ')} ${FROM} WHERE ${FOUND}`, values),
  ])
  const found = counts ?? { all: 0, running: 0, planned: 0, over: 0, off: 0 }
  return { items: rows, totalResults: found[state], counts: found }
}

export async function getAd({ sql }: Pick<TxCtx, 'sql'>, id: number): Promise<DeskAd> {
  const row = await sql.row<DeskAd & Record<string, unknown>>('ad_for_staff', `SELECT ${COLUMNS} ${FROM} WHERE a."id" = $1`, [id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

/** The running advert programs ask for by its code. */
export async function adByCode({ sql, now }: TxCtx, code: string): Promise<DeskAd> {
  const row = await sql.row<DeskAd & Record<string, unknown>>('ad_by_code', `SELECT ${COLUMNS} ${FROM} WHERE a."code" = $2 AND p."isEnabled" AND ${STATES.running}`, [now, code])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

async function taken({ db }: Pick<PrismaTxCtx, 'db'>, code: string, ownId: number): Promise<boolean> {
  return code !== '' && await db.ad.count({ where: { code, id: { not: ownId } } }) > 0
}

/** CONFLICT when another advert has this code. */
export async function refuseTakenCode(ctx: Pick<PrismaTxCtx, 'db'>, code: string, ownId: number): Promise<void> {
  if (await taken(ctx, code, ownId)) throw new ShopError('CONFLICT')
}

async function checkAd(tx: PrismaTxCtx, { positionId, code, startAt, endAt, linkType, linkId }: AdChange & Pick<NewAd, 'positionId' | 'startAt' | 'endAt'>, ownId: number): Promise<void> {
  if (!await tx.db.adPosition.findUnique({ where: { id: positionId } })) throw new ShopError('PARAM_INVALID', { field: 'position_id' })
  if (startAt >= endAt) throw new ShopError('PARAM_INVALID', { field: 'end_time' })
  const needsId = linkType !== undefined && linkType !== 'none' && linkType !== 'url'
  if (needsId && (linkId ?? 0) === 0) throw new ShopError('PARAM_INVALID', { field: 'link_id' })
  await refuseTakenCode(tx, code ?? '', ownId)
}

function columnsOf({ code, content, ...change }: AdChange) {
  return { ...change, ...code === undefined ? {} : { code: code || null }, ...content === undefined ? {} : { content: cleanHtml(content) } }
}

export async function addAd(ctx: Ctx, input: NewAd): Promise<number> {
  platformOnly(ctx)
  return inPrismaTransaction(ctx, async (tx) => {
    await checkAd(tx, input, 0)
    const { positionId, name, startAt, endAt } = input
    const after = await tx.db.ad.create({ data: { ...columnsOf(input), positionId, name, startAt, endAt } })
    await audit(tx, { action: 'ad.create', targetKind: 'ad', targetId: after.id, targetName: name, after })
    return after.id
  })
}

/** The same change of one or several; all or none. */
export async function saveAds(ctx: Ctx, ids: readonly number[], input: AdChange): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const before = await tx.db.ad.findUnique({ where: { id } })
      if (!before) throw new ShopError('NOT_FOUND')
      const { positionId = before.positionId, startAt = before.startAt, endAt = before.endAt, linkId = before.linkId } = input
      await checkAd(tx, { ...input, positionId, startAt, endAt, linkId }, id)
      const { clickCount: _clicks, ...after } = await tx.db.ad.update({ where: { id }, data: columnsOf(input) })
      const { clickCount: _clicksBefore, ...was } = before
      await audit(tx, { action: 'ad.update', targetKind: 'ad', targetId: id, targetName: after.name, before: was, after })
    }
  })
}

export async function removeAds(ctx: Ctx, ids: readonly number[]): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const before = await tx.db.ad.findUnique({ where: { id } })
      if (!before) throw new ShopError('NOT_FOUND')
      await tx.db.ad.delete({ where: { id } })
      await audit(tx, { action: 'ad.delete', targetKind: 'ad', targetId: id, targetName: before.name, before })
    }
  })
}
