import { readFileSync } from 'node:fs'
import path from 'node:path'
import { careyBatchCases } from './careyshop/batches.ts'
import { careyCheckCases } from './careyshop/checks.ts'
import { careyRequestCases } from './careyshop/requests.ts'
import { answerCases, replayCases } from './ectouch/answers.ts'
import { requestCases } from './ectouch/requests.ts'
import { orderCases, signCases } from './ectouch/signs.ts'
import type { HttpRequest } from './http.ts'
import { type Case, type Kit, type KitOptions, meets, openKit, Unmet } from './kit.ts'
import { wjxCases } from './wjx/cases.ts'

export interface CaseResult {
  subject: Case
  /** '' when the rule is met. */
  complaint: string
  /** The last thing that was sent. */
  sent: HttpRequest | null
  /** Left out for want of what it needs. */
  isSkipped: boolean
}

function knownCodes(): Set<string> {
  const file = path.join(import.meta.dirname, '../vectors/error-codes.json')
  const codes: Record<string, number> = JSON.parse(readFileSync(file, 'utf8'))
  return new Set(['0', ...Object.values(codes).map(String)])
}

/** After all others: what was answered until now. */
const codeCases: readonly Case[] = (['ECTouch', 'WJX'] as const).map((dialect) => ({
  id: `${dialect}-codes`,
  dialect,
  says: 'all answers of this run',
  rule: 'codes are the document\'s or the contract\'s, and -1 never comes',
  async run(kit) {
    const [known, seen] = [knownCodes(), [...kit.codes.get(dialect) ?? []]]
    if (seen.length === 0) throw new Unmet('no call was answered')
    meets('codes nobody knows', seen.filter((code) => !known.has(code) || code === '-1'), [])
  },
}))

export const CASES: readonly Case[] = [...requestCases, ...signCases, ...orderCases, ...answerCases, ...replayCases, ...careyRequestCases, ...careyCheckCases, ...careyBatchCases, ...wjxCases, ...codeCases]

async function tried(kit: Kit, subject: Case): Promise<CaseResult> {
  kit.sent.length = 0
  if (subject.needs && kit.wjxKey === '') return { subject, complaint: '', sent: null, isSkipped: true }
  try {
    await subject.run(kit)
    return { subject, complaint: '', sent: null, isSkipped: false }
  } catch (error) {
    return { subject, complaint: error instanceof Error ? error.message : String(error), sent: kit.sent.at(-1) ?? null, isSkipped: false }
  }
}

/** Runs the cases one after another; `watch` is told of each. */
export async function runKit(options: KitOptions, { cases = CASES, watch = () => {} }: { cases?: readonly Case[], watch?: (result: CaseResult) => void } = {}): Promise<CaseResult[]> {
  const kit = await openKit(options)
  const results: CaseResult[] = []
  for (const subject of cases) {
    const result = await tried(kit, subject)
    results.push(result)
    watch(result)
  }
  return results
}
