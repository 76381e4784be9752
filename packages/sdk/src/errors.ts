import { type ErrorWord, WORD_OF_CODE } from './generated/calls.ts'

/** The gateway answered, and said no. Go by `word`; `message` is the shop's English text. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  /** `'UNKNOWN'` for a number that this version does not know. */
  readonly word: ErrorWord | 'UNKNOWN'

  constructor(
    readonly code: number,
    message: string,
    readonly requestId: string,
    /** Seconds to wait before the next call, where the gateway named them. */
    readonly retryAfter: number | null = null,
  ) {
    super(message)
    this.word = WORD_OF_CODE[code] ?? 'UNKNOWN'
  }
}

/** No answer of the gateway came: the line broke, the time was up, or something in between answered. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
}

/** A notice that did not come from the shop, or came too late. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
}

/** Whether an error is this refusal: `if (isRefusal(error, 'OUT_OF_STOCK')) …` */
export function isRefusal(error: unknown, ...words: ErrorWord[]): error is GatewayError {
  const named: readonly string[] = words
  return error instanceof GatewayError && named.includes(error.word)
}
