import type { FavourableForm } from './favourable-form.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { useSaveForm } from '../../composables/useSaveForm.ts'
import { emptyForm, formOf, locksOf, wrongFields } from './favourable-form.ts'
import { useChoices } from './useChoices.ts'
import { usePublishing } from './usePublishing.ts'

const TYPING_MS = 300
const MOST_NAME = 60

/** What the preview is asked about: everything but the name and the place. */
function askedOf({ name: _name, sortOrder: _order, ...terms }: FavourableForm, id: number) {
  return { ...terms, id, rankIds: [...terms.rankIds], rangeIds: [...terms.rangeIds], gifts: terms.gifts.map((gift) => ({ ...gift })) }
}

/** The form of an activity, with what the server makes of it while it is typed. */
export function useFavourableForm() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const queries = useQueryClient()
  const offer = usePublishing()
  const { ranks, isReady, error: choicesError, refetch: refetchChoices } = useChoices()
  const id = Number(route.params.id ?? 0)
  const copied = Number(route.query.copy ?? 0)
  const { data: view, isPending, error, refetch } = useQuery({ queryKey: ['favourables', 'one', id || copied], queryFn: () => api.favourables.get.query({ id: id || copied }), enabled: id > 0 || copied > 0 })
  const fresh = computed(() => emptyForm(ranks.value.map(({ rankId }) => rankId)))
  /** The id of an activity that was made on this page. */
  const made = ref(0)
  /** A copy has another name and other dates. */
  const copyOf = (form: FavourableForm): FavourableForm => ({ ...form, name: t('favourables.copyOf', { name: form.name }).slice(0, MOST_NAME), startAt: fresh.value.startAt, endAt: fresh.value.endAt })

  function loaded(): FavourableForm | undefined {
    if (!isReady.value) return undefined
    if (id > 0) return view.value && formOf(view.value)
    return copied > 0 && !view.value ? undefined : fresh.value
  }
  const save = useSaveForm<FavourableForm>({
    loaded,
    copied: () => (copied > 0 && view.value ? copyOf(formOf(view.value)) : undefined),
    label: (field) => t(`favourables.fields.${field}`),
    check: (form) => Object.fromEntries(Object.entries(wrongFields(form)).map(([field, word]) => [field, t(`favourables.wrong.${word}`)])),
    async save(form) {
      const saved = id > 0 ? await api.favourables.update.mutate({ ...form, id }) : await api.favourables.create.mutate(form)
      made.value = saved.id
      await queries.invalidateQueries({ queryKey: ['favourables'] })
    },
  })
  const { form } = save

  async function keep(): Promise<boolean> {
    const wasSaved = await save.save()
    if (wasSaved && id === 0) await router.replace({ name: 'favourable', params: { id: made.value } })
    return wasSaved
  }

  /** What was typed is saved first. */
  async function publish(): Promise<void> {
    if (save.isDirty.value && !await save.save()) return
    await offer.publish(id || made.value)
    if (id === 0 && made.value > 0) await router.replace({ name: 'favourable', params: { id: made.value } })
  }

  const asked = ref<ReturnType<typeof askedOf>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(() => form.value && JSON.stringify(askedOf(form.value, id)), (_now, before) => {
    clearTimeout(timer)
    const ask = (): void => { if (form.value) asked.value = askedOf(form.value, id) }
    if (before) timer = setTimeout(ask, TYPING_MS)
    else ask()
  }, { immediate: true })
  const preview = useQuery({
    queryKey: computed(() => ['favourables', 'preview', asked.value]),
    async queryFn() {
      if (!asked.value) throw new Error('nothing to ask about')
      return api.favourables.preview.query(asked.value)
    },
    enabled: computed(() => asked.value !== undefined),
    placeholderData: keepPreviousData,
  })

  return {
    ...save, id, keep, publish, ranks,
    view: computed(() => (id > 0 ? view.value : undefined)),
    isPending: computed(() => (id > 0 || copied > 0) && isPending.value),
    error: computed(() => error.value ?? choicesError.value),
    refetch: () => Promise.all([id > 0 || copied > 0 ? refetch() : undefined, refetchChoices()]),
    preview: preview.data,
    previewError: preview.error,
    locks: computed(() => locksOf(id > 0 ? view.value : undefined)),
  }
}
