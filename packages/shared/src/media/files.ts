import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { ShopError } from '../errors/index.ts'
import type { MediaStorage } from './storage.ts'

const MEGABYTE = 1024 * 1024
const MAX_BYTES = 20 * MEGABYTE
const NAME_LENGTH = 32
const MEDIA_PATH = '/media/'
const NOT_TEXT = 0

interface Kind {
  contentType: string
  /** What its bytes must say; null for plain text, which says nothing. */
  detected: readonly string[] | null
}

/** Files that are no pictures, by the end of their name. */
const KINDS: Readonly<Record<string, Kind>> = {
  pdf: { contentType: 'application/pdf', detected: ['application/pdf'] },
  xls: { contentType: 'application/vnd.ms-excel', detected: ['application/x-cfb'] },
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', detected: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  csv: { contentType: 'text/csv; charset=utf-8', detected: null },
  txt: { contentType: 'text/plain; charset=utf-8', detected: null },
  zip: { contentType: 'application/zip', detected: ['application/zip'] },
  mp4: { contentType: 'video/mp4', detected: ['video/mp4'] },
}

const KEY = new RegExp(`^files/[0-9a-f]{32}\\.(${Object.keys(KINDS).join('|')})$`)

export interface StoredContent {
  url: string
  ext: string
}

export function endOfName(fileName: string): string {
  return /\.([a-z\d]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
}

/** Stores a file as it is, when its bytes are what its name says they are. */
export async function saveFile(storage: MediaStorage, { fileName, bytes }: { fileName: string, bytes: Buffer }): Promise<StoredContent> {
  const ext = endOfName(fileName)
  const kind = Object.hasOwn(KINDS, ext) ? KINDS[ext] : undefined
  if (!kind || bytes.length === 0 || bytes.length > MAX_BYTES) throw new ShopError('FILE_INVALID')
  const type = await fileTypeFromBuffer(bytes)
  const isAsNamed = kind.detected ? type !== undefined && kind.detected.includes(type.mime) : type === undefined && !bytes.includes(NOT_TEXT)
  if (!isAsNamed) throw new ShopError('FILE_INVALID')
  const key = `files/${createHash('sha256').update(bytes).digest('hex').slice(0, NAME_LENGTH)}.${ext}`
  if (!await storage.has(key)) await storage.put(key, bytes, kind.contentType)
  return { url: MEDIA_PATH + key, ext }
}

/** What lies behind `/media/files/…`; null for anything that is no such name. A page never shows it, but a video. */
export async function readFile(storage: MediaStorage, pathname: string): Promise<{ bytes: Buffer, contentType: string, etag: string, isShown: boolean } | null> {
  const key = pathname.startsWith(MEDIA_PATH) ? pathname.slice(MEDIA_PATH.length) : pathname
  const ext = KEY.exec(key)?.[1]
  const kind = ext === undefined ? undefined : KINDS[ext]
  const bytes = kind ? await storage.get(key) : null
  if (!kind || !bytes) return null
  return { bytes, contentType: kind.contentType, etag: `"${key.slice(key.indexOf('/') + 1)}"`, isShown: ext === 'mp4' }
}
