import { createHash } from 'node:crypto'
import { type Reply, send } from './load.ts'

const CSRF = { 'x-xiaopu-csrf': '1' }

function answerOf({ status, body }: Reply): Record<string, unknown> {
  if (status !== 200) throw new Error(`answered ${status}: ${body.slice(0, 300)}`)
  return JSON.parse(body) as Record<string, unknown> // the server's own answer
}

/** One caller of a tRPC router. Answers are as the contract says; the caller names the part it reads. */
export interface Client {
  query: <Answer>(procedure: string, input?: unknown) => Promise<Answer>
  mutate: <Answer>(procedure: string, input?: unknown) => Promise<Answer>
}

export function client(root: string, cookie = ''): Client {
  const headers = cookie ? { ...CSRF, cookie } : CSRF
  const dataOf = <Answer>(reply: Reply) => (answerOf(reply) as { result: { data: Answer } }).result.data // tRPC's envelope
  return {
    query: async (procedure, input) => dataOf(await send({ url: `${root}/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`, headers })),
    mutate: async (procedure, input) => dataOf(await send({ url: `${root}/${procedure}`, method: 'POST', body: input === undefined ? '{}' : JSON.stringify(input), headers })),
  }
}

/** Signs in (or up) and answers a client that holds the session. */
export async function signedIn(root: string, procedure: string, input: unknown): Promise<Client> {
  const reply = await send({ url: `${root}/${procedure}`, method: 'POST', body: JSON.stringify(input), headers: CSRF })
  answerOf(reply)
  return client(root, reply.cookies[0]?.split(';')[0] ?? '')
}

/** A bare endpoint that must answer 200. */
export async function get(url: string): Promise<Record<string, unknown>> {
  return answerOf(await send({ url }))
}

export async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  return answerOf(await send({ url, method: 'POST', body: JSON.stringify(body) }))
}

export interface AppKey { key: string, secret: string }

/** A signed call of the ECTouch gateway; a refusal in the answer is an error. */
export async function signedCall(base: string, { key, secret }: AppKey, method: string, params: Record<string, string>): Promise<void> {
  const timestamp = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const all: Record<string, string> = { app_key: key, format: 'json', method, timestamp, v: '1.0', ...params }
  const text = Object.keys(all).sort().map((name) => name + all[name]).join('')
  const sign = createHash('md5').update(secret + text + secret).digest('hex').toUpperCase()
  const answer = await get(`${base}/router/rest?${new URLSearchParams({ ...all, sign })}`)
  if ('error_response' in answer) throw new Error(`the gateway refused: ${JSON.stringify(answer)}`)
}
