import { unusedPictures } from '@xiaopu/shared/catalogue'
import type { FileInput } from '@xiaopu/shared/contract'
import { removeImage, saveImage, type SavedImage } from '@xiaopu/shared/media'
import type { RequestCtx } from '../context.ts'
import type { ItemPictures } from './item-input.ts'

/** Where pictures sent by programs lie: apart from those a form has uploaded and not saved yet. */
const FOLDER = 'items'

export interface SavedPictures {
  image?: SavedImage
  addImages?: SavedImage[]
}

/** Keeps the pictures of a product, then writes it; when the product is refused, its pictures go too. */
export async function withItemPictures<T>(ctx: RequestCtx, { image, gallery }: ItemPictures, write: (saved: SavedPictures) => Promise<T>): Promise<T> {
  const kept: SavedImage[] = []
  const save = async (file: FileInput): Promise<SavedImage> => {
    const saved = await saveImage(ctx.media, file, { folder: FOLDER })
    kept.push(saved)
    return saved
  }
  try {
    const saved: SavedPictures = {}
    if (image) saved.image = await save(image)
    for (const file of gallery) saved.addImages = [...saved.addImages ?? [], await save(file)]
    return await write(saved)
  } catch (error) {
    for (const url of await unusedPictures(ctx, kept.map((one) => one.url))) await removeImage(ctx.media, url)
    throw error
  }
}
