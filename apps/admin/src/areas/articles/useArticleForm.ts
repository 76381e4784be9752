import type { ArticleForm } from './article-form.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { useSaveForm } from '../../composables/useSaveForm.ts'
import { uploadsEnded } from '../goods/upload.ts'
import { emptyForm, formOf, pathsOf, sentOf } from './article-form.ts'

/** A new article, or the one in the address. */
export function useArticleForm() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const queries = useQueryClient()
  const id = Number(route.params.id ?? 0)
  const { data: view, isPending, error, refetch } = useQuery({ queryKey: ['articles', 'one', id], queryFn: () => api.articles.get.query({ id }), enabled: id > 0 })
  const { data: choices } = useQuery({ queryKey: ['articles', 'choices'], queryFn: () => api.articles.choices.query() })
  const fresh = emptyForm(0)
  const made = ref(0)
  const isWeb = (text: string): boolean => text === '' || /^(?:https?:\/\/\S+|\/(?!\/)\S*)$/i.test(text)

  const saving = useSaveForm<ArticleForm>({
    loaded: () => (id > 0 ? view.value && formOf(view.value) : fresh),
    label: (field) => t(`articles.fields.${field}`),
    fieldOfWord: { CATEGORY_INVALID: 'categoryId' },
    ready: uploadsEnded,
    check: (form): Record<string, string> => ({
      ...form.title.trim() ? {} : { title: t('common.required') },
      ...form.categoryId > 0 ? {} : { categoryId: t('common.required') },
      ...isWeb(form.link) ? {} : { link: t('articles.notAddress') },
      ...isWeb(form.sourceUrl) ? {} : { sourceUrl: t('articles.notAddress') },
    }),
    async save(form, changed) {
      if (id > 0) await api.articles.update.mutate({ id, change: sentOf(changed) })
      else made.value = (await api.articles.create.mutate(sentOf(form))).id
      await queries.invalidateQueries({ queryKey: ['articles'] })
    },
  })

  async function keep(): Promise<void> {
    if (await saving.save() && id === 0) await router.replace({ name: 'article', params: { id: made.value } })
  }
  async function remove(): Promise<void> {
    await api.articles.delete.mutate({ ids: [id] })
    saving.discard()
    await queries.invalidateQueries({ queryKey: ['articles'] })
    await router.push({ name: 'articles' })
  }
  return { ...saving, id, view, isPending: computed(() => id > 0 && isPending.value), error, refetch, keep, remove, categories: computed(() => pathsOf(choices.value?.categories ?? [])) }
}
