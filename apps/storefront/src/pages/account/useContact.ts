import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, refusalWord } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { useShopConfig } from '../../composables/useShopConfig.ts'
import { showToast } from '../../composables/useToast.ts'
import { ME_QUERY } from './useMe.ts'

export type ContactKind = 'mobile' | 'email'
type Field = 'value' | 'code' | 'password' | ''

const FIELDS: Record<string, Field> = {
  EMAIL_INVALID: 'value', EMAIL_EXISTS: 'value', MOBILE_INVALID: 'value', MOBILE_EXISTS: 'value',
  SMS_CODE_WRONG: 'code', SMS_CODE_EXPIRED: 'code',
  PASSWORD_WRONG: 'password', SIGNIN_LOCKED: 'password',
}

/** Binds a mobile number or an e-mail to the account. A number is proved by a code as long as the shop sends text messages. */
export function useContact(kind: () => ContactKind, done: () => void) {
  const queries = useQueryClient()
  const { t } = useI18n()
  const { errorText } = useErrorText()
  const form = reactive({ value: '', code: '', password: '' })
  const { data: config } = useShopConfig()
  const needsCode = computed(() => kind() === 'mobile' && (config.value?.smsEnabled ?? false))
  const { data: closing } = useQuery({ queryKey: ['own', 'closing'], queryFn: () => api.user.own.closing.query() })
  /** An account that was made by WeChat may have no password yet. */
  const needsPassword = computed(() => closing.value?.needsPassword ?? true)

  const { mutate, isPending, error } = useMutation({
    async mutationFn() {
      const proof = needsPassword.value ? { password: form.password } : {}
      if (kind() === 'mobile') return (await api.user.update.mutate({ ...proof, mobilePhone: form.value.trim(), ...form.code && { mobileCode: form.code.trim() } })).user
      const { user } = await api.user.update.mutate({ ...proof, email: form.value.trim() })
      // The link that confirms it; without one the address stands unconfirmed and the profile offers it again.
      if (!user.isValidated) await api.user.validate.email.mutate({}).catch(() => undefined)
      return user
    },
    onSuccess(user) {
      queries.setQueryData(ME_QUERY, user)
      showToast(t(kind() === 'email' ? 'account.contact.emailDone' : 'account.contact.mobileDone'))
      done()
    },
  })

  /** Where the refusal belongs; '' is under the form. */
  const wrongField = computed<Field | null>(() => {
    if (!error.value) return null
    const word = refusalWord(error.value)
    if (word === 'FIELD_REQUIRED') return needsCode.value && form.value.trim() !== '' ? 'code' : 'value'
    return FIELDS[word] ?? ''
  })
  const errorOf = (field: Field): string => (wrongField.value === field && error.value ? errorText(error.value) : '')
  return { form, needsCode, needsPassword, save: () => mutate(), isSaving: isPending, errorOf }
}
