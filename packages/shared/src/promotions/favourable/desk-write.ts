import { inTransaction, type TxCtx, violatedKey } from '../../database/index.ts'
import { ShopError } from '../../errors/index.ts'
import { audit } from '../../staff/index.ts'
import { sellerOf } from '../seller.ts'
import type { FavourableConfig } from './config.ts'
import { type DeskFavourable, favourableForDesk } from './desk-read.ts'
import { configOf, type FavourableForm } from './form.ts'
import { frozenField } from './frozen.ts'
import { isRangeKnown } from './range-sql.ts'
import { promotionsChanged } from './running.ts'

type Caller = Parameters<typeof inTransaction>[0]

const MOST_NAME = 60
const MOST_SORT = 9999
const NAME_KEY = 'Promotion_favourable_name_key'

const refused = (field: keyof FavourableForm): ShopError => new ShopError('PARAM_INVALID', { field })

const KNOWN_RANKS = 'SELECT count(*)::int AS "count" FROM "Rank" WHERE "id" = ANY($1::int[])'
const KNOWN_GIFTS = 'SELECT count(*)::int AS "count" FROM "Goods" WHERE "id" = ANY($1::int[]) AND "sellerId" = $2 AND NOT "isDeleted"'

/** What the activity names is there: ranks, range, and gifts of the seller's own. */
async function checkNamed(tx: TxCtx, config: FavourableConfig, sellerId: number): Promise<void> {
  const ranks = config.rankIds.filter((id) => id > 0)
  const ranked = await tx.sql.row<{ count: number }>('favourable_ranks_known', KNOWN_RANKS, [ranks])
  if (ranked?.count !== ranks.length) throw refused('rankIds')
  if (!await isRangeKnown(tx, config, sellerId)) throw refused('rangeIds')
  if (config.type !== 0) return
  const gifts = config.gifts.map(({ goodsId }) => goodsId)
  const given = await tx.sql.row<{ count: number }>('favourable_gifts_known', KNOWN_GIFTS, [gifts, sellerId])
  if (given?.count !== gifts.length) throw refused('gifts')
}

async function check(tx: TxCtx, form: FavourableForm, sellerId: number): Promise<{ name: string, config: FavourableConfig }> {
  const name = form.name.trim()
  if (name === '') throw new ShopError('PARAM_MISSING', { field: 'name' })
  if (name.length > MOST_NAME) throw refused('name')
  if (new Date(form.endAt) <= new Date(form.startAt)) throw refused('endAt')
  if (!Number.isInteger(form.sortOrder) || form.sortOrder < 0 || form.sortOrder > MOST_SORT) throw refused('sortOrder')
  const made = configOf(form)
  if ('field' in made) throw refused(made.field)
  await checkNamed(tx, made.config, sellerId)
  return { name, config: made.config }
}

function refuseEnded({ status }: DeskFavourable): void {
  if (status === 'canceled') throw new ShopError('ACTIVITY_CLOSED')
  if (status === 'finished') throw new ShopError('ACTIVITY_ENDED')
}

/** The writing, after which every cart counts anew. */
async function written<T>(ctx: Caller, work: (tx: TxCtx) => Promise<T>): Promise<T> {
  try {
    const result = await inTransaction(ctx, work)
    promotionsChanged()
    return result
  } catch (error) {
    if (violatedKey(error) === NAME_KEY) throw new ShopError('PARAM_INVALID', { field: 'name' }, { cause: error })
    throw error
  }
}

const told = ({ id: _id, sellerId: _seller, rangeNames: _names, isUsed: _used, cancelReason: _reason, ...shown }: DeskFavourable): object => shown

const ADD = `INSERT INTO "Promotion" ("kind", "sellerId", "name", "startAt", "endAt", "sortOrder", "config", "addedAt") VALUES ('favourable', $1, $2, $3, $4, $5, $6::jsonb, $7) RETURNING "id"`

