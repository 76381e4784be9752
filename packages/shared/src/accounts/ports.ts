import type { FileInput, Goods } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'

/** What accounts need of other domains. Handed in, so that those may use accounts without a circle. */
export interface CartPort {
  takeOverCart: (tx: TxCtx, cart: { userId: number, cartKey: string }) => Promise<void>
}

/** `program`: whatever a client of the CareyShop convention needs it for. */
export type CodePurpose = 'signup' | 'signin' | 'forget' | 'bind' | 'change_new' | 'verify' | 'program'
export type CodeVerdict = 'right' | 'wrong' | 'expired'

export interface CodePort {
  /** Judges a code sent to a mobile and, when it is right, uses it up. Never sent, used and killed are `expired`. */
  useMobileCode: (tx: TxCtx, sent: { mobileKey: string, purpose: CodePurpose, code: string }) => Promise<CodeVerdict>
}

export interface GoodsPort<C extends TxCtx> {
  /** Products that are off sale too; those in the recycle bin are left out. */
  goodsSummaries: (ctx: C, goodsIds: number[]) => Promise<Map<number, Goods>>
}

export interface ImagePort {
  /** FILE_INVALID for what is no picture or too large. */
  saveImage: (file: FileInput, limits: { maxBytes: number, folder: string }) => Promise<{ url: string }>
}

export interface SecretsPort {
  /** 32 bytes: encrypts what must be kept but not read. */
  secretsKey: Uint8Array
}
