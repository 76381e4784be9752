import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export interface DeskPage { pageNo: number, pageSize: number }

/** A seller's staff sees what is about that seller's goods and orders; the platform's (0) sees everything. */
export function deskSeller({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'staff') throw new ShopError('SESSION_REQUIRED')
  return actor.sellerId
}

/** What the shop itself writes (articles, adverts, contacts) is the platform's alone to change. */
export function platformOnly(ctx: Pick<TxCtx, 'actor'>): void {
  if (deskSeller(ctx) !== 0) throw new ShopError('FORBIDDEN')
}

export const literal = (q: string): string => q.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)
