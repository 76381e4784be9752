import type { Actor, TxCtx } from '../database/index.ts'
import { type Changes, changesBetween, redacted } from './audit-changes.ts'

/** What one write did. Amounts keep their names (`…Fen`), so that the screen can show them as money. */
export interface AuditNote {
  /** `goods.update`: the area and the verb; the screen has a text for each. */
  action: string
  targetKind: string
  targetId: number | string
  targetName?: string
  before?: object
  after?: object
}

/** One call of a member of staff: whether it has told what it did. */
interface Trail {
  requestId: string
  notes: number
}

type StaffActor = Extract<Actor, { kind: 'staff' }>

const trails = new WeakMap<Actor, Trail>()

/** Gives one call its own copy of the actor, so that its notes can be counted and carry its request id. */
export function withAuditTrail(actor: StaffActor, requestId: string): StaffActor {
  const own = { ...actor }
  trails.set(own, { requestId, notes: 0 })
  return own
}

/** How often `audit` was called for this copy of the actor. */
export function auditNotesOf(actor: Actor): number {
  return trails.get(actor)?.notes ?? 0
}

function staffOf(actor: Actor): { id: number, name: string } {
  if (actor.kind === 'staff') return { id: actor.staffId, name: actor.name }
  return { id: 0, name: actor.kind }
}

/**
 * Writes what was done into the same transaction as the doing. Only what differs is kept, secrets never. A save that changed
 * nothing leaves no row.
 */
export async function audit(tx: TxCtx, note: AuditNote): Promise<void> {
  const trail = trails.get(tx.actor)
  if (trail) trail.notes++
  const hasContent = note.before !== undefined || note.after !== undefined
  const { before, after }: Changes = changesBetween(note.before ?? {}, note.after ?? {})
  if (note.before && note.after && hasContent && Object.keys(before).length + Object.keys(after).length === 0) return
  const { id, name } = staffOf(tx.actor)
  await tx.sql.run(
    'staff_audit',
    `INSERT INTO "AuditEntry" ("staffId", "staffName", "action", "targetKind", "targetId", "targetName", "before", "after", "ip", "requestId", "at")
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11)`,
    [
      id,
      name,
      note.action,
      note.targetKind,
      String(note.targetId),
      note.targetName ?? '',
      JSON.stringify(redacted(before)),
      JSON.stringify(redacted(after)),
      'ip' in tx.actor ? tx.actor.ip : '',
      trail?.requestId ?? '',
      tx.now,
    ],
  )
}
