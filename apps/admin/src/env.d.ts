/// <reference types="vite/client" />

import type { Permission } from './api.ts'
import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title in the messages. */
    title?: string
    /** Who may see it; the server refuses anyway. */
    permission?: Permission
    /** Names of the routes above it in the breadcrumb, outermost first. */
    parents?: string[]
    /** A page without the frame: signing in. */
    isPublic?: boolean
  }
}
