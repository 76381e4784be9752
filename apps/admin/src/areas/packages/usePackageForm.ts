import type { ContentName, GoodsChoice, PackageForm } from './package-form.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { useSaveForm } from '../../composables/useSaveForm.ts'
import { emptyForm, formOf, keyOf, locksOf } from './package-form.ts'
import { usePublishing } from './usePublishing.ts'

const TYPING_MS = 300

/** The form of a package, with what the server makes of it while it is typed. */
export function usePackageForm() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const queries = useQueryClient()
  const offer = usePublishing()
  const id = Number(route.params.id ?? 0)
  const copied = Number(route.query.copy ?? 0)
  const { data: view, isPending, error, refetch } = useQuery({ queryKey: ['packages', 'one', id || copied], queryFn: () => api.packages.get.query({ id: id || copied }), enabled: id > 0 || copied > 0 })
  const fresh = emptyForm()
  /** The id of a package that was made on this page. */
  const made = ref(0)
  /** A copy has another name and other dates. */
  const copyOf = (form: PackageForm): PackageForm => ({ ...form, name: t('packages.copyOf', { name: form.name }).slice(0, 60), startAt: fresh.startAt, endAt: fresh.endAt })

  function loaded(): PackageForm | undefined {
    if (id > 0) return view.value && formOf(view.value)
    return copied > 0 && !view.value ? undefined : fresh
  }
  const save = useSaveForm<PackageForm>({
    loaded,
    copied: () => (copied > 0 && view.value ? copyOf(formOf(view.value)) : undefined),
    label: (field) => t(`packages.fields.${field}`),
    check: (form) => ({
      ...form.name.trim() ? {} : { name: t('common.required') },
      ...form.priceFen > 0 ? {} : { priceFen: t('common.required') },
      ...form.contents.reduce((sum, one) => sum + one.quantity, 0) > 1 ? {} : { contents: t('packages.contents.tooFew') },
      ...form.endAt > form.startAt ? {} : { endAt: t('packages.endFirst') },
    }),
    async save(form) {
      const saved = id > 0 ? await api.packages.update.mutate({ ...form, id }) : await api.packages.create.mutate(form)
      made.value = saved.id
      await queries.invalidateQueries({ queryKey: ['packages'] })
    },
  })
  const { form } = save

  async function keep(): Promise<boolean> {
    const wasSaved = await save.save()
    if (wasSaved && id === 0) await router.replace({ name: 'package', params: { id: made.value } })
    return wasSaved
  }

  /** What was typed is saved first. */
  async function publish(): Promise<void> {
    if (save.isDirty.value && !await save.save()) return
    await offer.publish(id || made.value)
    if (id === 0 && made.value > 0) await router.replace({ name: 'package', params: { id: made.value } })
  }

  const asked = ref<Pick<PackageForm, 'priceFen' | 'contents'>>({ priceFen: 0, contents: [] })
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(() => form.value && JSON.stringify([form.value.priceFen, form.value.contents]), () => {
    clearTimeout(timer)
    timer = setTimeout(() => { if (form.value) asked.value = { priceFen: form.value.priceFen, contents: form.value.contents.map((one) => ({ ...one })) } }, TYPING_MS)
  }, { immediate: true })
  const preview = useQuery({
    queryKey: computed(() => ['packages', 'preview', asked.value]),
    queryFn: () => api.packages.preview.query(asked.value),
    enabled: computed(() => asked.value.contents.length > 0),
    placeholderData: keepPreviousData,
  })

  const picked = ref(new Map<string, ContentName>())
  const names = computed(() => new Map([...picked.value, ...(preview.data.value?.lines ?? []).map((line): [string, ContentName] => [keyOf(line), line])]))
  function add(goods: GoodsChoice, sku: GoodsChoice['skus'][number] | undefined): void {
    const content = { goodsId: goods.goodsId, skuId: sku?.skuId ?? 0, quantity: 1 }
    const { name, sn, thumbUrl } = goods
    picked.value = new Map(picked.value).set(keyOf(content), { name, thumbUrl, sn: sku?.sn ?? sn, optionsText: sku?.optionsText ?? '' })
    form.value?.contents.push(content)
  }

  return { ...save, id, view: computed(() => id > 0 ? view.value : undefined), isPending: computed(() => (id > 0 || copied > 0) && isPending.value), error, refetch, keep, publish, preview: preview.data, previewError: preview.error, names, add, locks: computed(() => locksOf(id > 0 ? view.value : undefined)) }
}
