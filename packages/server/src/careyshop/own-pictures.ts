import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'

const OWN = /^\/media\/[a-z][a-z0-9-]{0,30}\/[0-9a-f]{32}-\d{2,4}\.webp$/
const DETAIL = '-1200.webp'
const THUMB = '-400.webp'

/** A picture as clients name it: its address, or what an upload answered. */
export const sentPicture = z.union([z.string().max(500), z.object({ source: z.string().max(500) }), z.object({ url: z.string().max(500) })])
export type SentPicture = z.output<typeof sentPicture>

function addressOf(sent: SentPicture): string {
  if (typeof sent === 'string') return sent
  return 'source' in sent ? sent.source : sent.url
}

/** Where it lies in the shop's own storage. A picture that lies elsewhere has not been looked at and is refused. */
export function ownPicture(sent: SentPicture, field: string, baseUrl: string): { url: string, thumbUrl: string } {
  const address = addressOf(sent)
  const path = address.startsWith(`${baseUrl}/`) ? address.slice(baseUrl.length) : address
  if (!OWN.test(path)) throw new ShopError('PARAM_INVALID', { field })
  return { url: path, thumbUrl: path.endsWith(DETAIL) ? path.slice(0, -DETAIL.length) + THUMB : path }
}

/** The same for one address that may be left empty. */
export function ownPictureOrNone(address: string | undefined, field: string, baseUrl: string): string | undefined {
  return address === undefined || address === '' ? address : ownPicture(address, field, baseUrl).url
}
