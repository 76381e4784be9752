import type { Language } from '../api.ts'
import { createI18n } from 'vue-i18n'
import type zh from './zh-CN/index.ts'
import browsing from './zh-CN/browsing.ts'

export type Messages = typeof zh
export type Locale = 'zh-CN' | 'en'

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as Locale,
  fallbackLocale: 'zh-CN',
  // Complete once `loadTradeTexts` has run, which the router sees to.
  messages: { 'zh-CN': browsing } as Record<Locale, Messages>,
  missingWarn: false,
  fallbackWarn: false,
})

let isComplete = false

/** The Chinese texts of cart, checkout, orders and account. The router waits for it before such a page. */
export async function loadTradeTexts(): Promise<void> {
  if (isComplete) return
  const { default: zh } = await import('./zh-CN/index.ts')
  i18n.global.setLocaleMessage('zh-CN', zh)
  isComplete = true
}

/** Switches every text at once; English is fetched the first time it is asked for. */
export async function showLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18n.global.availableLocales.includes('en')) {
    const { default: en } = await import('./en/index.ts')
    i18n.global.setLocaleMessage('en', en)
  }
  i18n.global.locale.value = language === 'en' ? 'en' : 'zh-CN'
  document.documentElement.lang = i18n.global.locale.value
}
