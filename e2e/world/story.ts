import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { type BrowserContext, expect, test as base } from '@playwright/test'
import { type Answer, type AppKey, callGateway } from './gateway.ts'

export { expect } from '@playwright/test'
export { expectAccessible } from './accessible.ts'

interface SignIn { name: string, password: string }
interface Demo { app: AppKey, shopper: SignIn, merchant: SignIn }

interface Shopper extends SignIn {
  email: string
  /** The shopper's session on the gateway, with the demo app. */
  session: string
}

export type Call = (method: string, params?: Record<string, string | number>) => Promise<Answer>

interface World {
  /** Fails the story when a page of it logs an error or throws one nobody caught. */
  quietPages: void
  demo: Demo
  /** A signed call with the demo app. */
  call: Call
  /** A name nobody has yet, for what this story makes. */
  unique: (word: string) => string
  /** Someone who has no account yet. */
  stranger: SignIn & { email: string }
  /** Someone new, with an account, signed in in this story's browser. */
  shopper: Shopper
  /** The demo shop's merchant, signed in to the admin in this story's browser. */
  merchant: SignIn
}

const PASSWORD = 'celadon-teapot-7'
const SIGNED_IN = 'xp.signedIn'

function shopUrl(): string {
  const { STORY_BASE_URL: url } = process.env
  if (!url) throw new Error('no shop: the global setup starts one')
  return url
}

/** One call to our own pages' interface, with the cookies of the story's browser. */
async function callOwn(context: BrowserContext, url: string, data: object): Promise<void> {
  const reply = await context.request.post(url, { data, headers: { 'x-xiaopu-csrf': '1' } })
  expect(reply.ok(), `${url}: ${await reply.text()}`).toBe(true)
}

export const test = base.extend<World>({
  baseURL: ({}, use) => use(shopUrl()), // eslint-disable-line no-empty-pattern -- Playwright reads the fixtures' names here

  quietPages: [async ({ context }, use) => {
    const problems: string[] = []
    context.on('console', (message) => { if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`) })
    context.on('weberror', (failure) => problems.push(failure.error().stack ?? String(failure.error())))
    await use()
    expect(problems, 'errors of the pages').toEqual([])
  }, { auto: true }],

  demo: async ({}, use) => { // eslint-disable-line no-empty-pattern -- as above
    await use(JSON.parse(await readFile(path.join(process.env.STORY_DATA_DIR ?? '', 'demo.json'), 'utf8')) as Demo) // written by the shop
  },

  call: ({ demo }, use) => use((method, params) => callGateway(shopUrl(), demo.app, method, params)),

  unique: ({}, use) => use((word) => `${word}${randomBytes(4).toString('hex')}`), // eslint-disable-line no-empty-pattern -- as above

  stranger: async ({ unique }, use) => {
    const name = unique('story')
    await use({ name, email: `${name}@example.com`, password: PASSWORD })
  },

  shopper: async ({ context, stranger, call }, use) => {
    const { name, email, password } = stranger
    await callOwn(context, '/trpc/user.signup', { userName: name, email, password, agreement: true })
    await context.addInitScript((key) => localStorage.setItem(key, '1'), SIGNED_IN)
    const { session } = await call('ectouch.user.signin', { user_name: name, password })
    await use({ ...stranger, session: String(session) })
  },

  merchant: async ({ context, demo }, use) => {
    await callOwn(context, '/admin/trpc/session.signIn', { ...demo.merchant, isRemembered: false })
    await use(demo.merchant)
  },
})
