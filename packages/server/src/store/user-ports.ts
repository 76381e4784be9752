import { type ImagePort, NO_MESSAGES } from '@xiaopu/shared/accounts'
import { takeOverCart } from '@xiaopu/shared/cart'
import { goodsSummaries } from '@xiaopu/shared/catalogue'
import type { RequestCtx } from '../context.ts'
import { notBuilt } from '../trpc.ts'

// Until the request carries the storage of pictures: `saveImage: (file, limits) => saveImage(media, file, limits)`.
const images: ImagePort = { saveImage: async () => notBuilt() }

/** What accounts use of other domains and of the request. */
export function accountPorts({ secretsKey, baseUrl }: RequestCtx) {
  return { ...NO_MESSAGES, ...images, takeOverCart, goodsSummaries, secretsKey, baseUrl }
}
