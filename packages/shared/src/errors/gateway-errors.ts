import type { ErrorRow } from './row.ts'

/** Words every method may answer. */
export const GATEWAY_ERRORS = {
  SYSTEM_ERROR: { code: -1, http: 500, zh: '系统错误', en: 'system error' },
  APP_KEY_MISSING: { code: 40001, http: 400, zh: '未指定AppId', en: 'missing app id' },
  APP_KEY_INVALID: { code: 40002, http: 401, zh: '无效的App', en: 'invalid app' },
  TIMESTAMP_INVALID: { code: 40003, http: 400, zh: '无效的时间参数', en: 'invalid timestamp' },
  SIGN_MISSING: { code: 40004, http: 400, zh: '请求没有签名', en: 'missing sign' },
  SIGN_INVALID: { code: 40005, http: 401, zh: '签名校验失败', en: 'invalid sign' },
  METHOD_MISSING: { code: 40006, http: 400, zh: '未指定请求的API接口名称', en: 'missing method' },
  METHOD_INVALID: { code: 40007, http: 404, zh: '请求非法的API接口名称', en: 'invalid method' },
  PARAM_MISSING: { code: 50001, http: 400, zh: '缺少参数 {field}', en: 'Parameter {field} is missing' },
  PARAM_INVALID: { code: 50002, http: 400, zh: '参数 {field} 不合法', en: 'Parameter {field} is not valid' },
  SESSION_REQUIRED: { code: 50003, http: 401, zh: '请先登录', en: 'Please sign in first' },
  SESSION_INVALID: { code: 50004, http: 401, zh: '登录已失效，请重新登录', en: 'The session is no longer valid, please sign in again' },
  FORBIDDEN: { code: 50005, http: 403, zh: '没有权限执行该操作', en: 'You may not do this' },
  NOT_FOUND: { code: 50006, http: 404, zh: '记录不存在', en: 'Not found' },
  RATE_LIMITED: { code: 50007, http: 429, zh: '操作过于频繁，请 {retry_after} 秒后再试', en: 'Too many requests, try again in {retry_after} s' },
  CONFLICT: { code: 50008, http: 409, zh: '数据已被修改，请刷新后重试', en: 'The data has changed, please reload and try again' },
  LIMIT_REACHED: { code: 50009, http: 409, zh: '数量已达上限 {limit}', en: 'The limit of {limit} is reached' },
  FEATURE_OFF: { code: 50010, http: 403, zh: '该功能未开启', en: 'This feature is switched off' },
  FILE_INVALID: { code: 50011, http: 422, zh: '文件类型或大小不符合要求', en: 'The file\'s type or size is not allowed' },
  CONTENT_REJECTED: { code: 50012, http: 422, zh: '内容包含不允许的信息', en: 'The content is not allowed' },
} as const satisfies Record<string, ErrorRow>
