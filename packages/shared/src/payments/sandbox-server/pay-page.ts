import type { Reply } from './http.ts'
import type { SandboxPayment } from './state.ts'
import { createHash } from 'node:crypto'
import { formatYuan } from '../../money/index.ts'
import { PAY_PAGE_STYLE } from './pay-page-style.ts'

const RESULTS = {
  paid: { mark: '✓', title: '支付成功', note: '款项已付，可以返回商店查看订单。' },
  failed: { mark: '!', title: '支付失败', note: '没有扣款，请返回商店重新下单支付。' },
  closed: { mark: '×', title: '订单已关闭', note: '这笔支付已过期或被商家关闭。' },
} as const

const STYLE_HASH = `sha256-${createHash('sha256').update(PAY_PAGE_STYLE).digest('base64')}`

/** The payer's page: the amount and three buttons, or how it ended. */
export function payPage(payment: SandboxPayment, { isPutOff = false } = {}): Reply {
  const main = payment.state === 'open' ? choices(isPutOff) : result(payment)
  const body = `
    <p class="goods">${escaped(payment.description)}</p>
    <p class="amount"><span>¥</span>${formatYuan(payment.totalFen)}</p>
    ${main}
    <dl><dt>支付单号</dt><dd>${escaped(payment.outTradeNo)}</dd></dl>`
  return page(200, body, originOf(payment.returnUrl))
}

export function unknownPayPage(): Reply {
  return page(404, '<p class="mark closed">×</p><h1 role="status">没有这笔支付</h1><p class="note">链接不完整，或沙箱已被清空。</p>', '')
}

function choices(isPutOff: boolean): string {
  return `
    ${isPutOff ? '<p class="note" role="status">尚未支付，您可以稍后再付。</p>' : ''}
    <form method="post">
      <button class="pay" name="action" value="pay">支付</button>
      <button name="action" value="fail">支付失败</button>
      <button name="action" value="cancel">稍后支付（取消）</button>
    </form>`
}

function result({ state, returnUrl }: SandboxPayment): string {
  if (state === 'open') return ''
  const { mark, title, note } = RESULTS[state]
  const back = returnUrl ? `<a class="back" href="${escaped(returnUrl)}">返回商店</a>` : ''
  return `<p class="mark ${state}" aria-hidden="true">${mark}</p><h1 role="status">${title}</h1><p class="note">${note}</p>${back}`
}

function page(status: number, main: string, returnOrigin: string): Reply {
  const body = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>沙箱收银台</title>
<style>${PAY_PAGE_STYLE}</style>
</head>
<body>
<header>沙箱收银台</header>
<main>${main}</main>
<footer>测试环境，不会产生真实扣款</footer>
</body>
</html>
`
  return { status, headers: pageHeaders(returnOrigin), body }
}

/** Browsers hold the redirect after a form to form-action too, so the shop's origin belongs there. */
function pageHeaders(returnOrigin: string): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `style-src '${STYLE_HASH}'`,
    `form-action 'self' ${returnOrigin}`.trimEnd(),
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ]
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  }
}

function originOf(url: string): string {
  return url === '' ? '' : new URL(url).origin
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
}
