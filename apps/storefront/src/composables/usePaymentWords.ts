import { useQuery } from '@tanstack/vue-query'
import { api } from '../api.ts'
import { useSession } from '../stores/session.ts'

/** What a way of paying is called, and how it goes, in the language shown; the merchant's own words where they wrote no English. */
export function usePaymentWords() {
  const session = useSession()
  const { data } = useQuery({
    queryKey: ['payment-words'],
    queryFn: () => api.shop.paymentWords.query(),
    enabled: () => session.language === 'en',
    staleTime: Infinity,
  })
  const englishOf = (payId: number) => session.language === 'en' ? data.value?.items.find((one) => one.payId === payId) : undefined
  return {
    payName: (method: { payId: number, payName: string }): string => englishOf(method.payId)?.payName ?? method.payName,
    payDesc: (method: { payId: number, payDesc: string }): string => englishOf(method.payId)?.payDesc ?? method.payDesc,
  }
}
