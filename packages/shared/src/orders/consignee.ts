import { z } from 'zod'
import { parseMobile } from '../accounts/index.ts'
import type { OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { logOnly } from './events.ts'
import { canChangeConsignee } from './operations.ts'

const Email = z.email({ pattern: z.regexes.unicodeEmail }).max(60)

/** What a buyer may still put right before anything is prepared; the regions stay, the shipping fee hangs on them. */
export interface ConsigneeChange {
  consignee?: string | undefined
  address?: string | undefined
  zipcode?: string | undefined
  tel?: string | undefined
  mobile?: string | undefined
  email?: string | undefined
  signBuilding?: string | undefined
  bestTime?: string | undefined
  buyerNote?: string | undefined
  oosChoice?: number | undefined
}

const FIELDS = ['consignee', 'address', 'zipcode', 'tel', 'mobile', 'email', 'signBuilding', 'bestTime', 'buyerNote', 'oosChoice'] as const

export const changesConsignee = (change: ConsigneeChange): boolean => FIELDS.some((field) => change[field] !== undefined)

function mobileOf(text: string, tel: string): string {
  if (text.trim() === '' && tel.trim() !== '') return ''
  const mobile = parseMobile(text)
  if (!mobile) throw new ShopError('MOBILE_INVALID')
  return mobile.text
}

/** The change with its texts as they are kept. */
export function readConsignee(order: OrderRow, change: ConsigneeChange): ConsigneeChange {
  const email = change.email?.trim()
  if (email !== undefined && email !== '' && !Email.safeParse(email).success) throw new ShopError('EMAIL_INVALID')
  const tel = change.tel ?? order.tel
  const hasNumbers = change.mobile !== undefined || change.tel !== undefined
  return { ...change, email, ...hasNumbers && { mobile: mobileOf(change.mobile ?? order.mobile, tel) } }
}

export async function changeConsignee(tx: TxCtx, order: OrderRow, change: ConsigneeChange): Promise<void> {
  if (!changesConsignee(change)) return
  if (!canChangeConsignee(order)) throw new ShopError('ORDER_STATE_INVALID')
  const { consignee, address, zipcode, tel, mobile, email, signBuilding, bestTime, buyerNote, oosChoice } = readConsignee(order, change)
  await tx.sql.run('order_consignee', `
UPDATE "Order" SET "consignee" = coalesce($2, "consignee"), "address" = coalesce($3, "address"), "zipcode" = coalesce($4, "zipcode"), "tel" = coalesce($5, "tel"),
  "mobile" = coalesce($6, "mobile"), "email" = coalesce($7, "email"), "signBuilding" = coalesce($8, "signBuilding"), "bestTime" = coalesce($9, "bestTime"),
  "buyerNote" = coalesce($10, "buyerNote"), "oosChoice" = coalesce($11, "oosChoice") WHERE "id" = $1`, [
    order.id, consignee?.trim(), address?.trim(), zipcode?.trim(), tel?.trim(), mobile, email, signBuilding?.trim(), bestTime?.trim(), buyerNote, oosChoice,
  ])
  await logOnly(tx, order, 'update', FIELDS.filter((field) => change[field] !== undefined).join(', '))
}
