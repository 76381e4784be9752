import { type Ctx, type PrismaTxCtx, violatedKey } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export interface ShippingAreaForm {
  /** 0 for a new one. */
  id: number
  name: string
  formula: 'by_weight' | 'by_number' | 'flat' | 'free'
  baseFeeFen: number
  firstGrams: number
  stepGrams: number
  stepFeeFen: number
  secondGrams: number
  nextStepFeeFen: number
  itemFeeFen: number
  freeFromFen: number
  maxGrams: number
  codFeeFen: number
  codFeeRate: number
  regionIds: number[]
}

export interface ShippingForm {
  code: string
  name: string
  description: string
  kind: 'express' | 'pickup' | 'virtual'
  supportsCod: boolean
  insureKind: 'none' | 'fixed' | 'rate'
  insureFen: number
  insureRate: number
  insureMinFen: number
  insureMaxFen: number
  estimateDays: number
  isEnabled: boolean
  sortOrder: number
  areas: ShippingAreaForm[]
}

export interface ShippingView extends ShippingForm { id: number }

type Reader = Pick<PrismaTxCtx, 'db' | 'actor'> | Pick<Ctx, 'db' | 'actor'>

function sellerOf({ actor }: Pick<Ctx, 'actor'>): number {
  if (actor.kind !== 'staff') throw new ShopError('FORBIDDEN')
  return actor.sellerId
}

const FORMULAS = ['by_weight', 'by_number', 'flat', 'free'] as const
const KINDS = ['express', 'pickup', 'virtual'] as const
const INSURES = ['none', 'fixed', 'rate'] as const
const oneOf = <T extends string>(all: readonly [T, ...T[]], text: string): T => all.find((one) => one === text) ?? all[0]

const BY_SORT = [{ sortOrder: 'asc' as const }, { id: 'asc' as const }]

/** The methods of the member's own seller with their areas, in the order they are offered. */
export async function shippingMethodsForStaff(ctx: Reader, id?: number): Promise<ShippingView[]> {
  const rows = await ctx.db.shippingMethod.findMany({ where: { sellerId: sellerOf(ctx), ...id !== undefined && { id } }, include: { areas: { orderBy: { id: 'asc' } } }, orderBy: BY_SORT })
  return rows.map(({ sellerId: _, kind, insureKind, areas, ...row }) => ({
    ...row,
    kind: oneOf(KINDS, kind),
    insureKind: oneOf(INSURES, insureKind),
    areas: areas.map(({ methodId: __, formula, ...area }) => ({ ...area, formula: oneOf(FORMULAS, formula) })),
  }))
}

async function oneForStaff(ctx: Reader, id: number): Promise<ShippingView> {
  const [method] = await shippingMethodsForStaff(ctx, id)
  if (!method) throw new ShopError('NOT_FOUND')
  return method
}

/** A region belongs to one area of a method: otherwise nobody could say which fee is meant. */
function assertNoRegionTwice(areas: readonly ShippingAreaForm[]): void {
  const all = areas.flatMap((area) => area.regionIds)
  if (new Set(all).size < all.length) throw new ShopError('PARAM_INVALID', { field: 'areas' })
}

/** Saves a method (0 is a new one) with all its areas; those not sent are taken away. */
export async function saveShippingMethod(tx: PrismaTxCtx, id: number, form: ShippingForm): Promise<{ before: ShippingView | null, after: ShippingView }> {
  assertNoRegionTwice(form.areas)
  const before = id > 0 ? await oneForStaff(tx, id) : null
  const { areas, ...data } = form
  try {
    const row = id > 0 ? await tx.db.shippingMethod.update({ where: { id }, data }) : await tx.db.shippingMethod.create({ data: { ...data, sellerId: sellerOf(tx) } })
    await tx.db.shippingArea.deleteMany({ where: { methodId: row.id, id: { notIn: areas.map((area) => area.id) } } })
    for (const { id: areaId, ...area } of areas) {
      const isKnown = before?.areas.some((one) => one.id === areaId) ?? false
      if (isKnown) await tx.db.shippingArea.update({ where: { id: areaId }, data: area })
      else await tx.db.shippingArea.create({ data: { ...area, methodId: row.id } })
    }
    return { before, after: await oneForStaff(tx, row.id) }
  } catch (error) {
    const isTaken = violatedKey(error) !== null || (typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002')
    throw isTaken ? new ShopError('PARAM_INVALID', { field: 'code' }, { cause: error }) : error
  }
}

export async function setShippingEnabled(tx: PrismaTxCtx, id: number, isEnabled: boolean): Promise<ShippingView> {
  const before = await oneForStaff(tx, id)
  await tx.db.shippingMethod.update({ where: { id }, data: { isEnabled } })
  return before
}

/** Takes a method away; orders keep its name. */
export async function removeShippingMethod(tx: PrismaTxCtx, id: number): Promise<ShippingView> {
  const before = await oneForStaff(tx, id)
  await tx.db.shippingMethod.delete({ where: { id } })
  return before
}

const STEP = 10

/** The order in which the methods are offered: all of them, as they are to stand. */
export async function sortShippingMethods(tx: PrismaTxCtx, ids: readonly number[]): Promise<{ before: number[], after: number[] }> {
  const before = (await shippingMethodsForStaff(tx)).map((method) => method.id)
  if (ids.length !== before.length || before.some((id) => !ids.includes(id))) throw new ShopError('CONFLICT')
  for (const [at, id] of ids.entries()) await tx.db.shippingMethod.update({ where: { id }, data: { sortOrder: (at + 1) * STEP } })
  return { before, after: [...ids] }
}
