import type { Address, Page } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type AddressFields, readAddress } from './address-rules.ts'
import { userIdOf } from './caller.ts'

const MAX_ADDRESSES = 20

const COLUMNS = `"id" AS "addressId", "label" AS "addressName", "consignee", "countryId" AS "country", "provinceId" AS "province", "cityId" AS "city",
  "districtId" AS "district", "regionText", "address", "zipcode", "tel", "mobile", "email", "signBuilding", "bestTime", "isDefault"`

type AddressRow = Address & Record<string, unknown>

/** The writes of one user's addresses wait for each other: so the limit holds, and there is one default. */
async function lockAddresses(tx: TxCtx, userId: number): Promise<void> {
  await tx.sql.run('addresses_lock', 'SELECT 1 FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE', [userId])
}

const OWN = `SELECT ${COLUMNS} FROM "Address" WHERE "id" = $1 AND "userId" = $2`

/** One of the caller's own addresses; somebody else's is not found. */
export async function ownAddress(ctx: TxCtx, addressId: number): Promise<Address> {
  const address = await ctx.sql.row<AddressRow>('address_own', OWN, [addressId, userIdOf(ctx.actor)])
  if (!address) throw new ShopError('NOT_FOUND')
  return address
}

const LIST = `SELECT ${COLUMNS} FROM "Address" WHERE "userId" = $1 ORDER BY "isDefault" DESC, "id" DESC LIMIT $2 OFFSET $3`
const COUNT = 'SELECT count(*)::int AS "count" FROM "Address" WHERE "userId" = $1'

async function countAddresses(ctx: TxCtx, userId: number): Promise<number> {
  const row = await ctx.sql.row<{ count: number }>('addresses_count', COUNT, [userId])
  return row?.count ?? 0
}

/** Answers how many there are while one more can be added. */
export async function refuseFullAddresses(ctx: TxCtx): Promise<number> {
  const count = await countAddresses(ctx, userIdOf(ctx.actor))
  if (count >= MAX_ADDRESSES) throw new ShopError('ADDRESS_LIMIT', { limit: MAX_ADDRESSES })
  return count
}

export interface AddressList extends Page {
  items: Address[]
  totalResults: number
}

/** ectouch.user.address.get */
export async function listAddresses(ctx: Ctx, { addressId, pageNo, pageSize }: { addressId?: number } & Page): Promise<AddressList> {
  if (addressId !== undefined) return { items: [await ownAddress(ctx, addressId)], totalResults: 1, pageNo, pageSize }
  const userId = userIdOf(ctx.actor)
  const items = await ctx.sql.rows<AddressRow>('addresses_list', LIST, [userId, pageSize, (pageNo - 1) * pageSize])
  return { items, totalResults: await countAddresses(ctx, userId), pageNo, pageSize }
}

const INSERT = `
INSERT INTO "Address" ("userId", "consignee", "countryId", "provinceId", "cityId", "districtId", "regionText", "address", "zipcode", "tel", "mobile",
  "email", "signBuilding", "bestTime", "label", "addedAt")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING "id"`
const UPDATE = `
UPDATE "Address" SET "consignee" = $3, "countryId" = $4, "provinceId" = $5, "cityId" = $6, "districtId" = $7, "regionText" = $8, "address" = $9,
  "zipcode" = $10, "tel" = $11, "mobile" = $12, "email" = $13, "signBuilding" = $14, "bestTime" = $15, "label" = $16
WHERE "userId" = $1 AND "id" = $2`

function columns(read: AddressFields & { regionText: string }): unknown[] {
  return [
    read.consignee, read.country, read.province, read.city, read.district, read.regionText, read.address, read.zipcode, read.tel, read.mobile,
    read.email, read.signBuilding, read.bestTime, read.addressName,
  ]
}

const DROP_DEFAULT = 'UPDATE "Address" SET "isDefault" = false WHERE "userId" = $1 AND "isDefault" AND "id" <> $2'
const MAKE_DEFAULT = 'UPDATE "Address" SET "isDefault" = true WHERE "userId" = $1 AND "id" = $2 AND NOT "isDefault"'

