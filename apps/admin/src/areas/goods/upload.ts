import type { Language } from '../../api.ts'
import { errorText, isErrorWord } from '@xiaopu/shared/errors'

export interface UploadedImage { url: string, thumbUrl: string }

/** Why a picture was not taken; an empty word when nobody answered. */
export class UploadRefusal extends Error {
  constructor(readonly word: string) { super(word) }

  text(language: Language, otherwise: string): string {
    return isErrorWord(this.word) ? errorText(this.word, {}, language) : otherwise
  }
}

function fieldOf(answer: unknown, name: string): string {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : ''
  return typeof value === 'string' ? value : ''
}

async function send(file: File): Promise<UploadedImage> {
  const body = new FormData()
  body.append('file', file)
  const response = await fetch('/admin/upload', { method: 'POST', body, headers: { 'x-xiaopu-csrf': '1' } }).catch(() => null)
  const answer: unknown = await response?.json().catch(() => null)
  if (!response?.ok) throw new UploadRefusal(fieldOf(answer, 'error'))
  return { url: fieldOf(answer, 'url'), thumbUrl: fieldOf(answer, 'thumbUrl') }
}

const underWay = new Set<Promise<UploadedImage>>()

/** One picture to the server, which encodes it anew. */
export function uploadImage(file: File): Promise<UploadedImage> {
  const upload = send(file)
  underWay.add(upload)
  const ended = (): void => void underWay.delete(upload)
  upload.then(ended, ended)
  return upload
}

/** When no picture is on its way any more; one that starts as another ends is waited for as well. */
export async function uploadsEnded(): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay)
}

/** The pictures among what was dropped or chosen. */
export function imagesOf(files: FileList | null | undefined): File[] {
  return [...files ?? []].filter((file) => /^image\/(?:jpeg|png|webp|avif)$/.test(file.type))
}
