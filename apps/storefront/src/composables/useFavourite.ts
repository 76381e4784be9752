import type { Outputs } from '../api.ts'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'
import { api } from '../api.ts'
import { useErrorText } from './useErrorText.ts'
import { useSignInFirst } from './useSignInFirst.ts'
import { showToast } from './useToast.ts'

type GoodsAnswer = Outputs['item']['get']

export const goodsQuery = (goodsId: number) => ['goods', goodsId] as const

/** Keeps a product or lets it go; the heart follows at once and turns back when refused. */
export function useFavourite(goodsId: () => number) {
  const queries = useQueryClient()
  const { t } = useI18n()
  const { toastError } = useErrorText()
  const signInFirst = useSignInFirst()

  function show(isCollect: boolean): void {
    queries.setQueryData<GoodsAnswer>(goodsQuery(goodsId()), (before) => before && { item: { ...before.item, isCollect } })
  }

  const { mutate } = useMutation({
    mutationFn: async (keep: boolean) => {
      if (keep) await api.user.collect.add.mutate({ goodsId: goodsId() })
      else await api.user.collect.delete.mutate({ goodsId: [goodsId()] })
    },
    onMutate: (keep) => show(keep),
    onError(error, keep) {
      show(!keep)
      return toastError(error)
    },
    onSuccess(_answer, keep) {
      showToast(keep ? t('goods.kept') : t('goods.letGo'))
      void queries.invalidateQueries({ queryKey: ['favourites'] })
    },
  })

  return (keep: boolean): void => {
    if (signInFirst()) mutate(keep)
  }
}
