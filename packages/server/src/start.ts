import path from 'node:path'
import { existsSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { buildApp } from './http/app.ts'
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

/** Everything from the database to the open port. What was opened is closed again when a later step fails. */
export async function startServer(config: Config): Promise<RunningServer> {
  const root = projectRoot()
  const shop = await openShop(config, path.join(root, 'prisma/migrations'))
  const closers: (() => Promise<unknown>)[] = [() => shop.close()]
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const app = await buildApp(shop, { storefront: path.join(root, 'apps/storefront/dist'), admin: path.join(root, 'apps/admin/dist') })
    closers.push(() => app.close())
    await app.listen({ port: config.port, host: config.host })
    const address = app.server.address()
    const port = address && typeof address === 'object' ? address.port : config.port
    const url = config.baseUrl ?? `http://localhost:${port}`
    return { app, shop, url, greeting: `Storefront  ${url}/\nAdmin       ${url}/admin\n`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
