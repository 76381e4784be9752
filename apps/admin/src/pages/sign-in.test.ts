import { TRPCClientError } from '@trpc/client'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../api.ts'
import { useSession } from '../stores/session.ts'
import { mountPage } from '../testing/mount-page.ts'
import SignInPage from './SignInPage.vue'

const MEMBER = { staffId: 1, name: 'xu', displayName: '许店长', roleName: '店主', sellerId: 0, permissions: ['*'] }
const { signIn, me, demo } = vi.hoisted(() => ({ signIn: vi.fn(), me: vi.fn(), demo: vi.fn() }))
vi.mock('../api.ts', async (original) => ({ ...await original(), api: { session: { signIn: { mutate: signIn }, me: { query: me }, demo: { query: demo } } } }))

async function signInPage(path = '/sign-in') {
  const { page, router } = await mountPage(SignInPage, { route: { path: '/sign-in', name: 'sign-in', component: SignInPage }, names: ['orders'], path })
  const type = async (name: string, password: string) => {
    await page.find('#name').setValue(name)
    await page.find('#password').setValue(password)
    await page.find('form').trigger('submit')
    await flushPromises()
  }
  return { page, router, type }
}

beforeEach(() => {
  signIn.mockReset().mockResolvedValue({})
  me.mockReset().mockResolvedValue(MEMBER)
  demo.mockReset().mockResolvedValue({ name: '', password: '' })
})

describe('signing in', () => {
  it('goes on to where the member wanted to be', async () => {
    const { type, router } = await signInPage('/sign-in?next=/orders')
    await type(' xu ', 'springtea-2026')
    expect(signIn).toHaveBeenCalledWith({ name: 'xu', password: 'springtea-2026', isRemembered: false })
    expect(useSession().member?.displayName).toBe('许店长')
    expect(router.currentRoute.value.path).toBe('/orders')
  })

  it.each(['//evil.example', 'https://evil.example', String.raw`/\evil.example`])('never goes to %s', async (next) => {
    const { type, router } = await signInPage(`/sign-in?next=${encodeURIComponent(next)}`)
    const replace = vi.spyOn(router, 'replace')
    await type('xu', 'springtea-2026')
    expect(replace).toHaveBeenCalledWith('/')
  })

  it('says one sentence over the button when the password is wrong, and keeps what was typed', async () => {
    signIn.mockRejectedValue(new TRPCClientError('no', { result: { error: { code: -32603, message: '', data: { word: 'SIGNIN_FAILED', params: {}, code: 50411, httpStatus: 401 } } } }))
    const { page, type } = await signInPage()
    await type('xu', 'wrong')
    expect(page.find('#failure').text()).toBe('用户名或密码错误')
    expect(page.find<HTMLInputElement>('#password').element.value).toBe('wrong')
    expect(document.activeElement?.id).toBe('password')
  })

  it('asks for what is missing before it calls', async () => {
    const { page, type } = await signInPage()
    await type('', '')
    expect(page.find('#name-note').text()).toBe('请填写账号')
    expect(signIn).not.toHaveBeenCalled()
  })

  it('tells of caps lock while typing', async () => {
    const { page } = await signInPage()
    const key = new KeyboardEvent('keydown', { key: 'A', bubbles: true })
    vi.spyOn(key, 'getModifierState').mockReturnValue(true)
    page.find('#password').element.dispatchEvent(key)
    await flushPromises()
    expect(page.find('#password-note').text()).toBe('大写锁定已打开')
  })

  it('offers the demo’s sign-in in a demo shop only', async () => {
    expect((await signInPage()).page.find('.demo').exists()).toBe(false)
    demo.mockResolvedValue({ name: 'shopkeeper', password: 'abcdefghijkl' })
    const { page } = await signInPage()
    await page.find('.demo button').trigger('click')
    await flushPromises()
    expect(vi.mocked(api.session.signIn.mutate)).toHaveBeenCalledWith({ name: 'shopkeeper', password: 'abcdefghijkl', isRemembered: false })
  })
})
