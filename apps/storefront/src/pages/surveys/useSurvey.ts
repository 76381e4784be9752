import type { SurveyQuestion, SurveyReply } from '@xiaopu/shared/contract'
import type { Outputs } from '../../api.ts'
import { isAnswerable, QUESTION, type ReplyProblem, replyProblem } from '@xiaopu/shared/contract/survey'
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, reactive, ref, watch } from 'vue'
import { api } from '../../api.ts'

const MS = 1000
export type LinkedSurvey = Outputs['survey']['get']
export type Reward = Outputs['survey']['answer']['reward']

const keyOf = (qIndex: number, row: number): string => `${qIndex} ${row}`

export function blankReply(qIndex: number, row = 0): SurveyReply {
  return { qIndex, row, items: [], ownTexts: [], text: '', value: 0 }
}

/** What is offered as chosen before the shopper has touched anything. */
function preset(question: SurveyQuestion): SurveyReply | null {
  const items = question.items.filter(({ isSelected }) => isSelected).map(({ itemIndex }) => itemIndex)
  return items.length > 0 && question.qType !== QUESTION.matrix ? { ...blankReply(question.qIndex), items } : null
}

/** The pages a survey's page breaks make. */
function pagesOf(questions: readonly SurveyQuestion[]): SurveyQuestion[][] {
  const pages: SurveyQuestion[][] = [[]]
  for (const question of questions) {
    if (question.qType === QUESTION.pageBreak) pages.push([])
    else pages.at(-1)?.push(question)
  }
  return pages.filter((page) => page.length > 0)
}

/** One survey being filled in: its questions page by page, the answers, what is wrong with them, and sending it. */
export function useSurvey(sid: () => string, orderSn: () => string, source: () => 'link' | 'widget') {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: computed(() => ['survey', sid(), orderSn()]), queryFn: () => api.survey.get.query({ sid: sid(), orderSn: orderSn() }), staleTime: Infinity })
  const replies = reactive(new Map<string, SurveyReply>())
  const shown = reactive(new Set<number>())
  const page = ref(0)
  const startedAt = ref(Date.now())
  const pages = computed(() => pagesOf(query.data.value?.questions ?? []))

  watch(() => query.data.value?.version, () => {
    replies.clear()
    shown.clear()
    page.value = 0
    startedAt.value = Date.now()
    for (const question of query.data.value?.questions ?? []) {
      const chosen = preset(question)
      if (chosen) replies.set(keyOf(question.qIndex, 0), chosen)
    }
  }, { immediate: true })

  const given = (question: SurveyQuestion): SurveyReply[] => [...replies.values()].filter(({ qIndex }) => qIndex === question.qIndex)
  const set = (reply: SurveyReply): void => { replies.set(keyOf(reply.qIndex, reply.row), reply) }
  /** What is wrong is said once the shopper has left the question or tried to go on. */
  const problemOf = (question: SurveyQuestion): ReplyProblem | '' => (shown.has(question.qIndex) && isAnswerable(question) ? replyProblem(question, given(question)) : '')
  const left = (question: SurveyQuestion): void => {
    if (given(question).length > 0) shown.add(question.qIndex)
  }
  /** The first question of the page that cannot stand; all of the page are marked. */
  function check(): SurveyQuestion | undefined {
    const asked = (pages.value[page.value] ?? []).filter(isAnswerable)
    for (const { qIndex } of asked) shown.add(qIndex)
    return asked.find((question) => replyProblem(question, given(question)) !== '')
  }

  const sending = useMutation({
    mutationFn: () => api.survey.answer.mutate({
      sid: sid(),
      orderSn: orderSn(),
      version: query.data.value?.version ?? 0,
      seconds: Math.round((Date.now() - startedAt.value) / MS),
      source: source(),
      replies: [...replies.values()],
    }),
    onSuccess: () => Promise.all([['surveys'], ['me']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  return { ...query, pages, page, given, set, problemOf, left, check, sending }
}

/** The surveys that ask about an order. */
export function useOrderSurveys(orderSn: () => string) {
  return useQuery({ queryKey: computed(() => ['surveys', 'order', orderSn()]), queryFn: () => api.survey.ofOrder.query({ orderSn: orderSn() }) })
}