async function makeDefault(tx: TxCtx, userId: number, addressId: number): Promise<void> {
  await tx.sql.run('address_drop_default', DROP_DEFAULT, [userId, addressId])
  await tx.sql.run('address_make_default', MAKE_DEFAULT, [userId, addressId])
}

export type NewAddress = Pick<AddressFields, 'consignee' | 'country' | 'province' | 'city' | 'district' | 'address'> & Partial<AddressFields> & { isDefault: boolean }

/** ectouch.user.address.add: the first one becomes the default, whatever `isDefault` says. */
export function addAddress(ctx: Ctx, { isDefault, ...sent }: NewAddress): Promise<{ address: Address }> {
  return inTransaction(ctx, async (tx) => {
    const userId = userIdOf(tx.actor)
    const nothing = { mobile: '', tel: '', zipcode: '', email: '', signBuilding: '', bestTime: '', addressName: '' }
    const fields = await readAddress(tx, { ...nothing, ...withoutUndefined(sent) })
    await lockAddresses(tx, userId)
    const count = await refuseFullAddresses(tx)
    const row = await tx.sql.row<{ id: number }>('address_insert', INSERT, [userId, ...columns(fields), tx.now])
    if (!row) throw new Error('the address was not written')
    if (isDefault || count === 0) await makeDefault(tx, userId, row.id)
    return { address: await ownAddress(tx, row.id) }
  })
}

/** Without the keys whose value is undefined, so that they do not hide what is there. */
function withoutUndefined<T extends object>(sent: T): T {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as T // the same keys, fewer of them
}

export type AddressChange = { addressId: number, isDefault?: boolean } & Partial<AddressFields>

/** ectouch.user.address.update: only what is sent changes, and the whole has to satisfy the rules. */
export function updateAddress(ctx: Ctx, { addressId, isDefault, ...sent }: AddressChange): Promise<{ address: Address }> {
  return inTransaction(ctx, async (tx) => {
    const userId = userIdOf(tx.actor)
    await lockAddresses(tx, userId)
    const before = await ownAddress(tx, addressId)
    const fields = await readAddress(tx, { ...before, ...withoutUndefined(sent) })
    await tx.sql.run('address_update', UPDATE, [userId, addressId, ...columns(fields)])
    if (isDefault) await makeDefault(tx, userId, addressId)
    return { address: await ownAddress(tx, addressId) }
  })
}

/** ectouch.user.address.default */
export function setDefaultAddress(ctx: Ctx, { addressId }: { addressId: number }): Promise<{ address: Address }> {
  return inTransaction(ctx, async (tx) => {
    const userId = userIdOf(tx.actor)
    await lockAddresses(tx, userId)
    await ownAddress(tx, addressId)
    await makeDefault(tx, userId, addressId)
    return { address: await ownAddress(tx, addressId) }
  })
}

const NEWEST = 'SELECT "id", "isDefault" FROM "Address" WHERE "userId" = $1 ORDER BY "isDefault" DESC, "id" DESC LIMIT 1'

/** ectouch.user.address.delete: when the default goes, the newest remaining address becomes it. */
export function deleteAddress(ctx: TxCtx, { addressId }: { addressId: number }): Promise<{ deleted: boolean, defaultId: number }> {
  return inTransaction(ctx, async (tx) => {
    const userId = userIdOf(tx.actor)
    await lockAddresses(tx, userId)
    const deleted = await tx.sql.run('address_delete', 'DELETE FROM "Address" WHERE "userId" = $1 AND "id" = $2', [userId, addressId])
    if (deleted === 0) throw new ShopError('NOT_FOUND')
    const next = await tx.sql.row<{ id: number, isDefault: boolean }>('address_next_default', NEWEST, [userId])
    if (next && !next.isDefault) await makeDefault(tx, userId, next.id)
    return { deleted: true, defaultId: next?.id ?? 0 }
  })
}

/** For staff, which names an address without its owner. */
export async function ownerOfAddress(ctx: TxCtx, addressId: number): Promise<number> {
  const row = await ctx.sql.row<{ userId: number }>('address_owner', 'SELECT "userId" FROM "Address" WHERE "id" = $1', [addressId])
  if (!row) throw new ShopError('NOT_FOUND')
  return row.userId
}
