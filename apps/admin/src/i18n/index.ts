import type { Language } from '../api.ts'
import { createI18n } from 'vue-i18n'

export type Locale = 'zh-CN' | 'en'

export interface MessageTree { [key: string]: string | MessageTree }

/** Every file beside this one is a namespace: `zh-CN/goods.ts` holds `goods.*`. */
function byFile(files: Record<string, MessageTree>): MessageTree {
  return Object.fromEntries(Object.entries(files).map(([file, messages]) => [file.slice(file.lastIndexOf('/') + 1, -'.ts'.length), messages]))
}

const zh = byFile(import.meta.glob<MessageTree>('./zh-CN/*.ts', { eager: true, import: 'default' }))
const enFiles = import.meta.glob<MessageTree>('./en/*.ts', { import: 'default' })

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as Locale,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh } as Record<Locale, MessageTree>,
  missingWarn: false,
  fallbackWarn: false,
})

/** Switches every text at once; English is fetched the first time it is asked for. */
export async function showLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18n.global.availableLocales.includes('en')) {
    const loaded = await Promise.all(Object.entries(enFiles).map(async ([file, load]) => [file, await load()] as const))
    i18n.global.setLocaleMessage('en', byFile(Object.fromEntries(loaded)))
  }
  i18n.global.locale.value = language === 'en' ? 'en' : 'zh-CN'
  document.documentElement.lang = i18n.global.locale.value
}
