import type { Ref } from 'vue'
import type { ErrorWord } from '@xiaopu/shared/errors'
import { computed, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { ElMessage } from 'element-plus'
import { useI18n } from 'vue-i18n'
import { refusalOf } from '../api.ts'
import { useErrorText } from './useErrorText.ts'
import { useLeaveGuard } from './useLeaveGuard.ts'

export interface FormChange {
  field: string
  label: string
  before: unknown
  after: unknown
}

interface SaveFormOptions<Form extends object> {
  /** What the server holds, undefined while it loads. */
  loaded: () => Form | undefined
  /** What stands in the form from the start although nobody saved it: a copy of another. */
  copied?: () => Form | undefined
  /** A field's name in the member's language. */
  label: (field: string) => string
  save: (form: Form, changed: Partial<Form>) => Promise<unknown>
  /** Which field a refusal belongs to: `{ GOODS_SN_EXISTS: 'sn' }`. PARAM_MISSING and PARAM_INVALID name their field themselves. */
  fieldOfWord?: Partial<Record<ErrorWord, string>>
  /** What has to be right before anything is sent: a sentence per field. */
  check?: (form: Form) => Record<string, string>
  /** What has to end first: a picture on its way would arrive as a change after the save. */
  ready?: () => Promise<unknown>
  onSaved?: () => void
  /** Said after a save; '' for nothing. */
  savedText?: string
}

function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T // plain data: it came as JSON and goes as JSON
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * A form over what the server holds: a copy to type in, what has changed, where the server objects, Ctrl S, and the question
 * when leaving with changes. `form` is null until the first load.
 */
export function useSaveForm<Form extends object>(options: SaveFormOptions<Form>) {
  const { t } = useI18n()
  const { errorText } = useErrorText()
  const form = ref(null) as Ref<Form | null>
  const original = ref(null) as Ref<Form | null>
  const errors = ref<Record<string, string>>({})
  /** A refusal that belongs to no field. */
  const formError = ref('')
  const isSaving = ref(false)

  const changes = computed<FormChange[]>(() => {
    const before = original.value
    const after = form.value
    if (!before || !after) return []
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Form & string> // keys of the form itself
    return [...keys].filter((field) => !same(before[field], after[field])).map((field) => ({ field, label: options.label(field), before: before[field], after: after[field] }))
  })
  const isDirty = computed(() => changes.value.length > 0)

  function take(loaded: Form): void {
    original.value = copyOf(loaded)
    form.value = copyOf(loaded)
    errors.value = {}
    formError.value = ''
  }

  // A later load never wipes what is being typed.
  watch(options.loaded, (loaded) => {
    if (!loaded || isDirty.value) return
    const copied = form.value === null ? options.copied?.() : undefined
    take(loaded)
    if (copied) form.value = copyOf(copied)
  }, { immediate: true })

  function place(error: unknown): void {
    const { word, params } = refusalOf(error)
    const named = word === 'PARAM_MISSING' || word === 'PARAM_INVALID' || word === 'FIELD_REQUIRED' ? String(params.field ?? '') : ''
    const field = (word && options.fieldOfWord?.[word]) || named.split('.').findLast((part) => form.value && part in form.value) || ''
    if (field) errors.value = { [field]: errorText(error) }
    else formError.value = errorText(error)
  }

  async function save(): Promise<boolean> {
    if (!form.value || isSaving.value || !isDirty.value) return false
    isSaving.value = true
    formError.value = ''
    try {
      await options.ready?.()
      const sent = copyOf(form.value)
      errors.value = options.check?.(sent) ?? {}
      if (Object.keys(errors.value).length > 0) return false
      const changed = Object.fromEntries(changes.value.map((change) => [change.field, change.after])) as Partial<Form> // fields of the form
      await options.save(sent, changed)
      original.value = sent
      if (options.savedText !== '') ElMessage.success(options.savedText ?? t('common.saved'))
      options.onSaved?.()
      return true
    } catch (error) {
      place(error)
      return false
    } finally {
      isSaving.value = false
    }
  }

  function discard(): void {
    if (original.value) take(original.value)
  }

  function onKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    // Some fields take what was typed only when they are left; after the save it would be a change nobody made.
    const field = document.activeElement
    if (field instanceof HTMLElement && field !== document.body) {
      field.blur()
      field.focus({ preventScroll: true })
    }
    void save()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
  useLeaveGuard(() => isDirty.value, () => changes.value.map((change) => change.label).join(t('common.listComma')))

  return { form, errors, formError, changes, isDirty, isSaving, save, discard, take }
}
