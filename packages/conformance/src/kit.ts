import { type HttpAnswer, type HttpRequest, sendHttp } from './http.ts'

export type DialectName = 'ECTouch' | 'CareyShop' | 'WJX'

export interface KitOptions {
  /** Where the implementation answers, without the addresses of the conventions. */
  url: string
  key: string
  secret: string
  /** An API key of the WJX convention; its cases are left out without one. */
  wjxKey?: string
}

/** Something an implementation has to do. */
export interface Case {
  id: string
  dialect: DialectName
  /** One sentence: what is sent. */
  says: string
  /** What the convention asks. */
  rule: string
  /** What a case leaves behind or counts up; most leave nothing. */
  writes?: string
  needs?: 'an API key'
  run: (kit: Kit) => Promise<void>
}

/** What was answered is not what the rule asks. */
export class Unmet extends Error {
  override readonly name = 'Unmet'
}

export interface Kit extends Required<KitOptions> {
  /** The implementation's clock. */
  now: () => number
  /** Sends what is built; builds and sends it again when the caller has to wait first, unless that is what is wanted. */
  send: (build: () => HttpRequest, mayBeLimited?: boolean) => Promise<HttpAnswer>
  /** What the case at hand has sent. */
  sent: HttpRequest[]
  /** Codes of all answers so far, by the convention that gave them. */
  codes: Map<DialectName, Set<string>>
}

const LONGEST_WAIT_SECONDS = 90

export async function openKit(options: KitOptions): Promise<Kit> {
  const { url } = options
  const asked = Date.now()
  const { headers } = await sendHttp(url, { method: 'GET', path: '/router/rest' })
  const serverNow = Date.parse(String(headers.date ?? ''))
  const ahead = Number.isNaN(serverNow) ? 0 : Math.round((serverNow - asked) / 1000) * 1000
  const sent: HttpRequest[] = []
  return {
    wjxKey: '',
    ...options,
    sent,
    codes: new Map(),
    now: () => Date.now() + ahead,
    async send(build, mayBeLimited = false) {
      for (;;) {
        const request = build()
        sent.push(request)
        const answer = await sendHttp(url, request)
        const wait = Number(answer.headers['retry-after'] ?? 0)
        if (wait <= 0 || wait > LONGEST_WAIT_SECONDS || mayBeLimited) return answer
        await new Promise((resolve) => setTimeout(resolve, wait * 1000))
      }
    },
  }
}

export function note(kit: Kit, dialect: DialectName, code: string): void {
  const codes = kit.codes.get(dialect) ?? new Set()
  kit.codes.set(dialect, codes.add(code))
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text !== undefined && text.length > 300 ? `${text.slice(0, 300)} …` : String(text)
}

/** Equal as JSON, or Unmet. */
export function meets(what: string, actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Unmet(`${what}: expected ${shown(expected)}, got ${shown(actual)}`)
}

export function matches(what: string, actual: unknown, pattern: RegExp): void {
  if (typeof actual !== 'string' || !pattern.test(actual)) throw new Unmet(`${what}: expected ${pattern}, got ${shown(actual)}`)
}
