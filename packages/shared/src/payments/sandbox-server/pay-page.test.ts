import type { SandboxWorld } from './testing.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paymentOf, sandboxWorld } from './testing.ts'

let world: SandboxWorld
beforeAll(async () => { world = await sandboxWorld() })
afterAll(() => world.close())

function press(page: string, action: string): Promise<Response> {
  return fetch(page, { method: 'POST', body: new URLSearchParams({ action }), redirect: 'manual' })
}

async function textOf(page: string): Promise<string> {
  return (await fetch(page)).text()
}

describe('the payer\'s page', () => {
  it('shows the amount and three buttons, and no script could run', async () => {
    const { qrCode } = await world.provider.create(paymentOf({ amountFen: 123_456, description: '<b>"壶"</b>' }))

    const answer = await fetch(qrCode)
    const html = await answer.text()

    expect(html).toContain('1234.56')
    expect(html).toContain('&lt;b&gt;&quot;壶&quot;&lt;/b&gt;')
    expect(html.match(/<button[^>]*>([^<]+)/g)?.map((button) => button.replace(/<[^>]*>/, ''))).toEqual(['支付', '支付失败', '稍后支付（取消）'])
    expect(html).not.toContain('<script')
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/)
  })

  it('支付 pays, and the page shows it', async () => {
    const request = paymentOf()
    const { qrCode } = await world.provider.create(request)

    const answer = await press(qrCode, 'pay')

    expect([answer.status, answer.headers.get('location')]).toEqual([303, new URL(qrCode).pathname])
    expect(await textOf(qrCode)).toContain('支付成功')
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'paid' })
  })

  it('支付失败 fails, and leads back to the shop when it gave an address', async () => {
    const request = paymentOf({ channel: 'h5', returnUrl: 'https://shop.example/orders/1?from=pay' })
    const { payUrl } = await world.provider.create(request)

    const answer = await press(payUrl, 'fail')

    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://shop.example/orders/1?from=pay'])
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'failed' })
    const page = await fetch(payUrl)
    expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' https://shop.example;`)
    expect(await page.text()).toContain('支付失败')
  })

  it('稍后支付 changes nothing', async () => {
    const request = paymentOf()
    const { qrCode } = await world.provider.create(request)

    const answer = await press(qrCode, 'cancel')

    expect(answer.headers.get('location')).toBe(`${new URL(qrCode).pathname}?later`)
    expect(await textOf(`${qrCode}?later`)).toContain('尚未支付')
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'open' })
  })

  it('支付 pressed twice pays once', async () => {
    const request = paymentOf({ channel: 'page', returnUrl: 'https://shop.example/' })
    const { payUrl } = await world.provider.create(request)
    const before = world.shop.heard.length

    const answers = await Promise.all([press(payUrl, 'pay'), press(payUrl, 'pay')])

    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    await world.shop.hears(before + 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const events = await Promise.all(world.shop.heard.map(({ body, headers }) => world.provider.parse(body, headers)))
    expect(events.filter(({ paymentSn }) => paymentSn === request.paymentSn)).toHaveLength(1)
  })

  it('a closed payment shows that it is closed and takes nothing', async () => {
    const request = paymentOf()
    const { qrCode } = await world.provider.create(request)
    await world.provider.close(request.paymentSn)

    await press(qrCode, 'pay')

    expect(await textOf(qrCode)).toContain('订单已关闭')
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'closed' })
  })

  it('an unknown link, a strange button, another method', async () => {
    const { qrCode } = await world.provider.create(paymentOf())

    expect((await fetch(`${world.sandbox.url}/pay/nothing`)).status).toBe(404)
    expect((await press(qrCode, 'steal')).status).toBe(400)
    expect((await fetch(qrCode, { method: 'DELETE' })).status).toBe(405)
  })
})
