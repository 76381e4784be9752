import { ElMessage } from 'element-plus'
import { useI18n } from 'vue-i18n'
import { isOffline, refusalOf, refusalText } from '../api.ts'
import { usePreferences } from '../stores/preferences.ts'

/** Why a call failed, in a sentence; `toastError` says it in passing, never as the only sign of an error in a form. */
export function useErrorText(): { errorText: (error: unknown) => string, toastError: (error: unknown) => void } {
  const { t } = useI18n()
  const preferences = usePreferences()
  function errorText(error: unknown): string {
    const text = refusalText(error, preferences.language)
    if (text) return text
    if (isOffline(error)) return t('common.error.offline')
    const { requestId } = refusalOf(error)
    return requestId ? `${t('common.error.fault')} (${requestId})` : t('common.error.fault')
  }
  return { errorText, toastError: (error) => void ElMessage.error(errorText(error)) }
}
