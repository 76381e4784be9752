import { useI18n } from 'vue-i18n'
import { isOffline, loadRefusals, refusalText, refusalWord } from '../api.ts'
import { useSession } from '../stores/session.ts'
import { showToast } from './useToast.ts'

interface ErrorTexts {
  /** For templates: reactive. */
  errorText: (error: unknown) => string
  toastError: (error: unknown) => Promise<void>
}

/** Why a call failed, in a sentence for the shopper. */
export function useErrorText(): ErrorTexts {
  const { t } = useI18n()
  const session = useSession()

  function errorText(error: unknown): string {
    if (refusalWord(error)) return refusalText(error, session.language)
    return isOffline(error) ? t('common.error.offline') : t('common.error.fault')
  }

  async function toastError(error: unknown): Promise<void> {
    if (refusalWord(error)) await loadRefusals()
    showToast(errorText(error))
  }

  return { errorText, toastError }
}
