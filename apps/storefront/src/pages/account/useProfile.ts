import type { User } from '@xiaopu/shared/contract'
import type { Inputs } from '../../api.ts'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { reactive, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'
import { readFile } from './read-file.ts'
import { ME_QUERY } from './useMe.ts'

type Change = Inputs['user']['update']

/** The editable part of the profile; only what differs is sent. */
export function useProfile(user: () => User | undefined) {
  const queries = useQueryClient()
  const { t } = useI18n()
  const { toastError } = useErrorText()
  const form = reactive({ nickName: '', sex: 0, birthday: '' })

  watch(user, (now) => {
    if (now) Object.assign(form, { nickName: now.nickName, sex: now.sex, birthday: now.birthday })
  }, { immediate: true })

  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: Change) => api.user.update.mutate(change),
    onSuccess(answer) {
      queries.setQueryData(ME_QUERY, answer.user)
      showToast(t('account.profile.saved'))
    },
  })

  function changes(): Change {
    const now = user()
    const change: Change = {}
    if (form.nickName !== now?.nickName) change.nickName = form.nickName
    if (form.sex !== now?.sex) change.sex = form.sex
    if (form.birthday && form.birthday !== now?.birthday) change.birthday = form.birthday
    return change
  }

  function save(): void {
    const change = changes()
    if (Object.keys(change).length > 0) mutate(change)
    else showToast(t('account.profile.nothing'))
  }

  async function chooseAvatar(event: Event): Promise<void> {
    const chosen = event.target instanceof HTMLInputElement ? event.target.files?.[0] : undefined
    if (chosen) mutate({ avatar: await readFile(chosen) }, { onError: toastError })
  }

  return { form, save, chooseAvatar, isSaving: isPending, saveError: error }
}
