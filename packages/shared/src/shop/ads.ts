import type { Ad, AdPosition } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { visitLimit } from './visits.ts'

const ONE_CLICK_MS = 10 * 60 * 1000

interface AdRow extends Omit<Ad, 'startTime' | 'endTime'> {
  startAt: Date
  endAt: Date
}

const POSITION = `SELECT "id" AS "positionId", "name" AS "positionName", "code" AS "positionCode", "width" AS "adWidth", "height" AS "adHeight" FROM "AdPosition"
  WHERE "id" = $1 OR "code" = $2`
const RUNNING = `SELECT "id" AS "adId", "positionId", "name" AS "adName", "mediaType", "imageUrl" AS "image", "text", "link" AS "adLink", "linkType", "linkId",
  "startAt", "endAt", "sortOrder" FROM "Ad" WHERE "positionId" = $1 AND (SELECT p."isEnabled" FROM "AdPosition" p WHERE p."id" = $1) AND "isEnabled" AND "startAt" <= $2 AND $2 < "endAt" ORDER BY "sortOrder", "id" DESC LIMIT $3`

/** 广告列表 of one position. */
export async function listAds({ sql, now }: Ctx, input: { positionId?: number | undefined, positionCode?: string | undefined, limit: number }): Promise<{ position: AdPosition, ads: Ad[] }> {
  const { positionId, positionCode, limit } = input
  if (positionId === undefined && positionCode === undefined) throw new ShopError('PARAM_MISSING', { field: 'position_id' })
  if (positionId !== undefined && positionCode !== undefined) throw new ShopError('PARAM_INVALID', { field: 'position_code' })
  const position = await sql.row<AdPosition>('ad_position', POSITION, [positionId ?? null, positionCode ?? null])
  if (!position) throw new ShopError('NOT_FOUND')
  const rows = await sql.rows<AdRow>('ads_running', RUNNING, [position.positionId, now, limit])
  return {
    position,
    ads: rows.map(({ startAt, endAt, ...ad }) => ({ ...ad, startTime: startAt.toISOString(), endTime: endAt.toISOString() })),
  }
}

const isNewClick = visitLimit(ONE_CLICK_MS)

/** 广告点击: counted once per visitor in a while, answered always. */
export async function clickAd({ sql, actor, now }: Ctx, { adId }: { adId: number }): Promise<{ adLink: string }> {
  const ad = await sql.row<{ adLink: string }>('ad_link', 'SELECT "link" AS "adLink" FROM "Ad" WHERE "id" = $1', [adId])
  if (!ad) throw new ShopError('NOT_FOUND')
  if (isNewClick(actor, `ad:${adId}`, now)) await sql.run('ad_click', 'UPDATE "Ad" SET "clickCount" = "clickCount" + 1 WHERE "id" = $1', [adId])
  return ad
}
