/// <reference types="vite/client" />

import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Only for those signed in; others go to the sign-in page and come back. */
    auth?: boolean
    /** Which entry of the tab bar is lit. Pages with one show the bar. */
    tab?: 'home' | 'categories' | 'cart' | 'me'
    /** Key of the page's title in the messages. */
    title?: string
  }
}
