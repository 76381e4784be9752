import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { FileInput } from '../contract/index.ts'
import { ShopError } from '../errors/index.ts'
import type { MediaStorage } from './storage.ts'

const MEGABYTE = 1024 * 1024
const MAX_BYTES = 5 * MEGABYTE
/** A picture of a few kilobytes can unfold to gigabytes; this many are a large camera's. */
const MAX_PIXELS = 50_000_000
const QUALITY = 82
const NAME_LENGTH = 32
const READABLE = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif'])
const GIF = 'image/gif'
const CONTENT_TYPE = 'image/webp'
const KEY = /^[a-z][a-z0-9-]{0,30}\/[0-9a-f]{32}-\d{2,4}\.webp$/
const MEDIA_PATH = '/media/'

export const IMAGE_SIZES = { thumb: 400, detail: 1200 } as const

export type ImageSource = FileInput | { bytes: Buffer }

export interface ImageOptions {
  /** What the picture is for: goods, comments, avatars. */
  folder: string
  maxBytes?: number
  /** Of an animation its first picture is kept. */
  takesGif?: boolean
  /** The longest edge of each picture made. */
  sizes?: { thumb: number, detail: number }
}

export interface SavedImage {
  url: string
  thumbUrl: string
}

function bytesOf(source: ImageSource, maxBytes: number): Buffer {
  // Four letters stand for three bytes: too long a text is refused before it is unpacked.
  if ('base64' in source && source.base64.length > Math.ceil(maxBytes / 3) * 4) throw new ShopError('FILE_INVALID')
  const bytes = 'base64' in source ? Buffer.from(source.base64, 'base64') : source.bytes
  if (bytes.length === 0 || bytes.length > maxBytes) throw new ShopError('FILE_INVALID')
  return bytes
}

async function encoded(bytes: Buffer, edge: number): Promise<Buffer> {
  // Loaded with the first picture: most servers never see one, and it takes tens of megabytes.
  const { default: sharp } = await import('sharp')
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 })
      .rotate()
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer()
  } catch (error) {
    throw new ShopError('FILE_INVALID', {}, { cause: error })
  }
}

/**
 * Stores a picture in the sizes the pages show, encoded anew: whatever else the file carried (place, camera, a script behind the
 * pixels) is gone. Its type is judged by its bytes.
 */
export async function saveImage(storage: MediaStorage, source: ImageSource, options: ImageOptions): Promise<SavedImage> {
  const { folder, maxBytes = MAX_BYTES, takesGif = false, sizes = IMAGE_SIZES } = options
  const bytes = bytesOf(source, maxBytes)
  const type = await fileTypeFromBuffer(bytes)
  if (!type || !(READABLE.has(type.mime) || (takesGif && type.mime === GIF))) throw new ShopError('FILE_INVALID')
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, NAME_LENGTH)
  const store = async (edge: number): Promise<string> => {
    const key = `${folder}/${name}-${edge}.webp`
    if (!await storage.has(key)) await storage.put(key, await encoded(bytes, edge), CONTENT_TYPE)
    return MEDIA_PATH + key
  }
  const url = await store(sizes.detail)
  return { url, thumbUrl: await store(sizes.thumb) }
}

export interface Media {
  bytes: Buffer
  contentType: string
  /** The content never changes under its name: it may be kept for ever. */
  etag: string
}

/** What lies behind `/media/…`; null for anything that is no such name. */
export async function readMedia(storage: MediaStorage, pathname: string): Promise<Media | null> {
  const key = pathname.startsWith(MEDIA_PATH) ? pathname.slice(MEDIA_PATH.length) : pathname
  if (!KEY.test(key)) return null
  const bytes = await storage.get(key)
  return bytes && { bytes, contentType: CONTENT_TYPE, etag: `"${key.slice(key.indexOf('/') + 1)}"` }
}

/** How large a stored picture is, 0 and 0 for what is none. */
export async function pictureSize(bytes: Buffer): Promise<{ width: number, height: number }> {
  const { default: sharp } = await import('sharp')
  const { width = 0, height = 0 } = await sharp(bytes).metadata()
  return { width, height }
}

const SIZE_OF_NAME = /-\d{2,4}\.webp$/

/** Takes a picture out in all its sizes; the caller knows that nobody shows it any more. */
export async function removeImage(storage: MediaStorage, url: string): Promise<void> {
  const key = url.startsWith(MEDIA_PATH) ? url.slice(MEDIA_PATH.length) : ''
  if (!KEY.test(key)) return
  for (const size of Object.values(IMAGE_SIZES)) await storage.remove(key.replace(SIZE_OF_NAME, `-${size}.webp`))
}

const AT_ONCE = 20

/** Which of these addresses have a picture behind them. */
export async function existingImages(storage: MediaStorage, urls: readonly string[]): Promise<string[]> {
  const keys = urls.flatMap((url) => (url.startsWith(MEDIA_PATH) && KEY.test(url.slice(MEDIA_PATH.length)) ? [url] : []))
  const found: string[] = []
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const slice = keys.slice(at, at + AT_ONCE)
    const isThere = await Promise.all(slice.map((url) => storage.has(url.slice(MEDIA_PATH.length))))
    found.push(...slice.filter((_, index) => isThere[index]))
  }
  return found
}
