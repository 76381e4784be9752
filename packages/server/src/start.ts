import path from 'node:path'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { flushCounts } from '@xiaopu/shared/shop'
import type { Config } from './config.ts'
import { type Demo, openDemo, type Signin } from './demo.ts'
import { prepareRealShop } from './first-start.ts'
import { buildApp } from './http/app.ts'
import { makeLogger } from './http/log.ts'
import { startJobs } from './jobs/index.ts'
import { openPayments, openSandbox } from './payments.ts'
import { openShop, type Shop } from './shop.ts'

export interface RunningServer {
  app: FastifyInstance
  shop: Shop
  url: string
  /** What a person sees when the shop is up. */
  greeting: string
  stop: () => Promise<void>
}

/** The project's folder, from the sources as well as from the bundle. */
function projectRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(path.join(folder, 'pnpm-workspace.yaml'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error('pnpm-workspace.yaml not found above the server')
    folder = parent
  }
  return folder
}

/** The port asked for, or a free one for 0: addresses that are handed out must be known before anything starts. */
function settledPort(port: number): Promise<number> {
  if (port !== 0) return Promise.resolve(port)
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}

function greetingOf(url: string, demo: Demo | null, owner: Signin | null): string {
  const lines = ['', `  Storefront   ${url}/`, `  Admin        ${url}/admin`, `  Gateway      ${url}/router/rest`, `  Documents    ${url}/apidoc`]
  if (demo) {
    lines.push('', '  Demo sign-ins (kept in demo.json of the data folder):', `  shopper      ${demo.shopper.name} / ${demo.shopper.password}`, `  merchant     ${demo.merchant.name} / ${demo.merchant.password}`, `  app          ${demo.app.key} / ${demo.app.secret}`)
    if (demo.wjxKey) lines.push(`  survey key   ${demo.wjxKey}`)
  }
  if (owner) lines.push('', '  Your shop is new. Sign in to the admin and change this password; it is not shown again:', `  ${owner.name} / ${owner.password}`)
  return `${lines.join('\n')}\n\n`
}

/** Everything from the database to the open port. What was opened is closed again when a later step fails. */
export async function startServer(config: Config): Promise<RunningServer> {
  const root = projectRoot()
  const port = await settledPort(config.port)
  const url = config.baseUrl ?? `http://localhost:${port}`
  const log = makeLogger(config.logLevel)
  const shop = await openShop(config, path.join(root, 'prisma/migrations'), url)
  const closers: (() => Promise<unknown>)[] = [() => shop.close()]
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const demo = config.isProduction ? null : await openDemo(shop, (line) => process.stdout.write(`${line}\n`))
    const owner = config.isProduction ? await prepareRealShop(shop.systemCtx()) : null
    const payments = openPayments(shop, log)
    if (config.hasSandboxPay) {
      const sandbox = await openSandbox(shop, 0)
      closers.push(() => sandbox.close())
    }
    const app = await buildApp(shop, { folders: { storefront: path.join(root, 'apps/storefront/dist'), admin: path.join(root, 'apps/admin/dist'), apidoc: path.join(root, 'apps/apidoc/dist') }, payments, log })
    closers.push(() => flushCounts(shop.database.sql))
    closers.push(() => app.close())
    const jobs = await startJobs(shop, { ports: payments, log })
    closers.push(() => jobs.stop())
    await app.listen({ port, host: config.host })
    return { app, shop, url, greeting: greetingOf(url, demo, owner), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
