import { NO_MESSAGES } from '@xiaopu/shared/accounts'
import type { FileInput } from '@xiaopu/shared/contract'
import { takeOverCart } from '@xiaopu/shared/cart'
import { goodsSummaries } from '@xiaopu/shared/catalogue'
import { saveImage } from '@xiaopu/shared/media'
import type { RequestCtx } from '../context.ts'

/** What accounts use of other domains and of the request. */
export function accountPorts({ secretsKey, baseUrl, media }: RequestCtx) {
  return { ...NO_MESSAGES, saveImage: (file: FileInput, limits: { maxBytes: number, folder: string }) => saveImage(media, file, limits), takeOverCart, goodsSummaries, secretsKey, baseUrl }
}
