import { z } from 'zod'
import { CONTACT_KINDS, type SupportContact } from '../contract/index.ts'
import { type Ctx, inPrismaTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { literal, platformOnly } from './desk.ts'

const FIELDS = {
  kind: z.enum(CONTACT_KINDS),
  groupName: z.string().trim().min(1).max(50),
  name: z.string().trim().min(1).max(50),
  code: z.string().trim().min(1).max(150),
  sortOrder: z.int().min(0).max(255),
  isEnabled: z.boolean(),
}

export const ContactChange = z.strictObject(FIELDS).partial()
export type ContactChange = z.output<typeof ContactChange>
export const NewContact = ContactChange.required({ groupName: true, name: true, code: true })
export type NewContact = z.output<typeof NewContact>

export interface DeskContact extends SupportContact {
  sortOrder: number
  isEnabled: boolean
}

export const CONTACT_ORDERS = ['id', 'groupName', 'name', 'sortOrder', 'isEnabled'] as const

export interface ContactFilter {
  groupName: string
  name: string
  /** Either, where none is named. */
  isEnabled?: boolean | undefined
  order: typeof CONTACT_ORDERS[number]
  isDescending: boolean
}

const KINDS_OF_GROUPS: readonly [SupportContact['kind'], RegExp][] = [['wechat', /微信|wechat/i], ['qq', /qq/i], ['phone', /电话|手机|热线|phone|tel/i], ['email', /邮箱|邮件|mail/i]]

/** What a group's name says about how its contacts are reached. */
export function contactKindOf(groupName: string): SupportContact['kind'] {
  return KINDS_OF_GROUPS.find(([, words]) => words.test(groupName))?.[0] ?? 'other'
}

const COLUMNS = '"id" AS "contactId", "kind", "groupName", "name", "code", "sortOrder", "isEnabled"'

export async function findContacts({ sql }: Pick<TxCtx, 'sql'>, { groupName, name, isEnabled, order, isDescending }: ContactFilter): Promise<DeskContact[]> {
  const direction = isDescending ? 'DESC' : 'ASC'
  const text = `SELECT ${COLUMNS} FROM "SupportContact" WHERE "groupName" ILIKE $1 AND "name" ILIKE $2 AND ($3::boolean IS NULL OR "isEnabled" = $3) ORDER BY "${order}" ${direction}, "id" ${direction}`
  return sql.rows<DeskContact & Record<string, unknown>>(`contacts_${order}_${direction}`, text, [`%${literal(groupName)}%`, `%${literal(name)}%`, isEnabled ?? null])
}

/** Where shoppers reach a person, in the shop's order. */
export async function shownContacts(ctx: TxCtx): Promise<SupportContact[]> {
  const found = await findContacts(ctx, { groupName: '', name: '', isEnabled: true, order: 'sortOrder', isDescending: false })
  return found.map(({ contactId, kind, groupName, name, code }) => ({ contactId, kind, groupName, name, code }))
}

export async function getContact({ sql }: Pick<TxCtx, 'sql'>, id: number): Promise<DeskContact> {
  const row = await sql.row<DeskContact & Record<string, unknown>>('contact_one', `SELECT ${COLUMNS} FROM "SupportContact" WHERE "id" = $1`, [id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

export async function addContact(ctx: Ctx, input: NewContact): Promise<number> {
  platformOnly(ctx)
  return inPrismaTransaction(ctx, async (tx) => {
    const after = await tx.db.supportContact.create({ data: { kind: contactKindOf(input.groupName), ...input } })
    await audit(tx, { action: 'contact.create', targetKind: 'contact', targetId: after.id, targetName: after.name, after })
    return after.id
  })
}

/** The same change of one or several; all or none. */
export async function saveContacts(ctx: Ctx, ids: readonly number[], input: ContactChange): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const before = await tx.db.supportContact.findUnique({ where: { id } })
      if (!before) throw new ShopError('NOT_FOUND')
      const after = await tx.db.supportContact.update({ where: { id }, data: { ...input.groupName !== undefined && { kind: contactKindOf(input.groupName) }, ...input } })
      await audit(tx, { action: 'contact.update', targetKind: 'contact', targetId: id, targetName: after.name, before, after })
    }
  })
}

export async function removeContacts(ctx: Ctx, ids: readonly number[]): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const before = await tx.db.supportContact.findUnique({ where: { id } })
      if (!before) throw new ShopError('NOT_FOUND')
      await tx.db.supportContact.delete({ where: { id } })
      await audit(tx, { action: 'contact.delete', targetKind: 'contact', targetId: id, targetName: before.name, before })
    }
  })
}