/** A new activity is a draft. */
export function createFavourable(ctx: Caller, form: FavourableForm): Promise<DeskFavourable> {
  return written(ctx, async (tx) => {
    const sellerId = sellerOf(tx)
    const { name, config } = await check(tx, form, sellerId)
    const row = await tx.sql.row<{ id: number }>('favourable_add', ADD, [sellerId, name, form.startAt, form.endAt, form.sortOrder, JSON.stringify(config), tx.now])
    if (!row) throw new Error('the activity was not written')
    const made = await favourableForDesk(tx, row.id)
    await audit(tx, { action: 'favourable.create', targetKind: 'favourable', targetId: made.id, targetName: name, after: told(made) })
    return made
  })
}

/** The activity under its lock, seen with the member's rights. */
async function held(tx: TxCtx, id: number): Promise<DeskFavourable> {
  await tx.sql.row('favourable_lock', 'SELECT 1 FROM "Promotion" WHERE "id" = $1 AND "kind" = \'favourable\' FOR UPDATE', [id])
  return favourableForDesk(tx, id)
}

const CHANGE = `UPDATE "Promotion" SET "name" = $2, "startAt" = $3, "endAt" = $4, "sortOrder" = $5, "config" = $6::jsonb WHERE "id" = $1`

export function updateFavourable(ctx: Caller, id: number, form: FavourableForm): Promise<DeskFavourable> {
  return written(ctx, async (tx) => {
    const before = await held(tx, id)
    refuseEnded(before)
    const frozen = frozenField(before, form)
    if (frozen) throw refused(frozen)
    const { name, config } = await check(tx, form, before.sellerId)
    // What is published may not end in the past by an edit.
    if (before.status !== 'draft' && new Date(form.endAt) <= tx.now) throw refused('endAt')
    await tx.sql.run('favourable_change', CHANGE, [id, name, form.startAt, form.endAt, form.sortOrder, JSON.stringify(config)])
    const after = await favourableForDesk(tx, id)
    await audit(tx, { action: 'favourable.update', targetKind: 'favourable', targetId: id, targetName: name, before: told(before), after: told(after) })
    return after
  })
}

async function setState(tx: TxCtx, id: number, state: string, reason: string): Promise<void> {
  const canceledAt = state === 'canceled' ? tx.now : null
  await tx.sql.run('favourable_state', 'UPDATE "Promotion" SET "state" = $2, "cancelReason" = $3, "canceledAt" = $4 WHERE "id" = $1', [id, state, reason, canceledAt])
}

/** All fields are checked once more: what it names may have changed since it was drafted. */
export function publishFavourable(ctx: Caller, id: number): Promise<DeskFavourable> {
  return written(ctx, async (tx) => {
    const before = await held(tx, id)
    refuseEnded(before)
    if (before.status !== 'draft') throw new ShopError('CONFLICT')
    await check(tx, before, before.sellerId)
    if (new Date(before.endAt) <= tx.now) throw refused('endAt')
    await setState(tx, id, 'published', '')
    await audit(tx, { action: 'favourable.publish', targetKind: 'favourable', targetId: id, targetName: before.name })
    return favourableForDesk(tx, id)
  })
}

/** Ends it at once: carts and checkouts lose it with their next call, orders that were placed keep what it took off. */
export function closeFavourable(ctx: Caller, id: number, reason: string): Promise<DeskFavourable> {
  return written(ctx, async (tx) => {
    const why = reason.trim()
    if (why === '') throw new ShopError('PARAM_MISSING', { field: 'reason' })
    const before = await held(tx, id)
    refuseEnded(before)
    if (before.status === 'draft') throw new ShopError('ACTIVITY_NOT_STARTED')
    await setState(tx, id, 'canceled', why)
    await audit(tx, { action: 'favourable.close', targetKind: 'favourable', targetId: id, targetName: before.name, after: { reason: why } })
    return favourableForDesk(tx, id)
  })
}

/** A draft, or one no order took. What an order took stays for its returns. */
export function deleteFavourable(ctx: Caller, id: number): Promise<{ deleted: boolean }> {
  return written(ctx, async (tx) => {
    const before = await held(tx, id)
    if (before.isUsed) throw new ShopError('CONFLICT')
    await tx.sql.run('favourable_delete', 'DELETE FROM "Promotion" WHERE "id" = $1', [id])
    await audit(tx, { action: 'favourable.delete', targetKind: 'favourable', targetId: id, targetName: before.name, before: told(before) })
    return { deleted: true }
  })
}
