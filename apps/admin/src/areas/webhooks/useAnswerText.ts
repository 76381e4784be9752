import { useI18n } from 'vue-i18n'

/** What a receiver answered, in words: its status, or why there was none. */
export function useAnswerText(): { answerText: (answer: { status: number, error: string }) => string } {
  const { t, te } = useI18n()
  return {
    answerText({ status, error }) {
      if (error) return te(`webhooks.error.${error}`) ? t(`webhooks.error.${error}`) : error
      return status > 0 ? t('webhooks.noError', { status }) : ''
    },
  }
}
