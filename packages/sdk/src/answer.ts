import { ConnectionError, GatewayError } from './errors.ts'

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function secondsOf(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : null
}

/** What is under `response`; a refusal is thrown, and anything that is no answer of the gateway as well. */
export async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text()
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch (cause) {
    throw new ConnectionError(`HTTP ${response.status}: not an answer of the gateway`, { cause })
  }
  if (isRecord(answer) && 'response' in answer) return answer.response
  if (!isRecord(answer) || !isRecord(answer.error_response)) throw new ConnectionError(`HTTP ${response.status}: not an answer of the gateway`)
  const { code, msg } = answer.error_response
  throw new GatewayError(Number(code), String(msg), response.headers.get('X-Request-Id') ?? '', secondsOf(response))
}
