import type { Actor, Ctx } from '@xiaopu/shared/database'
import type { MediaStorage } from '@xiaopu/shared/media'

/** One request, whatever road it came by. A procedure sees its business half through `Ctx`. */
export interface RequestCtx extends Ctx {
  requestId: string
  ip: string
  /** The storefront and the admin hold their session in a cookie; outside programs get and send it as text. */
  transport: 'web' | 'gateway'
  /** The session's text as the caller sent it, '' without one. */
  sessionToken: string
  /** Why a session that was sent does not count; null when none was sent or it is good. */
  isSessionInvalid: boolean
  /** Sets (or with '' ends) the browser's session cookie; nothing for outside programs. */
  setSessionCookie: (token: string, expiresAt: Date | null) => void
  /** Where the storefront is reached, for links in mails and answers. */
  baseUrl: string
  /** Encrypts what must be kept but not read: app secrets, queued messages. */
  secretsKey: Buffer
  /** Where pictures lie. */
  media: MediaStorage
  /** Webhooks may go to this machine and its networks, over plain HTTP too. They may not when nothing is said. */
  allowsLocal?: boolean
}

export type ShopperActor = Extract<Actor, { kind: 'shopper' }>
export type StaffActor = Extract<Actor, { kind: 'staff' }>
