import type { SignReaders } from '@xiaopu/shared/platform'
import { careyshopRequest } from './careyshop.ts'
import { wjxRequest } from './wjx.ts'

/** What the admin's signature check asks the gateway's conventions. */
export const SIGN_READERS: SignReaders = { careyshop: careyshopRequest, wjx: wjxRequest }
