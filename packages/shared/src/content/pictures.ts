import type { FileInput } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PicturePort } from './ports.ts'

const MEGABYTE = 1024 * 1024
const MOST_BYTES = 5 * MEGABYTE

const STILL_SHOWN = `SELECT p."url" FROM unnest($1::text[]) AS p("url")
  WHERE EXISTS (SELECT 1 FROM "StoredFile" f WHERE p."url" = f."url") OR EXISTS (SELECT 1 FROM "Comment" c WHERE p."url" = ANY(c."images")) OR EXISTS (SELECT 1 FROM "CommentAddition" a WHERE p."url" = ANY(a."images"))
    OR EXISTS (SELECT 1 FROM "Message" m WHERE m."imageUrl" = p."url")`

/** After the rows are gone: takes out the pictures that nobody else sent too; files somebody keeps stay. */
export async function removePictures(ctx: TxCtx, urls: readonly string[], { removeImage }: PicturePort): Promise<void> {
  if (urls.length === 0) return
  const shown = new Set((await ctx.sql.rows<{ url: string }>('content_pictures_shown', STILL_SHOWN, [urls])).map((row) => row.url))
  for (const url of new Set(urls)) {
    if (!shown.has(url)) await removeImage(url)
  }
}

/** Keeps the pictures, then writes the rows that show them; when those are refused, the pictures go too. */
export async function withPictures<T>(ctx: TxCtx, { files, folder }: { files: readonly FileInput[], folder: string }, ports: PicturePort, write: (urls: string[]) => Promise<T>): Promise<T> {
  const urls: string[] = []
  try {
    for (const file of files) urls.push((await ports.saveImage(file, { maxBytes: MOST_BYTES, folder })).url)
    return await write(urls)
  } catch (error) {
    await removePictures(ctx, urls, ports)
    throw error
  }
}

/** Only files the writer has sent may be named: with the text its pictures go. */
export async function assertOwnFiles({ sql }: Pick<TxCtx, 'sql'>, userId: number, urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return
  const rows = await sql.rows<{ url: string }>('content_own_files', 'SELECT DISTINCT "url" FROM "StoredFile" WHERE "userId" = $1 AND "url" = ANY($2::text[])', [userId, urls])
  if (rows.length < new Set(urls).size) throw new ShopError('PARAM_INVALID', { field: 'image' })
}
