import { useI18n } from 'vue-i18n'
import { showToast } from './useToast.ts'

export function useCopy(): (text: string) => Promise<void> {
  const { t } = useI18n()
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      showToast(t('common.copied'))
    } catch {
      showToast(t('common.copyFailed'))
    }
  }
}
