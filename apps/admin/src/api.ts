import type { ErrorParams, ErrorWord } from '@xiaopu/shared/errors'
import type { AdminInputs, AdminOutputs, AdminRouter, Permission } from '@xiaopu/server/admin'
import { createTRPCClient, httpBatchStreamLink, httpLink, splitLink, TRPCClientError } from '@trpc/client'
import { errorText, isErrorWord } from '@xiaopu/shared/errors'

export type { Permission }
export type Inputs = AdminInputs
export type Outputs = AdminOutputs
export type Language = 'zh' | 'en'

/** The header tells our own pages from a form on a stranger's site. */
const CALL = { url: '/admin/trpc', headers: { 'x-xiaopu-csrf': '1' } }

/**
 * The admin. Reads of one moment share a request and stream their answers; a write goes alone, for the head of a streamed
 * answer is gone before signing in could set its cookie.
 */
export const api = createTRPCClient<AdminRouter>({
  links: [splitLink({
    condition: (operation) => operation.type === 'mutation',
    true: httpLink(CALL),
    false: httpBatchStreamLink({ ...CALL, maxURLLength: 4000 }),
  })],
})

export interface Refusal {
  word: ErrorWord | ''
  params: ErrorParams
  requestId: string
}

const NO_REFUSAL: Refusal = { word: '', params: {}, requestId: '' }

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isErrorParams(value: unknown): value is ErrorParams {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'string' || typeof one === 'number')
}

function requestIdFrom(error: TRPCClientError<AdminRouter>): string {
  const response = error.meta?.response
  return response instanceof Response ? response.headers.get('x-request-id') ?? '' : ''
}

/** What the server said when it refused; an empty word when it did not answer, or the fault is ours. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof TRPCClientError)) return NO_REFUSAL
  const data: unknown = error.data
  if (!isRecord(data)) return { ...NO_REFUSAL, requestId: requestIdFrom(error) }
  const word = typeof data.word === 'string' && isErrorWord(data.word) ? data.word : ''
  return { word, params: isErrorParams(data.params) ? data.params : {}, requestId: requestIdFrom(error) }
}

/** The refusal in the member's language, `''` when there was no answer in words. */
export function refusalText(error: unknown, language: Language): string {
  const { word, params } = refusalOf(error)
  return word ? errorText(word, params, language) : ''
}

/** No answer at all: the line is down or the server is. */
export function isOffline(error: unknown): boolean {
  return error instanceof TRPCClientError && !error.data
}

export function isSignedOutError(error: unknown): boolean {
  const { word } = refusalOf(error)
  return word === 'SESSION_REQUIRED' || word === 'SESSION_INVALID'
}
