import { affectsPrice, valueText } from '../../components/diff.ts'

interface Texts {
  t: (key: string, params?: Record<string, unknown>) => string
  te: (key: string) => boolean
}

function firstOf({ t, te }: Texts, keys: string[], fallback: string): string {
  const key = keys.find((one) => te(one))
  return key ? t(key) : fallback
}

/** `goods.update` in words: from this log's own list, else `goods.audit.update` (or `goodss…`) of the area's messages. */
export function actionText(texts: Texts, action: string): string {
  const [area = '', ...rest] = action.split('.')
  const verb = rest.join('.')
  return firstOf(texts, [`audit.actions.${action}`, `${area}.audit.${verb}`, `${area}s.audit.${verb}`], action)
}

export function kindText(texts: Texts, kind: string): string {
  return firstOf(texts, [`audit.kinds.${kind}`], kind)
}

/** A field's name: of the area's messages (`<kind>.fields.<field>`, its form's `<kind>.field.<field>`), else a label of that name, else what this log calls it. */
export function fieldText(texts: Texts, kind: string, field: string): string {
  return firstOf(texts, [...[kind, `${kind}s`].flatMap((area) => [`${area}.fields.${field}`, `${area}.field.${field}`, `${area}.${field}`]), `audit.fields.${field}`], field)
}

const NOBODY = new Set(['', 'guest'])

/** Who did it: a member by name, else the shop by itself, a program, or nobody known. */
export function actorText({ t, te }: Texts, { staffId, staffName }: { staffId: number, staffName: string }): string {
  if (staffId > 0) return staffName
  if (te(`audit.actors.${staffName}`)) return t(`audit.actors.${staffName}`)
  return NOBODY.has(staffName) ? t('audit.unknown') : staffName
}
interface Row { targetKind: string, changes: number, firstField: string, firstBefore: unknown, firstAfter: unknown }

/** The second line of an entry: the change itself when it is one small one, else how many. */
export function summaryOf(texts: Texts, row: Row): string {
  if (row.changes === 0) return ''
  const isSmall = typeof row.firstBefore !== 'object' && typeof row.firstAfter !== 'object' && String(row.firstBefore).length < 24 && String(row.firstAfter).length < 24
  if (row.changes > 1 || !isSmall) return texts.t('audit.changes', { count: row.changes })
  const words = { yes: texts.t('common.yes'), no: texts.t('common.no'), none: texts.t('common.none') }
  const before = valueText(row.firstField, row.firstBefore, words)
  const after = valueText(row.firstField, row.firstAfter, words)
  return `${fieldText(texts, row.targetKind, row.firstField)} ${row.firstBefore === '' ? after : texts.t('audit.dash', { before, after })}`
}

export function priceEffects(before: object, after: object): number {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(affectsPrice).length
}

/** Entries somebody should look at twice. */
export function toneOf(action: string): 'bad' | 'warn' | '' {
  if (action === 'session.refused') return 'bad'
  return /resetSecret|resetPassword|delete|disable/i.test(action) ? 'warn' : ''
}
