import { MutationCache, QueryCache, QueryClient } from '@tanstack/vue-query'
import { isSignedOutError, refusalOf } from './api.ts'

const A_QUARTER_MINUTE = 15_000
const TEN_MINUTES = 600_000

/** Server data lives here and nowhere else. A refusal in words is an answer: it is never asked again by itself. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown): void => {
    if (isSignedOutError(error)) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: A_QUARTER_MINUTE,
        gcTime: TEN_MINUTES,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 1 && refusalOf(error).word === '',
        retryDelay: 500,
      },
      mutations: { retry: false },
    },
  })
}
