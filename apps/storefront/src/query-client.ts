import { QueryCache, QueryClient } from '@tanstack/vue-query'
import { isRefusal, isSignedOutError, refusalWord } from './api.ts'
import { useSession } from './stores/session.ts'

const HALF_A_MINUTE = 30_000
const TEN_MINUTES = 600_000

/** Server data lives here and nowhere else. A refusal in words is an answer: it is never asked again by itself. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      if (isSignedOutError(error)) useSession().forgetSignIn()
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: HALF_A_MINUTE,
      gcTime: TEN_MINUTES,
      refetchOnWindowFocus: false,
      // Without a line the shopper is told so at once; paused, a page would stay grey and a write would go out later by itself.
      networkMode: 'always',
      refetchOnReconnect: true,
      // A session that ended is forgotten with the first refusal; what a guest may see is then asked for as a guest.
      retry: (failures, error) => failures < 1 && (refusalWord(error) === '' || isRefusal(error, 'SESSION_INVALID')),
      retryDelay: 500,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
