import { existingImages, type MediaStorage } from '../media/index.ts'
import type { Ctx } from '../database/index.ts'
import { readPairs } from './cell-pairs.ts'
import type { ListNames } from './goods-lists.ts'

/** Pictures a file may name: those sent with it by the names of their files, and any that lies in the shop's storage. */
export interface FilePictures {
  sent: readonly { name: string, url: string }[]
  storage: MediaStorage
  /** Addresses of the shop itself may be written out in full. */
  baseUrl: string
}

const OWN = /^\/media\/\S+$/
const DETAIL = /-1200\.webp$/
const ADDRESS = /^(?:https?:)?\/\//i
const baseName = (name: string): string => (name.split(/[/\\]/).at(-1) ?? '').toLowerCase()

function addressOf(name: string, { sent, baseUrl }: FilePictures): string | null {
  if (name.startsWith(`${baseUrl}/media/`)) return name.slice(baseUrl.length)
  if (OWN.test(name)) return name
  return ADDRESS.test(name) ? null : sent.find((one) => baseName(one.name) === baseName(name))?.url ?? ''
}

/** Finds out which of the pictures these cells name are there; nothing is fetched from elsewhere. */
export async function pictureFinder(ctx: Ctx, cells: readonly string[], pictures: FilePictures): Promise<ListNames['picture']> {
  const named = cells.flatMap((cell) => readPairs(cell).map(({ name, value }) => addressOf(/^https?$/i.test(name) ? `${name}:${value}` : name, pictures) ?? ''))
  const urls = [...new Set(named)].filter((url) => url !== '')
  const shown = await ctx.db.goodsImage.findMany({ where: { url: { in: urls } }, distinct: ['url'], select: { url: true, thumbUrl: true } })
  const mains = await ctx.db.goods.findMany({ where: { imageUrl: { in: urls } }, distinct: ['imageUrl'], select: { imageUrl: true, thumbUrl: true } })
  const thumbs = new Map([...mains.map((row) => [row.imageUrl, row.thumbUrl] as const), ...shown.map((row) => [row.url, row.thumbUrl] as const)])
  for (const url of await existingImages(pictures.storage, urls.filter((one) => !thumbs.has(one)))) thumbs.set(url, url.replace(DETAIL, '-400.webp'))
  return (name) => {
    const url = addressOf(name, pictures)
    if (url === null) return { word: 'foreignPicture' }
    const thumbUrl = thumbs.get(url)
    return thumbUrl === undefined ? { word: 'unknownPicture' } : { url, thumbUrl }
  }
}
