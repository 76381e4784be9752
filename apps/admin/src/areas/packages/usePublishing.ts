import type { PackagePreview } from './package-form.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { ElMessage, ElMessageBox } from 'element-plus'
import { useI18n } from 'vue-i18n'
import { api } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { formOf } from './package-form.ts'

/** Puts a saved package on offer. What speaks against it is told first, and may be overruled. */
export function usePublishing() {
  const { t } = useI18n()
  const queries = useQueryClient()
  const { toastError } = useErrorText()

  async function wants(warnings: PackagePreview['warnings']): Promise<boolean> {
    if (warnings.length === 0) return true
    const text = warnings.map((warning) => t(`packages.warning.${warning}.title`)).join('; ')
    return ElMessageBox.confirm(text, t('packages.publishAnyway'), { type: 'warning', confirmButtonText: t('packages.publish'), cancelButtonText: t('common.cancel') }).then(() => true, () => false)
  }

  /** Answers whether it is on offer now. */
  async function publish(id: number): Promise<boolean> {
    try {
      const { priceFen, contents } = formOf(await api.packages.get.query({ id }))
      const { warnings } = await api.packages.preview.query({ priceFen, contents })
      if (!await wants(warnings)) return false
      await api.packages.publish.mutate({ id })
      ElMessage.success(t('packages.published'))
      return true
    } catch (failure) {
      toastError(failure)
      return false
    } finally {
      await queries.invalidateQueries({ queryKey: ['packages'] })
    }
  }

  return { publish }
}
