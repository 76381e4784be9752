import { useI18n } from 'vue-i18n'
import { isOffline, refusalText } from '../api.ts'
import { useSession } from '../stores/session.ts'
import { showToast } from './useToast.ts'

/** Why a call failed, in a sentence for the shopper; `toastError` shows it. */
export function useErrorText(): { errorText: (error: unknown) => string, toastError: (error: unknown) => void } {
  const { t } = useI18n()
  const session = useSession()
  const errorText = (error: unknown): string =>
    refusalText(error, session.language) || (isOffline(error) ? t('common.error.offline') : t('common.error.fault'))
  return { errorText, toastError: (error) => showToast(errorText(error)) }
}
