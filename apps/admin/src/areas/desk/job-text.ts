import type { Outputs } from '../../api.ts'

export type JobKind = 'goodsImport' | 'parcelImport' | 'bulkEdit'
export type JobPageData = Outputs['desk']['goodsImport']['get']
export type Job = JobPageData['job']
export type JobRow = JobPageData['items'][number]
export type RowChange = JobRow['changes'][number]

export const JOB_ROUTES = { goodsImport: 'goods-import-job', parcelImport: 'parcel-import-job', bulkEdit: 'bulk-edit' } as const satisfies Record<JobKind, string>

/** A row's state is icon, word and colour. */
export const ROW_TONES = { waiting: 'info', done: 'ok', same: 'mute', refused: 'bad', restored: 'ok', left: 'warn' } as const satisfies Record<JobRow['state'], string>
export const JOB_TONES: Record<string, 'info' | 'warn' | 'ok' | 'mute'> = { prepared: 'warn', running: 'info', done: 'ok', undoing: 'info', undone: 'mute' }

/** What a job waits for: a file in which there is nothing to do is not waiting to be confirmed. */
export const stateOf = ({ state, counts }: Pick<Job, 'state' | 'counts'>): string => (state === 'prepared' && counts.waiting === 0 ? 'idle' : state)

/** How far a run is, in percent: what waits still against what was to be done. */
export function progressOf({ state, counts }: Pick<Job, 'state' | 'counts'>): number {
  const [left, ended] = state === 'undoing' ? [counts.done, counts.restored + counts.left] : [counts.waiting, counts.done + counts.same + counts.refused]
  return left + ended === 0 ? 100 : Math.floor((ended / (left + ended)) * 100)
}

/** The figures of a bulk edit's change, as a sentence takes them: 500 basis points are "+5%", -300 fen "-¥3.00". */
export function amountText(request: Job['request'], money: (fen: number) => string): string {
  const amount = Number(request.amount ?? 0)
  const sign = amount > 0 ? '+' : amount < 0 ? '−' : ''
  const size = Math.abs(amount)
  if (request.mode === 'percent') return `${sign}${size / 100}%`
  const shown = request.field === 'stock' ? String(size) : money(size)
  return request.mode === 'set' ? `= ${amount < 0 ? '−' : ''}${shown}` : `${sign}${shown}`
}
