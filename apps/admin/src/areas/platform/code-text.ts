import { ERROR_WORDS, ERRORS } from '@xiaopu/shared/errors'

/** "40005 签名校验失败": a public code with its text, without the figures only the call knew. */
export function codeText(code: number, locale: string): string {
  const word = ERROR_WORDS.find((one) => ERRORS[one].code === code)
  if (!word) return String(code)
  const text = ERRORS[word][locale === 'en' ? 'en' : 'zh'].replaceAll(/[（(]?¥?\s*\{\w+\}\s*s?[）)]?/g, '').replaceAll(/\s{2,}/g, ' ').trim()
  return `${code} ${text}`
}
