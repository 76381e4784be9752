import { ERRORS, errorText, type ErrorWord, ShopError } from '@xiaopu/shared/errors'
import type { UnreadableRequest } from '../../received.ts'

/** A refusal with the status and the words CareyShop's clients know, where they are not those of the error itself. */
export class Refused extends ShopError {
  constructor(
    word: ErrorWord,
    readonly status: number,
    readonly text: string,
    field?: string,
  ) {
    super(word, field === undefined ? {} : { field })
  }
}

export const NO_ADDRESS = '请求地址不存在'
export const NO_PERMISSION = '权限不足'

const FAILURE = 500
const OWN_STATUS: Partial<Record<ErrorWord, number>> = { SESSION_REQUIRED: 401, SESSION_INVALID: 401, FORBIDDEN: 403, RATE_LIMITED: 429 }
const OWN_TEXT: Partial<Record<ErrorWord, string>> = {
  SYSTEM_ERROR: '发生未知异常',
  APP_KEY_MISSING: 'appkey已禁用或不存在',
  APP_KEY_INVALID: 'appkey已禁用或不存在',
  TIMESTAMP_INVALID: 'timestamp不能为空',
  SIGN_MISSING: 'sign不存在',
  SIGN_INVALID: 'sign错误',
}

export interface Said {
  status: number
  message: string
}

/** What a caller is told of a refusal. */
export function saidOf(error: ShopError): Said {
  if (error instanceof Refused) return { status: error.status, message: error.text }
  return { status: OWN_STATUS[error.word] ?? FAILURE, message: OWN_TEXT[error.word] ?? errorText(error.word, error.params, 'zh') }
}

/** What a caller is told of a request nobody can read. */
export function saidOfUnreadable({ status, word }: UnreadableRequest): Said {
  if (status === 405) return { status: FAILURE, message: '不支持的请求方式' }
  if (status === 413 || status === 414) return { status: 413, message: '请求数据过大' }
  if (word === 'FORBIDDEN') return { status: ERRORS.FORBIDDEN.http, message: ERRORS.FORBIDDEN.zh }
  return { status: 400, message: '请求数据格式错误' }
}
