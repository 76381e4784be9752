import type { VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import type { Router } from 'vue-router'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { TRPCClientError } from '@trpc/client'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, loadTradeTexts } from '../i18n/index.ts'
import { routes } from '../router.ts'

interface Mounted {
  page: VueWrapper
  router: Router
}

const NOTHING: Component = { template: '<div />', render: () => null }

/**
 * A page as the shop mounts it: real router at `address`, real texts, a fresh query cache that never retries. Replace the
 * shop itself with `vi.mock` of `api.ts` in the test.
 */
export async function mountPage(component: Component, address = '/'): Promise<Mounted> {
  await loadTradeTexts()
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: routes.map(({ path, name, meta }) => ({ path, name, meta, component: NOTHING })),
  })
  await router.push(address)
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } })
  const page = mount(component, {
    global: { plugins: [pinia, router, i18n, [VueQueryPlugin, { queryClient }]] },
    attachTo: document.body,
  })
  await settle()
  return { page, router }
}

/** Until every answer already on its way is on the page. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await flushPromises()
    await new Promise((resolve) => setTimeout(resolve))
  }
}

/** A refusal as it arrives over the wire. */
export function refusal(word: string, params: Record<string, string | number> = {}): TRPCClientError<never> {
  return TRPCClientError.from({ error: { message: word, code: -32000, data: { word, params, requestId: '7F2K-03A9' } } } as never)
}

/** A line that is down: the call never arrives. */
export function brokenLine(): TRPCClientError<never> {
  return TRPCClientError.from(new TypeError('Failed to fetch'))
}
