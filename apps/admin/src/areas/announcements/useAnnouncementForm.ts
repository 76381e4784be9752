import type { AnnouncementForm } from './announcement-form.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { ElMessage } from 'element-plus'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { useSaveForm } from '../../composables/useSaveForm.ts'
import { uploadsEnded } from '../goods/upload.ts'
import { emptyForm, formOf, isLink } from './announcement-form.ts'

/** A new announcement, or the one in the address. What is published is only looked at. */
export function useAnnouncementForm() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const queries = useQueryClient()
  const { toastError } = useErrorText()
  const id = Number(route.params.id ?? 0)
  const copied = Number(route.query.copy ?? 0)
  const { data: found, isPending, error, refetch } = useQuery({ queryKey: ['announcements', 'one', id || copied], queryFn: () => api.announcements.get.query({ id: id || copied }), enabled: id > 0 || copied > 0 })
  const { data: choices } = useQuery({ queryKey: ['announcements', 'choices'], queryFn: () => api.announcements.choices.query(), staleTime: 60_000 })
  const fresh = emptyForm()
  const made = ref(0)
  const isPublishing = ref(false)

  const save = useSaveForm<AnnouncementForm>({
    loaded: () => (id > 0 ? found.value && formOf(found.value) : copied > 0 && !found.value ? undefined : fresh),
    copied: () => (copied > 0 && found.value ? formOf(found.value) : undefined),
    label: (field) => t(`announcements.fields.${field}`),
    ready: uploadsEnded,
    check: (form): Record<string, string> => ({
      ...form.title.trim() ? {} : { title: t('common.required') },
      ...isLink(form.url) ? {} : { url: t('announcements.notLink') },
    }),
    async save(form) {
      made.value = (id > 0 ? await api.announcements.update.mutate({ ...form, id }) : await api.announcements.create.mutate(form)).id
      await queries.invalidateQueries({ queryKey: ['announcements'] })
    },
  })
  const { form } = save

  async function keep(): Promise<boolean> {
    const wasSaved = await save.save()
    if (wasSaved && id === 0) await router.replace({ name: 'announcement', params: { id: made.value } })
    return wasSaved
  }

  /** What was typed is saved first; from then on it is fixed. */
  async function publish(): Promise<void> {
    if (save.isDirty.value && !await keep()) return
    isPublishing.value = true
    try {
      await api.announcements.publish.mutate({ id: id || made.value })
      ElMessage.success(t('announcements.published'))
    } catch (failure) {
      toastError(failure)
    } finally {
      isPublishing.value = false
      await queries.invalidateQueries({ queryKey: ['announcements'] })
    }
  }

  async function remove(): Promise<void> {
    await api.announcements.delete.mutate({ ids: [id] })
    save.discard()
    await queries.invalidateQueries({ queryKey: ['announcements'] })
    await router.push({ name: 'announcements' })
  }

  const readers = computed(() => (form.value ? { audience: form.value.audience, rankIds: [...form.value.rankIds], userIds: [...form.value.userIds] } : null))
  const { data: reach } = useQuery({
    queryKey: computed(() => ['announcements', 'reach', readers.value]),
    async queryFn() {
      if (!readers.value) throw new Error('nothing to ask about')
      return api.announcements.reach.query(readers.value)
    },
    enabled: computed(() => readers.value !== null),
    placeholderData: keepPreviousData,
  })

  return { ...save, id, keep, publish, remove, isPublishing, reach, error, refetch, view: computed(() => (id > 0 ? found.value : undefined)), isPending: computed(() => (id > 0 || copied > 0) && isPending.value), ranks: computed(() => choices.value?.ranks ?? []) }
}
