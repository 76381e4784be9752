import type { ComputedRef, InjectionKey, Ref } from 'vue'
import type { GoodsForm, GoodsView, RelatedGoods } from './goods-form.ts'
import { inject } from 'vue'

/** What the cards of the edit page share. */
export interface GoodsEdit {
  form: Ref<GoodsForm>
  /** As it was loaded or saved last. */
  before: ComputedRef<GoodsForm>
  errors: Ref<Record<string, string>>
  view: Ref<GoodsView | undefined>
  mayEdit: boolean
  /** Names and pictures of products that fittings and links name. */
  related: Ref<Map<number, RelatedGoods>>
  isChanged: (field: keyof GoodsForm) => boolean
}

export const GOODS_EDIT: InjectionKey<GoodsEdit> = Symbol('goods edit')

export function useGoodsEdit(): GoodsEdit {
  const edit = inject(GOODS_EDIT)
  if (!edit) throw new Error('a card outside its page')
  return edit
}
