import { type CodePort, useCode } from '@xiaopu/shared/accounts'
import type { FileInput } from '@xiaopu/shared/contract'
import { takeOverCart } from '@xiaopu/shared/cart'
import { goodsSummaries } from '@xiaopu/shared/catalogue'
import type { PicturePort } from '@xiaopu/shared/content'
import { removeImage, saveImage } from '@xiaopu/shared/media'
import type { RequestCtx } from '../context.ts'

/** Pictures of this request's writer. */
export function picturePort({ media }: Pick<RequestCtx, 'media'>): PicturePort {
  return { saveImage: (file: FileInput, limits: { maxBytes: number, folder: string }) => saveImage(media, file, limits), removeImage: (url) => removeImage(media, url) }
}

/** Codes that were sent to a number for the purpose at hand. */
function codePort(ctx: Pick<RequestCtx, 'secretsKey'>): CodePort {
  return { useMobileCode: (tx, { mobileKey, purpose, code }) => useCode(tx, { target: mobileKey, purpose, code }, ctx) }
}

/** What accounts use of other domains and of the request. */
export function accountPorts(ctx: RequestCtx) {
  const { secretsKey, baseUrl } = ctx
  return { ...codePort(ctx), saveImage: picturePort(ctx).saveImage, takeOverCart, goodsSummaries, secretsKey, baseUrl }
}
