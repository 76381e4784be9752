/// <reference types="vite/client" />

import type { Permission } from './api.ts'
import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title in the messages. */
    title?: string
    /** Who may see it; the server refuses anyway. */
    permission?: Permission
    /** The list a detail page belongs to: its menu entry stays lit and stands in the breadcrumb. */
    parent?: string
    /** A page without the frame: signing in. */
    isPublic?: boolean
    /** A page without the frame for members: what goes on paper. */
    isBare?: boolean
  }
}
