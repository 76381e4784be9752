import type { HttpRequest } from './http.ts'
import type { KitOptions } from './kit.ts'
import type { CaseResult } from './run.ts'

const SHOWN = 500
const DIALECTS = ['ECTouch', 'CareyShop', 'WJX'] as const

/** A request in one line, without what the caller must keep for himself. */
export function requestLine({ method, path, headers = {}, body }: HttpRequest, { secret, wjxKey = '' }: Pick<KitOptions, 'secret' | 'wjxKey'>): string {
  const line = `${method} ${path.slice(0, SHOWN)} ${JSON.stringify(headers)} ${body === undefined ? '' : body.toString().slice(0, SHOWN)}`.replaceAll('\r\n', '\\r\\n').trim()
  return [secret, wjxKey].filter(Boolean).reduce((text, hidden) => text.replaceAll(hidden, '***'), line)
}

/** One line of a case that failed: what was sent, what the rule asks, what came. */
export function failureLine({ subject, complaint, sent }: CaseResult, options: KitOptions): string {
  return `FAIL ${subject.id} · ${subject.says} · rule: ${subject.rule} · ${complaint}${sent ? ` · sent: ${requestLine(sent, options)}` : ''}`
}

export interface Score { passed: number, failed: number, skipped: number }

export function scoreOf(results: readonly CaseResult[]): Score {
  const ran = results.filter(({ isSkipped }) => !isSkipped)
  const failed = ran.filter(({ complaint }) => complaint !== '').length
  return { passed: ran.length - failed, failed, skipped: results.length - ran.length }
}

/** Rounded down: one failure is never 100 %. */
function percent({ passed, failed }: Score): number {
  return passed + failed === 0 ? 0 : Math.floor(passed / (passed + failed) * 100)
}

/** The table by convention and the score. */
export function summary(results: readonly CaseResult[]): string {
  const rows = DIALECTS.map((dialect) => {
    const { passed, failed, skipped } = scoreOf(results.filter(({ subject }) => subject.dialect === dialect))
    return `${dialect.padEnd(10)} ${String(passed).padStart(7)} ${String(failed).padStart(7)} ${String(skipped).padStart(7)}`
  })
  const whole = scoreOf(results)
  return ['', `${'convention'.padEnd(10)}  passed  failed skipped`, ...rows, '', `score: ${whole.passed} of ${whole.passed + whole.failed} (${percent(whole)} %)`, ''].join('\n')
}
