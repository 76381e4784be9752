import type { ShopSettings } from './setting-fields.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'
import { api } from '../../api.ts'
import { useSaveForm } from '../../composables/useSaveForm.ts'

const KEY = ['settings']

export function useShopSettings() {
  const { t } = useI18n()
  const queries = useQueryClient()
  const { data, isPending, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => api.settings.get.query(), staleTime: 0 })
  const saving = useSaveForm<ShopSettings>({
    loaded: () => data.value,
    label: (field) => t(`settings.${field}`),
    check: (form) => ({
      ...(form.shopName.trim() ? {} : { shopName: t('common.required') }),
      ...(form.invoiceTypes.every((type) => type.name.trim()) ? {} : { invoiceTypes: t('common.required') }),
    }),
    // Only what was changed is sent: two members may save different settings at the same time.
    async save(_form, changed) {
      queries.setQueryData(KEY, await api.settings.update.mutate(changed))
    },
  })
  return { ...saving, isPending, error, refetch }
}
