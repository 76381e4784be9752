import { ElMessage } from 'element-plus'
import { useI18n } from 'vue-i18n'

export function useCopy(): (text: string) => Promise<void> {
  const { t } = useI18n()
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      ElMessage.success(t('common.copied'))
    } catch {
      ElMessage.warning(t('common.copyFailed'))
    }
  }
}
