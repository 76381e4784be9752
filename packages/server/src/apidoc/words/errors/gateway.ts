import type { ErrorAdvice } from './advice.ts'

/** What the gateway itself refuses, and what every method may answer. */
export const GATEWAY_ADVICE = {
  SYSTEM_ERROR: [['服务器内部出错，没有任何改动。', 'The server failed; nothing was changed.'], ['稍后重试；仍出错请把 X-Request-Id 交给店主。', 'Try again later; if it stays, give the shop the X-Request-Id.']],
  APP_KEY_MISSING: [['请求里没有 app_key。', 'The request has no app_key.'], ['带上后台「应用」页里的 app_key（KDT 客户端为 app_id）。', 'Send the app_key from the admin\'s Apps page (KDT clients: app_id).']],
  APP_KEY_INVALID: [['应用不存在、已停用，或来源 IP 不在其白名单。', 'The app does not exist, is switched off, or the caller\'s address is not on its list.'], ['核对 app_key，并在后台查看应用是否启用、IP 是否在名单内。', 'Check the app_key, and in the admin that the app is on and the address listed.']],
  TIMESTAMP_INVALID: [['没有 timestamp、格式不对，或与服务器相差超过 10 分钟。', 'The timestamp is missing, malformed, or more than 10 minutes off.'], ['用北京时间 yyyy-MM-dd HH:mm:ss，并校准本机时钟。', 'Send yyyy-MM-dd HH:mm:ss in GMT+8 and set your clock.']],
  SIGN_MISSING: [['请求里没有 sign。', 'The request has no sign.'], ['按「签名」一节计算后带上。', 'Work it out as the chapter on signing says, and send it.']],
  SIGN_INVALID: [['签名与服务器算出的不同，或 sign_method 不认识。', 'The signature is not the one the server works out, or sign_method is unknown.'], ['把签名文本与控制台显示的逐字比较；常见原因：漏了参数、先编码后签名、密钥已重置、签名后又改了时间。', 'Compare your text with the one the console shows, letter by letter. Usual causes: a parameter left out, values signed after encoding, a secret that was reset, a timestamp changed after signing.']],
  METHOD_MISSING: [['没有 method。', 'There is no method.'], ['带上方法名，如 ectouch.item.get。', 'Send its name, such as ectouch.item.get.']],
  METHOD_INVALID: [['没有这个方法，或不对外开放。', 'There is no such method, or it is not open.'], ['核对拼写，方法名区分大小写。', 'Check the spelling; case matters.']],
  PARAM_MISSING: [['缺少必填参数，或一个可改的都没给。', 'A required parameter is missing, or nothing to change was sent.'], ['补上 msg 中指出的参数；空文本算没给。', 'Send the one that msg names; the empty text counts as missing.']],
  PARAM_INVALID: [['参数类型、范围或格式不对，或与别的参数冲突。', 'A parameter\'s type, range or format is wrong, or it conflicts with another.'], ['按该方法的参数表改 msg 中指出的参数；金额写十进制，时间写北京时间。', 'Correct the one that msg names by the method\'s table; money is decimal, times are GMT+8.']],
  SESSION_REQUIRED: [['该方法需要登录。', 'The method needs a signed-in user.'], ['先调 ectouch.user.signin，把返回的 session 带上。', 'Call ectouch.user.signin first and send its session.']],
  SESSION_INVALID: [['会话不存在、已过期、已退出，或属于别的应用。', 'The session is unknown, expired, ended, or another app\'s.'], ['重新登录；以游客身份调用时不要带 session。', 'Sign in again; leave session out to call as a guest.']],
  FORBIDDEN: [['应用或会员没有所需的权限，或正式环境用了不加密的 HTTP。', 'The app or member lacks the right, or plain HTTP was used in production.'], ['在后台给应用加上所需的授权范围；正式环境用 HTTPS。', 'Give the app the scope in the admin; use HTTPS in production.']],
  NOT_FOUND: [['记录不存在，或属于别人。', 'There is no such record, or it is somebody else\'s.'], ['核对编号，从列表方法重新取。', 'Check the id; read it anew from a list.']],
  RATE_LIMITED: [['调用过于频繁。', 'Too many calls.'], ['等 Retry-After 头写的秒数再发；批量时放慢。', 'Wait the seconds of the Retry-After header; slow bulk work down.']],
  CONFLICT: [['数据已被别人改过，或相同的请求还在处理。', 'Somebody else changed the data, or the same request is still running.'], ['重新读取后再改；相同请求稍等再发。', 'Read anew and change again; send the same request a little later.']],
  LIMIT_REACHED: [['数量已到上限，msg 写明是多少。', 'A limit is reached; msg names it.'], ['先删掉不用的，或分开处理。', 'Remove what is not needed, or split it.']],
  FEATURE_OFF: [['店主没有启用该功能。', 'The shop has this switched off.'], ['从 ectouch.shop.config 读取开关，不要显示该入口。', 'Read the switches from ectouch.shop.config and do not offer it.']],
  FILE_INVALID: [['文件类型或大小不符；类型以内容判断，不看扩展名。', 'The file\'s type or size is not allowed; the type is judged by its bytes.'], ['换成允许的图片格式并缩小。', 'Send an allowed picture format, smaller.']],
  CONTENT_REJECTED: [['文字含有店铺不允许的内容。', 'The text holds what the shop does not allow.'], ['请用户修改后再提交。', 'Ask the user to change it.']],
} as const satisfies Record<string, ErrorAdvice>
