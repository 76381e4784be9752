import type { ListFilters } from './list-address.ts'
import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { useFormat } from '../../composables/useFormat.ts'
import { useGoodsList } from '../../composables/useGoodsList.ts'
import { addressOfFilters, filterCount, filtersFromAddress, itemsInput, NO_FILTERS, withoutFilters } from './list-address.ts'
import { useFacets } from './useFacets.ts'

export interface ActiveFilter {
  id: string
  label: string
  without: Partial<ListFilters>
}

/** The list its address describes. Changing a filter changes the address and nothing else. */
export function useList() {
  const route = useRoute()
  const router = useRouter()
  const { t } = useI18n()
  const { shortYuan } = useFormat()

  // While the shopper leaves for a product the address is no longer ours; the list must not follow it.
  const filters = computed<ListFilters>((before) => route.name === 'list' || !before ? filtersFromAddress(route.query) : before)
  const list = useGoodsList(() => itemsInput(filters.value))
  const facets = useFacets(() => filters.value.categoryId)

  function show(change: Partial<ListFilters>): void {
    void router.replace({ name: 'list', query: addressOfFilters({ ...filters.value, ...change }) })
  }

  watch(filters, () => window.scrollTo({ top: 0 }))

  const priceLabel = computed(() => {
    const { priceMinFen, priceMaxFen } = filters.value
    if (priceMinFen && priceMaxFen) return t('goods.list.priceBetween', { min: shortYuan(priceMinFen), max: shortYuan(priceMaxFen) })
    return priceMinFen ? t('goods.list.priceFrom', { min: shortYuan(priceMinFen) }) : t('goods.list.priceTo', { max: shortYuan(priceMaxFen) })
  })

  const active = computed<ActiveFilter[]>(() => {
    const { intro, brandId, sellerId, priceMinFen, priceMaxFen, attrs, inStock, freeShipping, categoryId, keywords } = filters.value
    const brand = facets.brands.value.find((one) => one.brandId === brandId)
    const seller = list.items.value.find((one) => one.sellerId === sellerId)
    return [
      ...(categoryId && keywords && facets.categoryName.value ? [{ id: 'category', label: facets.categoryName.value, without: { categoryId: 0 } }] : []),
      ...(intro ? [{ id: 'intro', label: t(`goods.list.intro.${intro}`), without: { intro: '' as const } }] : []),
      ...(sellerId >= 0 ? [{ id: 'seller', label: seller?.shopName || t('goods.list.oneShop'), without: { sellerId: -1 } }] : []),
      ...(brandId ? [{ id: 'brand', label: brand?.brandName ?? t('goods.list.brand'), without: { brandId: 0 } }] : []),
      ...(priceMinFen || priceMaxFen ? [{ id: 'price', label: priceLabel.value, without: { priceMinFen: 0, priceMaxFen: 0 } }] : []),
      ...attrs.map((attr) => ({ id: `attr-${attr}`, label: attr, without: { attrs: attrs.filter((one) => one !== attr) } })),
      ...(inStock ? [{ id: 'stock', label: t('goods.list.inStock'), without: { inStock: false } }] : []),
      ...(freeShipping ? [{ id: 'free', label: t('goods.list.freeShipping'), without: { freeShipping: false } }] : []),
    ]
  })

  return {
    filters,
    list,
    facets,
    active,
    activeCount: computed(() => filterCount(filters.value)),
    heading: computed(() => filters.value.keywords || facets.categoryName.value || (filters.value.intro ? t(`goods.list.intro.${filters.value.intro}`) : '')),
    show,
    clear: () => show({ ...withoutFilters(filters.value), intro: '' }),
    openAll: () => show(NO_FILTERS),
  }
}
