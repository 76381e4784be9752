import type { ErrorParams, ErrorWord } from '@xiaopu/shared/errors'
import type { StoreInputs, StoreOutputs, StoreRouter } from '@xiaopu/server/store'
import { createTRPCClient, httpBatchStreamLink, TRPCClientError } from '@trpc/client'
import { errorText, isErrorWord } from '@xiaopu/shared/errors'

export type Inputs = StoreInputs
export type Outputs = StoreOutputs
export type Language = 'zh' | 'en'

/** The shop. The header tells our own pages from a form on a stranger's site. */
export const api = createTRPCClient<StoreRouter>({
  links: [httpBatchStreamLink({ url: '/trpc', headers: { 'x-xiaopu-csrf': '1' }, maxURLLength: 4000 })],
})

interface Refusal {
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

function requestIdFrom(error: TRPCClientError<StoreRouter>): string {
  const response = error.meta?.response
  return response instanceof Response ? response.headers.get('x-request-id') ?? '' : ''
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof TRPCClientError)) return NO_REFUSAL
  const data: unknown = error.data
  if (!isRecord(data)) return { ...NO_REFUSAL, requestId: requestIdFrom(error) }
  const word = typeof data.word === 'string' && isErrorWord(data.word) ? data.word : ''
  return {
    word,
    params: isErrorParams(data.params) ? data.params : {},
    requestId: typeof data.requestId === 'string' ? data.requestId : requestIdFrom(error),
  }
}

/** The word of a refusal (`OUT_OF_STOCK`), `''` for a broken line or a fault of ours. */
export function refusalWord(error: unknown): ErrorWord | '' {
  return refusalOf(error).word
}

/** The number to name when asking us about a failure, `''` when the call never arrived. */
export function requestIdOf(error: unknown): string {
  return refusalOf(error).requestId
}

/** The refusal in the shopper's language, `''` when it is not a refusal in words. */
export function refusalText(error: unknown, language: Language): string {
  const { word, params } = refusalOf(error)
  return word ? errorText(word, params, language) : ''
}

/** No answer at all: the line is down or the server is. */
export function isOffline(error: unknown): boolean {
  return error instanceof TRPCClientError && !error.data
}

export function isSignedOutError(error: unknown): boolean {
  const word = refusalWord(error)
  return word === 'SESSION_REQUIRED' || word === 'SESSION_INVALID'
}
