import type { Component } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { Outputs } from '../../api.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { FileText, Package, ReceiptText, User } from 'lucide-vue-next'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { areas } from '../../areas.ts'
import { moneyText } from '../../composables/money-text.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { groupOf, useMenu } from '../../composables/useMenu.ts'
import { useSession } from '../../stores/session.ts'

export interface Hit {
  key: string
  /** Its place in the whole list. */
  at: number
  icon: Component
  title: string
  hint: string
  to: RouteLocationRaw
}

type Draft = Omit<Hit, 'at'>
type Found = Outputs['search']['find']

const TYPING_MS = 80
/** The pages that open what was found, where their area is built. */
const PAGES = { orders: { list: 'orders', item: 'order' }, goods: { list: 'goods', item: 'goods-edit' }, users: { list: 'users', item: 'user' } } as const

/** What the palette knows: records from the server, pages and actions the member may use, and "search in a list". */
export function usePalette(close: () => void) {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSession()
  const { permitted } = useMenu()
  const { errorText } = useErrorText()

  const typed = ref('')
  const asked = ref('')
  const chosen = ref(0)
  const isOnlyActions = computed(() => /^[>＞]/.test(typed.value.trim()))
  const term = computed(() => typed.value.trim().replace(/^[>＞]\s*/, ''))

  let timer: ReturnType<typeof setTimeout> | undefined
  watch(term, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => { asked.value = now }, TYPING_MS)
  })

  const { data, error, isFetching } = useQuery({
    queryKey: computed(() => ['palette', asked.value]),
    queryFn: () => api.search.find.query({ q: asked.value }),
    enabled: computed(() => asked.value.length > 0 && !isOnlyActions.value),
    placeholderData: keepPreviousData,
  })

  function records(found: Found): { title: string, hits: Draft[] }[] {
    const page = (name: string, id: number): RouteLocationRaw => ({ name, params: { id: String(id) } })
    return [
      {
        title: t('frame.palette.orders'),
        hits: router.hasRoute(PAGES.orders.item) ? found.orders.map((one) => ({ key: `order-${one.id}`, icon: ReceiptText, title: one.sn, hint: [one.consignee, moneyText(one.totalFen)].filter(Boolean).join(' · '), to: page(PAGES.orders.item, one.id) })) : [],
      },
      {
        title: t('frame.palette.goods'),
        hits: router.hasRoute(PAGES.goods.item) ? found.goods.map((one) => ({ key: `goods-${one.id}`, icon: Package, title: one.name, hint: [one.sn, moneyText(one.priceFen)].join(' · '), to: page(PAGES.goods.item, one.id) })) : [],
      },
      {
        title: t('frame.palette.users'),
        hits: router.hasRoute(PAGES.users.item) ? found.users.map((one) => ({ key: `user-${one.id}`, icon: User, title: one.name, hint: [one.mobile, one.rankName].filter(Boolean).join(' · '), to: page(PAGES.users.item, one.id) })) : [],
      },
    ]
  }

  const matches = (text: string): boolean => text.toLowerCase().includes(term.value.toLowerCase())

  const drafts = computed(() => {
    const actions = areas.flatMap((area) => area.actions ?? [])
      .filter((action) => session.may(action.permission) && matches(t(action.label)))
      .map<Draft>((action) => ({ key: `action-${action.route}-${action.label}`, icon: action.icon, title: t(action.label), hint: '', to: { name: action.route } }))
    if (isOnlyActions.value) return [{ title: t('frame.palette.actions'), hits: actions }]
    const pages = permitted.value.filter((entry) => matches(t(entry.label))).map<Draft>((entry) => {
      const group = groupOf(entry)
      return { key: `page-${entry.route}`, icon: entry.icon ?? group?.icon ?? FileText, title: t(entry.label), hint: group ? t(group.label) : '', to: { name: entry.route } }
    })
    const lists = term.value
      ? Object.values(PAGES).flatMap<Draft>(({ list }) => {
          const entry = permitted.value.find((one) => one.route === list)
          return entry ? [{ key: `list-${list}`, icon: entry.icon ?? groupOf(entry)?.icon ?? FileText, title: t('frame.palette.searchIn', { name: t(entry.label), q: term.value }), hint: '', to: { name: list, query: { q: term.value } } }] : []
        })
      : []
    return [
      ...(term.value && data.value ? records(data.value) : []),
      { title: t('frame.palette.actions'), hits: actions },
      { title: t('frame.palette.pages'), hits: pages },
      { title: t('frame.palette.lists'), hits: lists },
    ]
  })

  const groups = computed(() => {
    let at = 0
    return drafts.value.filter((group) => group.hits.length > 0).map((group) => ({ title: group.title, hits: group.hits.map<Hit>((hit) => ({ ...hit, at: at++ })) }))
  })
  const hits = computed(() => groups.value.flatMap((group) => group.hits))
  watch(hits, () => { chosen.value = 0 })

  function choose(at: number): void {
    const count = hits.value.length
    chosen.value = count === 0 ? 0 : (at + count) % count
  }

  function open(hit: Hit | undefined, isNewTab: boolean): void {
    if (!hit) return
    if (isNewTab) window.open(router.resolve(hit.to).href, '_blank', 'noopener')
    else void router.push(hit.to)
    close()
  }

  return { typed, term, isOnlyActions, groups, hits, chosen, choose, open, isSearching: isFetching, failure: computed(() => (error.value ? errorText(error.value) : '')) }
}
