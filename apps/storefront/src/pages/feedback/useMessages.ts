import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'
import { readFile } from '../account/read-file.ts'

export type MessageArea = 'mine' | 'board'
const KEY = ['messages'] as const

/** Whether the shop has a public board. */
export function useBoard() {
  const { data } = useQuery({ queryKey: ['shop', 'board'], queryFn: () => api.shop.config.query({ keys: ['messageBoard'] }), staleTime: 600_000 })
  return computed(() => data.value?.config.messageBoard ?? false)
}

export function useMessages(area: () => MessageArea) {
  const queries = useQueryClient()
  const { t } = useI18n()
  const { toastError } = useErrorText()
  const query = useInfiniteQuery({
    queryKey: [...KEY, area],
    queryFn: ({ pageParam }) => api.message.get.query({ area: area(), pageNo: pageParam }),
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
  })
  const { mutate: remove, isPending: isRemoving } = useMutation({
    mutationFn: (messageId: number) => api.message.delete.mutate({ messageId }),
    onError: toastError,
    async onSuccess() {
      showToast(t('feedback.messages.removed'))
      await queries.invalidateQueries({ queryKey: KEY })
    },
  })
  return { ...query, messages: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []), remove, isRemoving }
}

const EMPTY = { kind: 0, title: '', content: '', toBoard: false }

export function useMessageForm(onSent: () => void) {
  const queries = useQueryClient()
  const { t } = useI18n()
  const form = reactive({ ...EMPTY, files: [] as File[] })
  const { mutate: send, isPending, error } = useMutation({
    mutationFn: async () => {
      const [messageImg] = await Promise.all(form.files.map(readFile))
      return api.message.add.mutate({ area: form.toBoard ? 'board' : 'mine', msgType: form.kind, msgTitle: form.title, msgContent: form.content, ...messageImg ? { messageImg } : {} })
    },
    async onSuccess({ message }) {
      showToast(t(message.status === 1 ? 'feedback.messages.sent' : 'feedback.messages.waits'))
      Object.assign(form, { ...EMPTY, files: [] })
      onSent()
      await queries.invalidateQueries({ queryKey: KEY })
    },
  })
  return { form, send, isPending, error }
}
