import { useQuery } from '@tanstack/vue-query'
import { api } from '../api.ts'
import { setServerTime } from './server-clock.ts'

/** The shop's public settings; asked for once, and sets our clock by the server's. */
export function useShopConfig() {
  return useQuery({
    queryKey: ['config'],
    staleTime: Infinity,
    queryFn: async () => {
      const answer = await api.shop.config.query({})
      setServerTime(answer.serverTime)
      return answer.config
    },
  })
}
