import type { FavourableCheck } from './favourable-form.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { ElMessage, ElMessageBox } from 'element-plus'
import { useI18n } from 'vue-i18n'
import { api } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { formOf } from './favourable-form.ts'

/** Puts a saved activity into force. What speaks against it is told first, and may be overruled. */
export function usePublishing() {
  const { t } = useI18n()
  const queries = useQueryClient()
  const { toastError } = useErrorText()

  async function wants(checks: readonly FavourableCheck[]): Promise<boolean> {
    if (checks.length === 0) return true
    const text = checks.map(({ warning, names }) => [t(`favourables.warning.${warning}.title`), names.slice(0, 2).join(t('common.listComma'))].filter(Boolean).join(t('common.colon'))).join('; ')
    return ElMessageBox.confirm(text, t('favourables.publishAnyway'), { type: 'warning', confirmButtonText: t('favourables.publish'), cancelButtonText: t('common.cancel') }).then(() => true, () => false)
  }

  async function publish(id: number): Promise<void> {
    try {
      const { name: _name, sortOrder: _order, ...terms } = formOf(await api.favourables.get.query({ id }))
      const { checks } = await api.favourables.preview.query({ ...terms, id })
      if (!await wants(checks)) return
      await api.favourables.publish.mutate({ id })
      ElMessage.success(t('favourables.published'))
    } catch (failure) {
      toastError(failure)
    } finally {
      await queries.invalidateQueries({ queryKey: ['favourables'] })
    }
  }

  return { publish }
}
