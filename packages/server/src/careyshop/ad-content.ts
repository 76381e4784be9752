import type { DeskAd } from '@xiaopu/shared/content'
import { ownPicture } from './own-pictures.ts'
import { absolute } from './wire.ts'

const ADDRESS = /^(?:https?:\/\/|\/)\S+$/i

/** Clients send one text for both: the address of a picture, or what is shown in its place. */
export function adContent(sent: string, baseUrl: string): { imageUrl?: string, content: string } {
  const text = sent.trim()
  return ADDRESS.test(text) ? { imageUrl: ownPicture(text, 'content', baseUrl).url, content: '' } : { content: sent }
}

export function wirePicture({ content, imageUrl }: Pick<DeskAd, 'content' | 'imageUrl'>, baseUrl: string): string {
  return content || absolute(imageUrl, baseUrl)
}
