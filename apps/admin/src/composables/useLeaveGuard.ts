import { onBeforeUnmount, onMounted } from 'vue'
import { ElMessageBox } from 'element-plus'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave } from 'vue-router'

/** Asks before what was typed is lost, by another page of the app as by closing the tab. `names` says what that is. */
export function useLeaveGuard(isDirty: () => boolean, names: () => string): void {
  const { t } = useI18n()
  function onUnload(event: BeforeUnloadEvent): void {
    if (isDirty()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', onUnload))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', onUnload))
  onBeforeRouteLeave(async () => {
    if (!isDirty()) return true
    return ElMessageBox.confirm(t('common.unsaved.leaveText', { names: names() }), t('common.unsaved.leaveTitle'), {
      confirmButtonText: t('common.unsaved.leave'),
      cancelButtonText: t('common.unsaved.stay'),
      type: 'warning',
    }).then(() => true, () => false)
  })
}
