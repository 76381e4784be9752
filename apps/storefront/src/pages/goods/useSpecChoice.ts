import type { GoodsDetail } from '@xiaopu/shared/contract'
import { computed, ref, watch } from 'vue'
import { afterTap, type Choice, firstChoice, matchingSku, missingSpecs, severalChoiceSpecs, singleChoiceSpecs, unitPriceFen } from './spec-matrix.ts'

const MOST_UNITS = 9999

/** What the shopper has chosen of a product: options, extras, units, and what follows from them. Takes a getter. */
export function useSpecChoice(goods: () => GoodsDetail | undefined) {
  const choice = ref<Choice>({})
  const extras = ref<number[]>([])
  const quantity = ref(1)

  watch(() => goods()?.goodsId, () => {
    const item = goods()
    choice.value = item ? firstChoice(item.skus, item.specs) : {}
    extras.value = []
    quantity.value = 1
  }, { immediate: true })

  const specs = computed(() => goods()?.specs ?? [])
  const single = computed(() => singleChoiceSpecs(specs.value))
  const several = computed(() => severalChoiceSpecs(specs.value))
  const missing = computed(() => missingSpecs(specs.value, choice.value))
  const sku = computed(() => {
    const item = goods()
    return item?.skus.length ? matchingSku(item.skus, item.specs, choice.value) : undefined
  })
  const stock = computed(() => {
    const item = goods()
    if (!item) return 0
    return item.skus.length ? sku.value?.stock ?? item.stock : item.stock
  })

  const chosenValues = computed(() => specs.value.flatMap((spec) => spec.values.filter((value) =>
    choice.value[spec.attrId] === value.optionValueId || extras.value.includes(value.optionValueId))))
  const plusFen = computed(() => chosenValues.value
    .filter((value) => extras.value.includes(value.optionValueId) || !sku.value)
    .reduce((sum, value) => sum + value.attrPriceFen, 0))
  const priceFen = computed(() => {
    const item = goods()
    return item ? unitPriceFen(item, sku.value?.finalPriceFen, plusFen.value, quantity.value) : 0
  })

  watch(stock, (left) => { quantity.value = Math.max(1, Math.min(quantity.value, left)) })

  function toggleExtra(id: number): void {
    extras.value = extras.value.includes(id) ? extras.value.filter((one) => one !== id) : [...extras.value, id]
  }

  return {
    choice,
    extras,
    quantity,
    single,
    several,
    missing,
    sku,
    stock,
    priceFen,
    most: computed(() => Math.max(1, Math.min(stock.value, MOST_UNITS))),
    picture: computed(() => chosenValues.value.find((value) => value.imageUrl)?.imageUrl ?? goods()?.goodsThumb ?? ''),
    chosenText: computed(() => chosenValues.value.map((value) => value.attrValue).join(' · ')),
    optionValueIds: computed(() => chosenValues.value.map((value) => value.optionValueId)),
    ready: computed(() => missing.value.length === 0 && stock.value > 0 && (!goods()?.skus.length || sku.value !== undefined)),
    tap: (attrId: number, valueId: number) => { choice.value = afterTap(choice.value, attrId, valueId) },
    toggleExtra,
  }
}

export type SpecChoice = ReturnType<typeof useSpecChoice>
