import { computed } from 'vue'
import { showLanguage } from '../i18n/index.ts'
import { useSession } from '../stores/session.ts'

/** The language shown and the other one; switching changes every text at once and is remembered. */
export function useLanguage() {
  const session = useSession()
  const otherLanguage = computed(() => session.language === 'zh'
    ? { language: 'en' as const, locale: 'en', label: 'Switch to English' }
    : { language: 'zh' as const, locale: 'zh-CN', label: '切换到中文' })

  async function switchLanguage(): Promise<void> {
    const { language } = otherLanguage.value
    await showLanguage(language)
    session.keepLanguage(language)
  }

  return { language: computed(() => session.language), otherLanguage, switchLanguage }
}
