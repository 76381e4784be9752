import type { Address } from '@xiaopu/shared/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { reactive, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { useGoBack } from '../../composables/useGoBack.ts'
import { showToast } from '../../composables/useToast.ts'

export const ADDRESSES_QUERY = ['addresses'] as const
const MOST_ADDRESSES = 100

export function useAddresses() {
  return useQuery({ queryKey: ADDRESSES_QUERY, queryFn: async () => (await api.user.address.get.query({ pageSize: MOST_ADDRESSES })).items })
}

const EMPTY = { consignee: '', mobile: '', province: 0, city: 0, district: 0, regionText: '', address: '', zipcode: '', addressName: '', isDefault: false }

/**
 * One address as a form: new with id 0, else the shopper's own. Going back shows the list, or the checkout that asked:
 * an address written on the way through a checkout is where its goods go.
 */
export function useAddressForm(id: () => number, checkoutToken: () => string) {
  const queries = useQueryClient()
  const { t } = useI18n()
  const router = useRouter()
  const goBack = useGoBack(() => router.resolve(checkoutToken() ? { name: 'checkout', params: { token: checkoutToken() } } : { name: 'addresses' }))
  const form = reactive({ ...EMPTY })
  const loading = useQuery({
    queryKey: ['address', id],
    queryFn: async () => (await api.user.address.get.query({ addressId: id() })).items[0] ?? null,
    enabled: () => id() > 0,
  })

  watch(loading.data, (address: Address | null | undefined) => {
    if (!address) return
    for (const key of Object.keys(EMPTY) as (keyof typeof EMPTY)[]) Object.assign(form, { [key]: address[key] })
  }, { immediate: true })

  function done(word: string): void {
    void queries.invalidateQueries({ queryKey: ADDRESSES_QUERY })
    void queries.invalidateQueries({ queryKey: ['address'] })
    showToast(word)
    goBack()
  }

  const saving = useMutation({
    mutationFn: async () => {
      const { regionText: _shown, ...sent } = form
      const { address } = await (id() > 0 ? api.user.address.update.mutate({ ...sent, addressId: id() }) : api.user.address.add.mutate(sent))
      // A checkout that takes no address any more says so itself, on its own page.
      if (checkoutToken()) await api.flow.check.mutate({ checkoutToken: checkoutToken(), addressId: address.addressId }).catch(() => undefined)
    },
    onSuccess: () => done(t('account.addresses.saved')),
  })
  const removing = useMutation({
    mutationFn: () => api.user.address.delete.mutate({ addressId: id() }),
    onSuccess: () => done(t('account.addresses.removed')),
  })

  return { form, loading, saving, removing }
}
