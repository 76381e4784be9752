import { useMutation } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { api, type Inputs, isRefusal } from '../../api.ts'
import { serverNow } from '../../composables/server-clock.ts'
import { useCountDown } from '../../composables/useCountDown.ts'

type Sending = Inputs['tool']['sms']['send']
export type CodePurpose = Sending['purpose']

const ABROAD = /^\+(?!86)(\d)(\d+)$/
const SECOND_MS = 1000
const NUMBER = /^\+?\d{7,17}$/

/** Text that can only be meant as a number, not as a mail address or a name. */
export const looksLikeNumber = (text: string): boolean => NUMBER.test(text.trim())

/** The number as the method takes it. Where a country's code ends nobody can see; the shop joins both parts again. */
function numberOf(text: string): Pick<Sending, 'mobile' | 'countryCode'> {
  const typed = text.trim()
  const [, countryCode, mobile] = ABROAD.exec(typed) ?? []
  return countryCode && mobile ? { mobile, countryCode } : { mobile: typed.replace(/^\+86/, ''), countryCode: '86' }
}

/** Asks for a code to a number: waits between two, and puts a captcha before it when the shop wants one. */
export function useCode(purpose: () => CodePurpose, mobile: () => string) {
  const againAt = ref('')
  const isCaptchaOpen = ref(false)
  const picture = useMutation({ mutationFn: () => api.tool.sms.captcha.mutate() })
  const { over, minutes, seconds } = useCountDown(() => againAt.value)

  const sending = useMutation({
    mutationFn: (captcha: { captchaId?: string, captcha?: string }) => api.tool.sms.send.mutate({ ...numberOf(mobile()), purpose: purpose(), ...captcha }),
    onSuccess({ resendIn }) {
      isCaptchaOpen.value = false
      againAt.value = new Date(serverNow() + resendIn * SECOND_MS).toISOString()
    },
    onError(refused) {
      if (!isRefusal(refused, 'CAPTCHA_REQUIRED', 'CAPTCHA_WRONG')) {
        isCaptchaOpen.value = false
        return
      }
      isCaptchaOpen.value = true
      picture.mutate()
    },
  })
  const { error, isPending, isSuccess } = sending

  return {
    isCaptchaOpen,
    picture: computed(() => picture.data.value?.picture ?? ''),
    pictureError: picture.error,
    newPicture: () => picture.mutate(),
    send: () => sending.mutate({}),
    sendWith: (captcha: string) => sending.mutate({ captchaId: picture.data.value?.captchaId ?? '', captcha: captcha.trim() }),
    isSending: isPending,
    isSent: isSuccess,
    waitS: computed(() => (over.value ? 0 : minutes.value * 60 + seconds.value)),
    captchaError: computed(() => (isRefusal(error.value, 'CAPTCHA_WRONG') ? error.value : null)),
    error: computed(() => (isRefusal(error.value, 'CAPTCHA_REQUIRED', 'CAPTCHA_WRONG') ? null : error.value)),
  }
}
