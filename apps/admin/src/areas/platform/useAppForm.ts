import type { Outputs } from '../../api.ts'
import type { RateTexts } from './rate-form.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../api.ts'
import { useSaveForm } from '../../composables/useSaveForm.ts'
import { ratesOf, textsOf } from './rate-form.ts'
import { appKeys, keepIssued } from './useApps.ts'

interface AppFields {
  name: string
  needsCaptcha: boolean
  scopes: string[]
  /** One entry a line. */
  ipList: string
  rates: RateTexts
}

const EMPTY: AppFields = { name: '', needsCaptcha: false, scopes: [], ipList: '', rates: textsOf({}) }

function fieldsOf(app: Outputs['apps']['get']): AppFields {
  return { name: app.name, needsCaptcha: app.needsCaptcha, scopes: app.scopes, ipList: app.ipList.join('\n'), rates: textsOf(app.rates) }
}

/** The form of a new app (id 0) or of one that is there. */
export function useAppForm(id: number, onSaved: (id: number) => void) {
  const { t } = useI18n()
  const queries = useQueryClient()
  const { data: app, error, refetch } = useQuery({ queryKey: appKeys.one(id), queryFn: () => api.apps.get.query({ id }), enabled: id > 0 })
  const { data: choices } = useQuery({ queryKey: [...appKeys.all, 'choices'], queryFn: () => api.apps.choices.query(), staleTime: Infinity })
  const savedId = ref(id)

  const saving = useSaveForm<AppFields>({
    loaded: () => (id === 0 ? EMPTY : app.value && fieldsOf(app.value)),
    label: (field) => t(field === 'rates' ? 'apps.rates.title' : field === 'needsCaptcha' ? 'apps.captcha' : `apps.${field}`),
    check: (fields) => ({
      ...(fields.name.trim() ? {} : { name: t('common.required') }),
      ...(ratesOf(fields.rates) ? {} : { rates: t('apps.rates.broken') }),
    }),
    async save(fields) {
      const input = { ...fields, name: fields.name.trim(), ipList: fields.ipList.split(/[\s,，]+/).filter(Boolean), rates: ratesOf(fields.rates) ?? {} }
      if (id > 0) {
        await api.apps.update.mutate({ ...input, id })
      } else {
        const created = await api.apps.create.mutate(input)
        savedId.value = created.app.id
        keepIssued(created.app.id, created.secret)
      }
      await queries.invalidateQueries({ queryKey: appKeys.all })
    },
    onSaved: () => onSaved(savedId.value),
  })
  return { ...saving, choices, error: computed(() => error.value), refetch }
}
