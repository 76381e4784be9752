import type { ErrorParams, ErrorWord } from '@xiaopu/shared/errors'
import type { StoreInputs, StoreOutputs, StoreRouter } from '@xiaopu/server/store'
import { createTRPCClient, httpBatchStreamLink, httpLink, splitLink, TRPCClientError } from '@trpc/client'
import { shallowRef } from 'vue'
import { firstAnswers, firstAnswersOfPage } from './first-answers.ts'

export type Inputs = StoreInputs
export type Outputs = StoreOutputs
export type Language = 'zh' | 'en'

/** The shop. The header tells our own pages from a form on a stranger's site. */
export const api = createTRPCClient<StoreRouter>({
  // A streamed answer sends its headers first; a write may set the session's cookie and must not.
  links: [firstAnswers(firstAnswersOfPage()), splitLink({
    condition: (operation) => operation.type === 'mutation',
    true: httpLink({ url: '/trpc', headers: { 'x-xiaopu-csrf': '1' } }),
    false: httpBatchStreamLink({ url: '/trpc', headers: { 'x-xiaopu-csrf': '1' }, maxURLLength: 4000 }),
  })],
})

interface Refusal {
  word: string
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
  return {
    // A fault of ours is no refusal: nothing the shopper did, and no sentence of theirs.
    word: typeof data.word === 'string' && data.word !== 'SYSTEM_ERROR' ? data.word : '',
    params: isErrorParams(data.params) ? data.params : {},
    requestId: typeof data.requestId === 'string' ? data.requestId : requestIdFrom(error),
  }
}

/** The word of a refusal (`OUT_OF_STOCK`), `''` for a broken line or a fault of ours. */
export function refusalWord(error: unknown): string {
  return refusalOf(error).word
}

/** Whether the shop refused with one of these words. */
export function isRefusal(error: unknown, ...words: ErrorWord[]): boolean {
  const asked: readonly string[] = words
  return asked.includes(refusalWord(error))
}

/** The number to name when asking us about a failure, `''` when the call never arrived. */
export function requestIdOf(error: unknown): string {
  return refusalOf(error).requestId
}

/** The table of texts is fetched with the first refusal: most visits never need it. */
const refusals = shallowRef<typeof import('@xiaopu/shared/errors')>()

export async function loadRefusals(): Promise<void> {
  refusals.value ??= await import('@xiaopu/shared/errors')
}

/**
 * The refusal in the shopper's language, `''` when it is not a refusal in words. Reactive: a template shows nothing for
 * the moment the table is on its way; elsewhere await `loadRefusals` first.
 */
export function refusalText(error: unknown, language: Language): string {
  const { word, params } = refusalOf(error)
  if (!word) return ''
  const table = refusals.value
  if (!table) {
    void loadRefusals()
    return ''
  }
  return table.isErrorWord(word) ? table.errorText(word, params, language) : ''
}

/** What a checkout says of itself. The shop's sentence is Chinese; the English one has the same figures at the same places. */
export function problemText({ error, message }: { error: string, message: string }, language: Language): string {
  if (language === 'zh') return message
  const table = refusals.value
  if (!table) void loadRefusals()
  if (!table?.isErrorWord(error)) return ''
  const figures = message.match(/\d[\d.]*/g) ?? []
  return table.ERRORS[error].en.replaceAll(/\{\w+\}/g, () => figures.shift() ?? '')
}

/** No answer at all: the line is down or the server is. */
export function isOffline(error: unknown): boolean {
  return error instanceof TRPCClientError && !error.data
}

export function isSignedOutError(error: unknown): boolean {
  return isRefusal(error, 'SESSION_REQUIRED', 'SESSION_INVALID')
}
