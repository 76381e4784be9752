import type { Order } from '@xiaopu/shared/contract'
import { formatYuan, parseYuan } from '@xiaopu/shared/money'
import { computed, ref, watch } from 'vue'
import type { Outputs } from '../../api.ts'

export const CAUSES = ['damaged', 'mismatch', 'wrong', 'missing', 'quality', 'unwanted'] as const
export type Cause = (typeof CAUSES)[number]
type Option = Outputs['aftersale']['options']['lines'][number]

/** What is being asked for: every choice keeps within what the server offers for the line. */
export function useAskForm(order: () => Order | undefined, options: () => readonly Option[], firstLine: () => number) {
  const lineId = ref(0)
  const kind = ref(0)
  const quantity = ref(1)
  const amount = ref('')
  const cause = ref<Cause>('damaged')
  const remark = ref('')
  const pictures = ref<string[]>([])
  const chosenRefund = ref<'balance' | 'original'>('original')

  const offered = computed(() => options().filter((option) => option.kinds.length > 0))
  const option = computed(() => offered.value.find((one) => one.orderLineId === lineId.value))
  const line = computed(() => order()?.lines.find((one) => one.orderLineId === lineId.value))
  const most = computed(() => option.value?.kinds.find((one) => one.kind === kind.value)?.quantity ?? 1)
  const givesMoney = computed(() => kind.value === 1 || kind.value === 2)
  /** What was paid from the balance goes back there; only what came from elsewhere can go two ways. */
  const hasRefundChoice = computed(() => (order()?.totals.moneyPaidFen ?? 0) > 0)
  const refundTo = computed({ get: () => (hasRefundChoice.value ? chosenRefund.value : 'balance'), set: (way) => { chosenRefund.value = way } })
  const limitFen = computed(() => option.value?.worthFen[quantity.value - 1] ?? 0)
  const amountFen = computed(() => parseYuan(amount.value.trim()))
  const isAmountGood = computed(() => !givesMoney.value || (amountFen.value !== null && amountFen.value >= 0 && amountFen.value <= limitFen.value))

  watch(offered, (now) => {
    if (!now.some((one) => one.orderLineId === lineId.value)) lineId.value = now.find((one) => one.orderLineId === firstLine())?.orderLineId ?? now[0]?.orderLineId ?? 0
  }, { immediate: true })
  watch(option, (now) => {
    if (!now?.kinds.some((one) => one.kind === kind.value)) kind.value = now?.kinds[0]?.kind ?? 0
  }, { immediate: true })
  watch(most, (now) => { quantity.value = Math.min(quantity.value, now) })
  // Another line or number: all that it is worth, until something else is typed.
  watch([limitFen, lineId], () => { amount.value = formatYuan(limitFen.value) }, { immediate: true })

  const toInput = (causeText: string) => ({
    orderLineId: lineId.value,
    kind: kind.value,
    quantity: quantity.value,
    cause: causeText,
    remark: remark.value,
    images: pictures.value,
    refundTo: refundTo.value,
    ...givesMoney.value && amountFen.value !== null && { amountFen: amountFen.value },
  })
  return { lineId, kind, quantity, amount, cause, remark, pictures, refundTo, hasRefundChoice, offered, option, line, most, givesMoney, limitFen, isAmountGood, toInput }
}
