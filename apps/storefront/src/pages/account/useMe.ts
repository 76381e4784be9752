import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'
import { api } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'
import { useSession } from '../../stores/session.ts'

export const ME_QUERY = ['me'] as const

/** The signed-in shopper's own record. Guests ask for nothing. */
export function useMe() {
  const session = useSession()
  return useQuery({ queryKey: ME_QUERY, queryFn: async () => (await api.user.get.query({})).user, enabled: () => session.signedIn })
}

export function useSignOut() {
  const queries = useQueryClient()
  const session = useSession()
  const { t } = useI18n()
  const { toastError } = useErrorText()
  return useMutation({
    mutationFn: () => api.user.logout.mutate({}),
    onError: toastError,
    onSuccess() {
      session.forgetSignIn()
      queries.clear()
      showToast(t('account.me.signedOut'))
    },
  })
}
