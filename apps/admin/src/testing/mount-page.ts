import type { Component } from 'vue'
import type { RouteRecordRaw, Router } from 'vue-router'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'

const EMPTY = { render: () => null }

interface MountOptions {
  /** Where it is opened; its route's own path without. */
  path?: string
  route?: RouteRecordRaw
  /** Other routes it may lead to, by name; `/<name>/:id?` shows nothing. */
  names?: string[]
  /** With props it stands alone, without it stands where its route is. */
  props?: Record<string, unknown>
  slots?: Record<string, (scope: never) => unknown>
}

/** A page as the app shows it: in its route, with a fresh query cache and no retries. */
export async function mountPage(page: Component, { path, route, names = [], props, slots }: MountOptions = {}): Promise<{ page: VueWrapper, router: Router }> {
  const own = route ?? { path: '/page', name: 'page', component: page }
  const others = [{ path: '/', name: 'home', component: EMPTY }, ...names.map((name) => ({ path: `/${name}/:id?`, name, component: EMPTY }))]
  const router = createRouter({ history: createMemoryHistory(), routes: [own, ...others.filter((other) => other.name !== own.name)] })
  await router.push(path ?? own.path)
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } })
  const wrapper = mount(props ? page : RouterView, {
    props: props ?? {},
    slots: slots ?? {},
    attachTo: document.body,
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
  })
  await flushPromises()
  return { page: wrapper, router }
}
