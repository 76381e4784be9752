import { askForCase, deskCases, sendOwnCaseBack } from '@xiaopu/shared/aftersales'
import type { Ctx } from '@xiaopu/shared/database'
import { orderSubject } from '@xiaopu/shared/orders'
import type { PaymentPorts } from '@xiaopu/shared/payments'
import { depositSubject } from '@xiaopu/shared/wallet'
import { entryOf, MERCHANT, type SeedContext } from './seed-context.ts'

const HOUR_MS = 3_600_000

interface SeedCase {
  kind: number
  cause: string
  remark: string
  hoursAgo: number
  /** How far it has come: asked, agreed, sent back, received by the shop. */
  until: 'asked' | 'agreed' | 'sentBack' | 'cameBack'
}

const CASES: readonly SeedCase[] = [
  { kind: 1, cause: '商品破损', remark: '外箱压瘪了，打开有裂缝。', hoursAgo: 60, until: 'cameBack' },
  { kind: 2, cause: '少件漏发', remark: '少了一件，麻烦退这一件的钱。', hoursAgo: 66, until: 'asked' },
  { kind: 3, cause: '规格拍错', remark: '想换一个同款。', hoursAgo: 20, until: 'asked' },
]
/** Whose parcels these are; everybody else's orders stay as they were played. */
const BUYER = 'laozhou1976'

interface Candidate { orderId: number, orderLineId: number }

/** Cases at different stages about what was handed over lately, each played through the shop's own operations. */
export async function seedAftersales(ctx: SeedContext, users: ReadonlyMap<string, number>): Promise<void> {
  const ports: PaymentPorts = { providers: new Map(), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: '', log: () => undefined }
  const userId = entryOf(users, BUYER)
  const candidates = await ctx.sql.rows<Candidate & Record<string, unknown>>('seed_case_lines', `
SELECT o."id" AS "orderId", l."id" AS "orderLineId" FROM "Order" o JOIN "OrderLine" l ON l."orderId" = o."id"
WHERE o."userId" = $1 AND o."orderStatus" = 5 AND o."shippingStatus" = 1 AND o."payStatus" = 2 ORDER BY l."id" LIMIT $2`, [userId, CASES.length])
  for (const [at, candidate] of candidates.entries()) {
    const one = CASES[at]
    if (one) await play(ctx, ports, one, { ...candidate, userId })
  }
}

async function play(ctx: SeedContext, ports: PaymentPorts, one: SeedCase, { orderId, userId, orderLineId }: Candidate & { userId: number }): Promise<void> {
  const at = (hoursAgo: number) => new Date(ctx.now.getTime() - hoursAgo * HOUR_MS)
  const buyer = (hoursAgo: number): Ctx => ({ ...ctx, actor: { kind: 'shopper', userId, sessionId: 0, appId: 0, ip: '' }, now: at(hoursAgo) })
  const merchant = (hoursAgo: number): Ctx => ({ ...ctx, actor: MERCHANT, now: at(hoursAgo) })
  const { kind, cause, remark, hoursAgo, until } = one
  const { aftersaleId } = await askForCase(buyer(hoursAgo), ports, { orderId, orderLineId, kind, quantity: 1, cause, remark })
  if (until === 'asked') return
  await deskCases.agree(merchant(hoursAgo - 4), ports, { aftersaleId, note: '同意退货，请寄到仓库，运费由店铺承担。' })
  if (until === 'agreed') return
  await sendOwnCaseBack(buyer(hoursAgo - 8), ports, { aftersaleId, shippingName: '中通快递', trackingNo: '78541029336600' })
  if (until === 'cameBack') await deskCases.receiveBack(merchant(hoursAgo - 26), ports, { aftersaleId, note: '仓库签收，确有裂缝。' })
}
