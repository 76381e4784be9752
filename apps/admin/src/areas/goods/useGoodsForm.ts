import type { GoodsForm, GoodsView, RelatedGoods } from './goods-form.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { api, refusalOf } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { useSaveForm } from '../../composables/useSaveForm.ts'
import { changeOf, copyOfGoods, emptyForm, namedChanges, toForm } from './goods-form.ts'
import { optionPricesFen } from './matrix.ts'
import { uploadsEnded } from './upload.ts'
import { useGoodsChoices } from './useGoodsChoices.ts'

const PREVIEW_MS = 300
const PLANS = ['onSaleAt', 'offSaleAt'] as const

/** The edit page's state: the product, its form, what changed in words, what customers would pay. */
export function useGoodsForm() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const queryClient = useQueryClient()
  const choices = useGoodsChoices()
  const { errorText } = useErrorText()

  const goodsId = Number(route.params.id ?? 0)
  const isNew = goodsId === 0
  const copiedId = isNew ? Number(route.query.copy ?? 0) : 0
  const isConflict = ref(false)
  const related = ref(new Map<number, RelatedGoods>())
  const saved = shallowRef<GoodsView>()
  const created = ref(0)

  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['goods', 'one', goodsId || copiedId],
    queryFn: () => api.goods.get.query({ goodsId: goodsId || copiedId }),
    enabled: goodsId > 0 || copiedId > 0,
    staleTime: 0,
  })
  const view = computed(() => (isNew ? undefined : saved.value ?? data.value))
  const blank = emptyForm()
  watch(data, (loaded) => {
    if (loaded) related.value = new Map([...related.value, ...loaded.related.map((one) => [one.goodsId, one] as const)])
  }, { immediate: true })

  const saving = useSaveForm<GoodsForm>({
    loaded: () => (isNew ? blank : view.value && toForm(view.value)),
    label: (field) => t(`goods.field.${field}`),
    fieldOfWord: { GOODS_SN_EXISTS: 'sn', SKU_SN_EXISTS: 'skus', SPEC_INVALID: 'specs', CATEGORY_INVALID: 'categoryId', BRAND_INVALID: 'brandId', STOCK_INVALID: 'stock', STOCK_HAS_SKU: 'stock', PRICE_INVALID: 'volumePrices' },
    ready: uploadsEnded,
    check: (form) => ({
      ...form.name.trim() === '' ? { name: t('common.required') } : {},
      ...form.categoryId === 0 ? { categoryId: t('common.required') } : {},
      ...form.shopPriceFen === 0 ? { shopPriceFen: t('common.required') } : {},
      ...Object.fromEntries(PLANS.filter((plan) => form[plan] !== '' && form[plan] !== view.value?.form[plan] && Date.parse(form[plan]) <= Date.now()).map((plan) => [plan, t('goods.plan.past')])),
      ...form.offSaleAt !== '' && form.offSaleAt === form.onSaleAt ? { offSaleAt: t('goods.plan.same') } : {},
      ...form.promotePriceFen > 0 && form.promoteStartAt === '' ? { promoteStartAt: t('goods.promoteDates') } : {},
      ...form.videoUrl !== '' && !/^(?:https?:\/)?\/[^/]/.test(form.videoUrl) ? { videoUrl: t('goods.videoWrong') } : {},
      ...form.properties.some((one) => one.name.trim() === '' || one.value.trim() === '') ? { properties: t('goods.property.incomplete') } : {},
    }),
    async save(form, changed) {
      isConflict.value = false
      if (isNew) {
        created.value = (await api.goods.create.mutate({ ...changeOf(form, changed), name: form.name, categoryId: form.categoryId, shopPriceFen: form.shopPriceFen })).goodsId
        return
      }
      try {
        saved.value = await api.goods.update.mutate({ goodsId, lastUpdate: view.value?.updatedAt ?? '', change: changeOf(form, changed) })
      } catch (problem) {
        isConflict.value = refusalOf(problem).word === 'CONFLICT'
        throw problem
      }
    },
    onSaved() {
      void queryClient.invalidateQueries({ queryKey: ['goods', 'list'] })
      void queryClient.invalidateQueries({ queryKey: ['work', 'goods-stock'] })
      if (isNew) {
        void router.replace({ name: 'goods-edit', params: { id: created.value } })
      } else if (saved.value) {
        queryClient.setQueryData(['goods', 'one', goodsId], saved.value)
        saving.take(toForm(saved.value))
      }
    },
  })
  const { form, changes } = saving

  // A copy is typed in, so to speak: it is all unsaved.
  watch(data, (loaded) => {
    if (copiedId > 0 && loaded && form.value) form.value = copyOfGoods(toForm(loaded), t('goods.copyName', { name: loaded.form.name }))
  }, { immediate: true })

  async function reload(): Promise<void> {
    const { data: fresh } = await refetch()
    if (!fresh) return
    saved.value = undefined
    isConflict.value = false
    saving.take(toForm(fresh))
  }

  const before = computed<GoodsForm>(() => {
    const old = Object.fromEntries(changes.value.map((change) => [change.field, change.before])) as Partial<GoodsForm> // fields of the form
    return { ...form.value ?? blank, ...old }
  })
  const changedFields = computed(() => new Set(changes.value.map((change) => change.field)))

  const named = computed(() => (form.value
    ? namedChanges(changes.value, form.value, {
        t: (key, params = {}) => t(key, params),
        rankName: (rankId) => choices.ranks.value.find((rank) => rank.rankId === rankId)?.name ?? '',
        goodsName: (id) => related.value.get(id)?.name ?? `#${id}`,
        categoryName: (id) => choices.categoryPath(id),
        brandName: (id) => choices.brands.value.find((brand) => brand.brandId === id)?.name ?? '',
        bonusTypeName: (id) => choices.bonusTypes.value.find((type) => type.bonusTypeId === id)?.name ?? '',
        goodsTypeName: (id) => choices.goodsTypes.value.find((type) => type.goodsTypeId === id)?.name ?? '',
      })
    : []))

  const skuAt = ref(0)
  const draft = computed(() => {
    const now = form.value ?? blank
    const sku = now.skus[Math.min(skuAt.value, Math.max(0, now.skus.length - 1))]
    const { shopPriceFen, costPriceFen, promotePriceFen, promoteStartAt, promoteEndAt, rankPrices, volumePrices } = now
    return { shopPriceFen, costPriceFen, promotePriceFen, promoteStartAt, promoteEndAt, rankPrices, volumePrices, skuPriceFen: sku?.priceFen ?? 0, optionPricesFen: sku ? optionPricesFen(now.specs, sku.options) : [] }
  })
  const asked = shallowRef(draft.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(() => JSON.stringify(draft.value), () => {
    clearTimeout(timer)
    timer = setTimeout(() => { asked.value = draft.value }, PREVIEW_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  const { data: preview, error: previewError } = useQuery({
    queryKey: computed(() => ['goods', 'preview', asked.value]),
    queryFn: () => api.goods.preview.query(asked.value),
    placeholderData: keepPreviousData,
    enabled: computed(() => form.value !== null),
  })

  return {
    ...saving, goodsId, isNew, view, error, isPending: computed(() => (goodsId > 0 || copiedId > 0) && isPending.value), refetch, reload, isConflict, before, named, related, skuAt, preview,
    previewError: computed(() => (previewError.value ? errorText(previewError.value) : '')),
    isChanged: (field: keyof GoodsForm) => !isNew && changedFields.value.has(field),
  }
}
