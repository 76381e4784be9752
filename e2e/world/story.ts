import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { type BrowserContext, devices, expect, type Page, test as base } from '@playwright/test'
import { type Answer, type AppKey, callGateway } from './gateway.ts'

export { expect } from '@playwright/test'
export { expectAccessible } from './accessible.ts'

interface SignIn { name: string, password: string }
interface Demo { app: AppKey, shopper: SignIn, merchant: SignIn }

interface Shopper extends SignIn {
  email: string
  userId: number
  /** The shopper's session on the gateway, with the demo app. */
  session: string
}

export type Call = (method: string, params?: Record<string, string | number>) => Promise<Answer>
/** A write at the merchant's desk, as the admin's own pages send it. */
export type Desk = (procedure: string, input: object) => Promise<Answer>

interface World {
  /** Calls the shop refuses in this story; the browser logs a refused call by itself. */
  refusedCalls: readonly string[]
  /** Fails the story when a page of it logs an error or throws one nobody caught. */
  quietPages: void
  demo: Demo
  /** A signed call with the demo app. */
  call: Call
  /** A name nobody has yet, for what this story makes. */
  unique: (word: string) => string
  /** Someone who has no account yet. */
  stranger: SignIn & { email: string }
  /** Someone new, with an account, signed in nowhere but on the gateway. */
  customer: Shopper
  /** The customer, signed in in this story's browser. */
  shopper: Shopper
  /** The demo shop's merchant, signed in to the admin in this story's browser. */
  merchant: SignIn
  /** What the merchant does where the clicking is not the story. */
  desk: Desk
  /** The customer's phone beside the merchant's desk: another browser, signed in. */
  phone: Page
}

const PASSWORD = 'celadon-teapot-7'

function shopUrl(): string {
  const { STORY_BASE_URL: url } = process.env
  if (!url) throw new Error('no shop: the global setup starts one')
  return url
}

/** The phone of every story: what the phone stories run on, and what stands beside a desk. */
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent }

/** Someone new, with an account. */
export async function signUp(call: Call, name: string): Promise<Shopper> {
  const email = `${name}@example.com`
  const { session, user } = await call('ectouch.user.signup', { user_name: name, email, password: PASSWORD, agreement: 'true' }) as { session: string, user: { user_id: number } } // the contract's shape
  return { name, email, password: PASSWORD, userId: user.user_id, session }
}

/** One write to our own pages' interface, with the cookies of this browser. */
async function callOwn(context: BrowserContext, url: string, data: object): Promise<Answer> {
  const reply = await context.request.post(url, { data, headers: { 'x-xiaopu-csrf': '1' } })
  expect(reply.ok(), `${url}: ${await reply.text()}`).toBe(true)
  const { result } = await reply.json() as { result: { data: Answer } } // how tRPC wraps an answer
  return result.data
}

async function signInOn(context: BrowserContext, { name, password }: SignIn): Promise<void> {
  await callOwn(context, '/trpc/user.signin', { userName: name, password })
}

async function signInAtDesk(context: BrowserContext, merchant: SignIn): Promise<void> {
  await callOwn(context, '/admin/trpc/session.signIn', { ...merchant, isRemembered: false })
}

/** The errors the pages of this browser log or throw, as they come. */
function errorsOf(context: BrowserContext, refusedCalls: readonly string[] = []): string[] {
  const errors: string[] = []
  context.on('console', (message) => {
    const { url } = message.location()
    const isRefusal = message.text().includes('status of 409') && refusedCalls.some((call) => url.endsWith(`/trpc/${call}`))
    if (message.type() === 'error' && !isRefusal) errors.push(`${message.text()} (${url})`)
  })
  context.on('weberror', (failure) => errors.push(failure.error().stack ?? String(failure.error())))
  return errors
}

export const test = base.extend<World>({
  baseURL: ({}, use) => use(shopUrl()), // eslint-disable-line no-empty-pattern -- Playwright reads the fixtures' names here

  refusedCalls: [[], { option: true }],

  quietPages: [async ({ context, refusedCalls }, use) => {
    const errors = errorsOf(context, refusedCalls)
    await use()
    expect(errors, 'errors of the pages').toEqual([])
  }, { auto: true }],

  demo: async ({}, use) => { // eslint-disable-line no-empty-pattern -- as above
    await use(JSON.parse(await readFile(path.join(process.env.STORY_DATA_DIR ?? '', 'demo.json'), 'utf8')) as Demo) // written by the shop
  },

  // The shop takes few new accounts an hour from one address; each story calls from another.
  call: ({ demo }, use) => {
    const address = ['10', ...randomBytes(3)].join('.')
    return use((method, params) => callGateway(shopUrl(), demo.app, method, params, address))
  },

  unique: ({}, use) => use((word) => `${word}${randomBytes(4).toString('hex')}`), // eslint-disable-line no-empty-pattern -- as above

  stranger: async ({ unique }, use) => {
    const name = unique('story')
    await use({ name, email: `${name}@example.com`, password: PASSWORD })
  },

  customer: async ({ unique, call }, use) => use(await signUp(call, unique('story'))),

  shopper: async ({ context, customer }, use) => {
    await signInOn(context, customer)
    await use(customer)
  },

  merchant: async ({ context, demo }, use) => {
    await signInAtDesk(context, demo.merchant)
    await use(demo.merchant)
  },

  desk: async ({ context, demo }, use) => {
    await signInAtDesk(context, demo.merchant)
    await use((procedure, input) => callOwn(context, `/admin/trpc/${procedure}`, input))
  },

  phone: async ({ browser, customer }, use) => {
    const context = await browser.newContext(PHONE)
    const errors = errorsOf(context)
    const page = await context.newPage()
    await signInOn(context, customer)
    await use(page)
    expect(errors, 'errors of the phone\'s pages').toEqual([])
    await context.close()
  },
})
