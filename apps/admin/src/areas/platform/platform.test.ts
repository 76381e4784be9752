import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mountPage } from '../../testing/mount-page.ts'
import AppEditPage from './AppEditPage.vue'
import AppPage from './AppPage.vue'
import { codeText } from './code-text.ts'
import { ratesOf, textsOf } from './rate-form.ts'

const RATES = { all: { perSecond: 100, burst: 200 }, method: { perSecond: 50, burst: 100 }, write: { perSecond: 20, burst: 40 }, credential: { perSecond: 5, burst: 10 } }
const APP = { id: 1, key: '48273916', name: '门店收银同步', sellerId: 0, isEnabled: true, needsCaptcha: false, scopes: ['merchant'], ipList: ['203.0.113.24'], rates: {}, createdAt: '2025-11-02T02:00:00.000Z', lastUsedAt: '', secretUsedAt: '', oldSecretUntil: '', oldSecretUsedAt: '' }
const CALL = { id: 9, requestId: 'p8n2w6r4z0b5j7h1', dialect: 'ectouch', appId: 1, appKey: '48273916', appName: '门店收银同步', method: 'ectouch.items.get', code: 40005, durationMs: 2, ip: '203.0.113.24', params: { keywords: '桂花 乌龙' }, at: '2026-03-18T08:18:52.000Z' }
const FINDING = { cause: 'sign_encoded', details: {}, signedText: 'keywords%E6%A1%82v1.0', expectedText: 'keywords桂v1.0', receivedSign: '8688', expectedSign: '9100' }

const mocks = vi.hoisted(() => ({ get: vi.fn(), usage: vi.fn(), choices: vi.fn(), webhooks: vi.fn(), calls: vi.fn(), finding: vi.fn(), resetSecret: vi.fn(), create: vi.fn(), update: vi.fn() }))
vi.mock('../../api.ts', async (original) => ({
  ...await original(),
  api: { webhooks: { list: { query: mocks.webhooks }, events: { query: mocks.webhooks } }, apps: { get: { query: mocks.get }, usage: { query: mocks.usage }, choices: { query: mocks.choices }, calls: { query: mocks.calls }, finding: { query: mocks.finding }, resetSecret: { mutate: mocks.resetSecret }, create: { mutate: mocks.create }, update: { mutate: mocks.update } } },
}))

beforeEach(() => {
  mocks.get.mockResolvedValue(APP)
  mocks.usage.mockResolvedValue({ callsToday: 8412, failedToday: 17, lastIp: '203.0.113.24', peaks: { all: 36, method: 22, write: 9, credential: 0 } })
  mocks.choices.mockResolvedValue({ scopes: ['merchant', 'survey'], rates: RATES })
  mocks.calls.mockResolvedValue({ items: [{ ...CALL, id: 10, code: 0 }, CALL], totalResults: 2, pageNo: 1, pageSize: 10 })
  mocks.finding.mockResolvedValue({ call: CALL, finding: FINDING })
  mocks.webhooks.mockResolvedValue({ items: [], allowsLocal: false })
  mocks.resetSecret.mockResolvedValue({ app: APP, secret: '7c1e9fb04a6d4e58b2d35f80a91c6e47' })
  mocks.create.mockReset().mockResolvedValue({ app: APP, secret: '7c1e9fb04a6d4e58b2d35f80a91c6e47' })
})

const appPage = () => mountPage(AppPage, { route: { path: '/apps/:id', name: 'app', component: AppPage }, path: '/apps/1', names: ['apps', 'app-edit', 'signature'] })

describe('an app’s page', () => {
  it('shows its use beside its limits, and the newest failure open with the differing piece marked', async () => {
    const { page } = await appPage()
    expect(page.text()).toContain('今天 8,412 次，失败 17 次（0.2%）')
    expect(page.text()).toContain('36 / 100')
    expect(page.text()).toContain('40005 签名校验失败')
    expect(page.text()).toContain('找到原因：参数值在签名前被 URL 编码了')
    expect(page.find('mark.was').text()).toBe('%E6%A1%82')
    expect(page.find('mark.is').text()).toBe('桂')
  })

  it('shows a new secret once, and nothing of it after leaving', async () => {
    const { page } = await appPage()
    expect(page.text()).toContain('已设置')
    await page.findAll('button').find((button) => button.text().startsWith('更换密钥'))?.trigger('click')
    document.querySelector<HTMLButtonElement>('.el-dialog .el-button--primary')?.click()
    await flushPromises()
    expect(page.text()).toContain('7c1e9fb04a6d4e58b2d35f80a91c6e47')
    expect(page.text()).toContain('旧密钥已失效')
    page.unmount()

    expect((await appPage()).page.text()).not.toContain('7c1e9fb04a6d4e58b2d35f80a91c6e47')
  })
})

describe('the form of an app', () => {
  it('sends addresses one by one and goes on to the page with the secret', async () => {
    const { page, router } = await mountPage(AppEditPage, { route: { path: '/apps/new', name: 'app-new', component: AppEditPage }, names: ['app', 'apps'] })
    await page.find('input').setValue('ERP 对账')
    await page.find('textarea').setValue('203.0.113.24\n10.0.0.0/8')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }))
    await flushPromises()
    expect(mocks.create).toHaveBeenCalledWith({ name: 'ERP 对账', needsCaptcha: false, scopes: [], ipList: ['203.0.113.24', '10.0.0.0/8'], rates: {} })
    expect(router.currentRoute.value).toMatchObject({ name: 'app', params: { id: '1' } })
  })

  it('keeps a pair of figures whole', () => {
    expect(ratesOf(textsOf({ write: { perSecond: 0, burst: 0 } }))).toEqual({ write: { perSecond: 0, burst: 0 } })
    expect(ratesOf({ ...textsOf({}), all: { perSecond: '5', burst: '' } })).toBeNull()
    expect(ratesOf({ ...textsOf({}), all: { perSecond: '5', burst: '-1' } })).toBeNull()
  })
})

it('a code is told with its text, without the figures only the call knew', () => {
  expect(codeText(40005, 'zh-CN')).toBe('40005 签名校验失败')
  expect(codeText(-1, 'en')).toBe('-1 system error')
  expect(codeText(12345, 'en')).toBe('12345')
})
