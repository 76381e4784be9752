import type { TestDatabase } from '../../database/testing/test-database.ts'
import type { Actor, Ctx } from '../../database/index.ts'
import type { Goods } from '../../contract/index.ts'
import type { CodeVerdict } from '../ports.ts'
import { decrypt } from '../../secrets/index.ts'
import { forgetCaches } from '../../shop/index.ts'
import { type HashCost, hashPassword } from '../passwords.ts'
import { ShopError } from '../../errors/index.ts'

export const SECRETS_KEY = Buffer.alloc(32, 1)

/** For tests in which the price of a guess is not the point. */
export const CHEAP: HashCost = { memoryCost: 64, timeCost: 1, parallelism: 1, outputLen: 32 }
export const NOON = new Date('2026-03-01T04:00:00.000Z')
export const PASSWORD = 'teapot of yixing'

export const after = (seconds: number, start: Date = NOON): Date => new Date(start.getTime() + seconds * 1000)

export const guest = (ip: string, appId = 0): Actor => ({ kind: 'guest', appId, ip })
export const shopper = (userId: number, { sessionId = 0, ip = '', appId = 0 } = {}): Actor => ({ kind: 'shopper', userId, sessionId, appId, ip })

/** Ports of the other domains as tests need them; what was asked of them is kept. */
export function fakePorts(verdict: CodeVerdict = 'expired') {
  const carts: { userId: number, cartKey: string }[] = []
  const codes: { mobileKey: string, purpose: string, code: string }[] = []
  return {
    carts,
    codes,
    hashCost: CHEAP,
    secretsKey: SECRETS_KEY,
    takeOverCart: async (_tx: unknown, cart: { userId: number, cartKey: string }) => { carts.push(cart) },
    useMobileCode: async (_tx: unknown, sent: { mobileKey: string, purpose: string, code: string }) => {
      codes.push(sent)
      return verdict
    },
    saveImage: async (file: { name: string }, { maxBytes, folder }: { maxBytes: number, folder: string }) => {
      if (file.name === 'virus.exe') throw new ShopError('FILE_INVALID')
      return { url: `/media/${folder}/${file.name}?max=${maxBytes}` }
    },
  }
}

export function makeWorld(test: TestDatabase) {
  let made = 0
  return {
    ctx: (actor: Actor, now: Date = NOON): Ctx => test.ctx(actor, now),
    async set(settings: Record<string, string | number | boolean>): Promise<void> {
      for (const [key, value] of Object.entries(settings)) {
        await test.db.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
      }
      forgetCaches()
    },
    /** An account with a name of its own and `PASSWORD`. */
    async user(columns: Record<string, unknown> = {}) {
      made++
      const name = `user_${made}`
      const email = `${name}@example.com`
      return test.db.user.create({
        data: { name, nameKey: name, email, emailKey: email, passwordHash: await hashPassword(PASSWORD, CHEAP), signedUpAt: NOON, ...columns },
      })
    },
    /** The messages sent so far to somebody, oldest first, with their bodies in clear. */
    async messages(recipient: string): Promise<{ channel: string, template: string, params: Record<string, string | number> }[]> {
      const rows = await test.db.outboundMessage.findMany({ where: { recipient }, orderBy: { id: 'asc' } })
      return rows.map(({ channel, template, bodyCipher }) => ({
        channel,
        template,
        params: JSON.parse(decrypt(SECRETS_KEY, bodyCipher)) as Record<string, string | number>, // what queueMessage wrote
      }))
    },
  }
}

/** The word a call was refused with; fails the test when it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const { word } = await refused(call)
  return word
}

export async function refused(call: Promise<unknown>): Promise<ShopError> {
  try {
    await call
  } catch (error) {
    if (error instanceof ShopError) return error
    throw error
  }
  throw new Error('the call was not refused')
}

export function goodsAt(goodsId: number, finalPriceFen: number): Goods {
  return {
    goodsId,
    categoryId: 1,
    brandId: 0,
    brandName: '',
    sellerId: 0,
    shopName: '',
    goodsSn: `sn${goodsId}`,
    goodsName: `goods ${goodsId}`,
    goodsBrief: '',
    goodsThumb: '',
    goodsImg: '',
    marketPriceFen: 0,
    shopPriceFen: finalPriceFen,
    rankPriceFen: finalPriceFen,
    promotePriceFen: 0,
    promoteStartDate: '',
    promoteEndDate: '',
    finalPriceFen,
    isOnSale: true,
    isAloneSale: true,
    isReal: true,
    isShippingFree: false,
    isBest: false,
    isNew: false,
    isHot: false,
    isPromote: false,
    hasSku: false,
    stock: 1,
    salesCount: 0,
    commentCount: 0,
    commentRank: 0,
    isCollect: true,
  }
}
