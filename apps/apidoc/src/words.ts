const ZH = {
  copied: '已复制',
  copy: '复制',
  secret: '●●● secret ●●●',
  notSecure: '这个地址不是 HTTPS，浏览器不提供 HMAC；请用 md5。',
  sending: '发送中…',
  failed: '没能连上服务器，请求可能没有到达。',
  ok: '成功',
  refused: '被拒绝',
  repeated: '重放：这是第一次的回答',
  request: '请求',
  answer: '回答',
  noResults: '没有找到，按回车查看建议',
  kinds: { method: '接口', parameter: '参数', error: '错误' },
}

const EN: typeof ZH = {
  copied: 'Copied',
  copy: 'Copy',
  secret: '●●● secret ●●●',
  notSecure: 'This address is not HTTPS, so the browser has no HMAC; use md5.',
  sending: 'Sending…',
  failed: 'The server could not be reached; the request may not have arrived.',
  ok: 'Success',
  refused: 'Refused',
  repeated: 'replayed: the first answer again',
  request: 'Request',
  answer: 'Answer',
  noResults: 'Nothing found; press Enter for advice',
  kinds: { method: 'method', parameter: 'parameter', error: 'error' },
}

export const isEnglish = document.documentElement.lang === 'en'
export const words = isEnglish ? EN : ZH
