import { createHash } from 'node:crypto'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { endOfName, type MediaStorage, pictureSize, readFile, readMedia, saveFile, saveImage } from '../media/index.ts'
import { audit } from '../staff/index.ts'
import { takeTurn } from './slot.ts'

const MEGABYTE = 1024 * 1024
const DAY_MS = 86_400_000
const PICTURE_BYTES = 10 * MEGABYTE
const MAX_NAME = 255
const PER_DAY = [{ limit: 100, windowMs: DAY_MS }]
const PICTURES = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp'])
const STAFF = 0

/** A file of an outside program as it is kept. */
export interface KeptFile {
  id: number
  userId: number
  name: string
  ext: string
  size: number
  width: number
  height: number
  hash: string
  url: string
  createdAt: Date
  updatedAt: Date
}

export interface SentFile {
  fileName: string
  bytes: Buffer
}

/** Staff's files are one drawer; a shopper's are the shopper's. */
function ownerOf({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind === 'staff') return STAFF
  if (actor.kind === 'shopper') return actor.userId
  throw new ShopError('SESSION_REQUIRED')
}

type Content = Pick<KeptFile, 'ext' | 'size' | 'width' | 'height' | 'hash' | 'url'>

/** Pictures are encoded anew; other files must be what their name says. */
async function stored(storage: MediaStorage, { fileName, bytes }: SentFile, folder: string): Promise<Content> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (!PICTURES.has(endOfName(fileName))) {
    const { url, ext } = await saveFile(storage, { fileName, bytes })
    return { url, ext, hash, size: (await readFile(storage, url))?.bytes.length ?? 0, width: 0, height: 0 }
  }
  const { url } = await saveImage(storage, { bytes }, { folder, maxBytes: PICTURE_BYTES, takesGif: true })
  const kept = await readMedia(storage, url)
  if (!kept) throw new Error('the picture was not stored')
  return { url, ext: 'webp', hash, size: kept.bytes.length, ...await pictureSize(kept.bytes) }
}

const INSERT = `INSERT INTO "StoredFile" ("userId", "name", "ext", "size", "width", "height", "hash", "url", "createdAt", "updatedAt") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING *`
const REPLACE = `UPDATE "StoredFile" SET "name" = $2, "ext" = $3, "size" = $4, "width" = $5, "height" = $6, "hash" = $7, "url" = $8, "updatedAt" = $9
  WHERE "id" = (SELECT f."id" FROM "StoredFile" f WHERE f."userId" = $1 AND f."url" = $10 ORDER BY f."id" LIMIT 1) RETURNING *`

/** Keeps a file for whoever sends it, in the place of an own one where its address is given. The content of that one stays. */
export async function keepFile(ctx: Ctx, storage: MediaStorage, file: SentFile & { name: string, replaces: string }): Promise<KeptFile> {
  const owner = ownerOf(ctx)
  // Before anything is stored: what is refused afterwards has had its turn.
  if (owner !== STAFF) await inTransaction(ctx, (tx) => takeTurn(tx, `file:${owner}`, PER_DAY))
  const content = await stored(storage, file, owner === STAFF ? 'goods' : 'comments')
  return inTransaction(ctx, async (tx) => {
    const { ext, size, width, height, hash, url } = content
    const values = [owner, (file.name || file.fileName).slice(0, MAX_NAME), ext, size, width, height, hash, url, tx.now]
    const row = file.replaces === ''
      ? await tx.sql.row<KeptFile & Record<string, unknown>>('file_insert', INSERT, values)
      : await tx.sql.row<KeptFile & Record<string, unknown>>('file_replace', REPLACE, [...values, file.replaces])
    if (!row) throw new ShopError('NOT_FOUND')
    if (owner === STAFF) await audit(tx, { action: file.replaces === '' ? 'file.upload' : 'file.replace', targetKind: 'file', targetId: row.id, targetName: row.name, after: { url, size } })
    return row
  })
}

/** One of the caller's own files. */
export async function ownFile(ctx: Ctx, id: number): Promise<KeptFile> {
  const row = await ctx.sql.row<KeptFile & Record<string, unknown>>('file_own', 'SELECT * FROM "StoredFile" WHERE "id" = $1 AND "userId" = $2', [id, ownerOf(ctx)])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}
