import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'

const EMPTY = { render: () => null }

/** A page as the app shows it: with a router that knows the named routes, a fresh query cache, and no retries. */
export async function mountPage(page: Component, options: { path?: string, route?: RouteRecordRaw, names?: string[], props?: Record<string, unknown> } = {}): Promise<{ page: VueWrapper, router: Router }> {
  const own = options.route ?? { path: '/', name: 'page', component: page }
  const router = createRouter({ history: createMemoryHistory(), routes: [own, ...(options.names ?? []).map((name) => ({ path: `/${name}/:id?`, name, component: EMPTY }))] })
  await router.push(options.path ?? own.path)
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } })
  const wrapper = mount(page, {
    props: options.props ?? {},
    attachTo: document.body,
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
  })
  await flushPromises()
  return { page: wrapper, router }
}
