import { config, enableAutoUnmount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, vi } from 'vitest'
import { i18n } from '../i18n/index.ts'

// happy-dom has no layout; Element Plus asks for these.
vi.stubGlobal('ResizeObserver', class { observe() {} unobserve() {} disconnect() {} })

enableAutoUnmount(afterEach)

beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('xp.admin.preferences', JSON.stringify({ language: 'zh' }))
  const pinia = createPinia()
  setActivePinia(pinia)
  config.global.plugins = [pinia, i18n]
})
