import type { Language } from '../api.ts'
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'

const KEY = 'xp.admin.preferences'

export type Theme = 'light' | 'dark'

/** The columns of one table: their order, and which are hidden. */
export interface ColumnChoice {
  order: string[]
  hidden: string[]
}

interface Kept {
  theme: Theme
  language: Language
  isMenuCollapsed: boolean
  columns: Record<string, ColumnChoice>
}

function firstKept(): Kept {
  const kept: Kept = {
    theme: window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    language: navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en',
    isMenuCollapsed: false,
    columns: {},
  }
  try {
    return { ...kept, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') }
  } catch {
    return kept
  }
}

/** How this member likes the screen, on this device. */
export const usePreferences = defineStore('preferences', () => {
  const first = firstKept()
  const theme = ref(first.theme)
  const language = ref(first.language)
  const isMenuCollapsed = ref(first.isMenuCollapsed)
  const columns = ref(first.columns)

  watch([theme, language, isMenuCollapsed, columns], () => {
    document.documentElement.classList.toggle('dark', theme.value === 'dark')
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme: theme.value, language: language.value, isMenuCollapsed: isMenuCollapsed.value, columns: columns.value }))
    } catch {
      // A private window may refuse to keep it; the page works on without.
    }
  }, { deep: true })
  document.documentElement.classList.toggle('dark', theme.value === 'dark')

  function toggleTheme(): void {
    theme.value = theme.value === 'dark' ? 'light' : 'dark'
  }

  return { theme, language, isMenuCollapsed, columns, toggleTheme }
})
