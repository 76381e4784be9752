import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { readEmail, readMobile } from './names.ts'

/** An address as it is written, whole. */
export interface AddressFields {
  consignee: string
  country: number
  province: number
  city: number
  district: number
  address: string
  mobile: string
  tel: string
  zipcode: string
  email: string
  signBuilding: string
  bestTime: string
  addressName: string
}

const PATH = `
SELECT c."id" IS NOT NULL AND p."id" IS NOT NULL AND t."id" IS NOT NULL AND ($4 = 0 OR d."id" IS NOT NULL) AS "isChain",
  $4 = 0 AND EXISTS (SELECT 1 FROM "Region" x WHERE x."parentId" = $3 AND x."level" = 3 AND NOT x."isDeleted") AS "lacksDistrict",
  ARRAY[p."name", t."name", d."name"] AS "names"
FROM (SELECT 1) AS one
LEFT JOIN "Region" c ON c."id" = $1 AND c."level" = 0 AND NOT c."isDeleted"
LEFT JOIN "Region" p ON p."id" = $2 AND p."parentId" = $1 AND p."level" = 1 AND NOT p."isDeleted"
LEFT JOIN "Region" t ON t."id" = $3 AND t."parentId" = $2 AND t."level" = 2 AND NOT t."isDeleted"
LEFT JOIN "Region" d ON d."id" = $4 AND d."parentId" = $3 AND d."level" = 3 AND NOT d."isDeleted"`

interface PathRow { isChain: boolean, lacksDistrict: boolean, names: (string | null)[] }

/** Each region must be the child of the one before. Answers the names joined by one space, equal neighbours once. */
async function readRegions(ctx: TxCtx, { country, province, city, district }: AddressFields): Promise<string> {
  const path = await ctx.sql.row<PathRow>('address_regions', PATH, [country, province, city, district])
  if (!path?.isChain) throw new ShopError('REGION_INVALID')
  if (path.lacksDistrict) throw new ShopError('FIELD_REQUIRED', { field: 'district' })
  return path.names.filter((name, at) => name !== null && name !== path.names[at - 1]).join(' ')
}

const trimmed = (fields: AddressFields): AddressFields => ({
  ...fields,
  consignee: fields.consignee.trim(),
  address: fields.address.trim(),
  mobile: fields.mobile.trim(),
  tel: fields.tel.trim(),
  zipcode: fields.zipcode.trim(),
  email: fields.email.trim(),
})

/** The rules of ectouch.user.address.add, for what is added and for what a change leaves. */
export async function readAddress(ctx: TxCtx, sent: AddressFields): Promise<AddressFields & { regionText: string }> {
  const fields = trimmed(sent)
  for (const field of ['consignee', 'address'] as const) {
    if (fields[field] === '') throw new ShopError('FIELD_REQUIRED', { field })
  }
  if (fields.mobile === '' && fields.tel === '') throw new ShopError('FIELD_REQUIRED', { field: 'mobile' })
  const mobile = fields.mobile === '' ? '' : readMobile(fields.mobile).text
  const email = fields.email === '' ? '' : readEmail(fields.email).text
  return { ...fields, mobile, email, regionText: await readRegions(ctx, fields) }
}
