import { type CartPort, type ImagePort, NO_MESSAGES } from '@xiaopu/shared/accounts'
import { goodsSummaries } from '@xiaopu/shared/catalogue'
import type { Ctx } from '@xiaopu/shared/database'
import { notBuilt } from '../trpc.ts'

// The carts and the pictures are being built: their doors replace these two.
const cart: CartPort = { takeOverCart: async () => undefined }
const images: ImagePort<Ctx> = { saveImage: async () => notBuilt() }

/** What accounts use of other domains. */
export const accountPorts = { ...cart, ...images, ...NO_MESSAGES, goodsSummaries }
