import { access, readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AskAsGuest, withFirstAnswers } from './first-answers.ts'
import { readSessionCookie, STORE_COOKIE } from './session-cookie.ts'

const YEAR_MS = 31_536_000_000

export interface PageFolders {
  storefront: string
  admin: string
  /** Style and script of the documents for developers. */
  apidoc: string
}

/** Built files carry their hash in the name and may be kept for ever; everything else is asked for each time. */
async function registerFolder(app: FastifyInstance, root: string, prefix: string, decorateReply: boolean): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply,
    index: false,
    preCompressed: true,
    setHeaders(reply, file) {
      const isHashed = file.includes(`${path.sep}assets${path.sep}`)
      void reply.header('Cache-Control', isHashed ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'no-cache')
    },
  })
}

const isAdminPath = (url: string): boolean => /^\/admin(?:[/?]|$)/.test(url)

/**
 * Whether a person asked: a browser says so, and an address of the admin has nothing else to answer (a file that is not there aside).
 */
export function wantsPage({ url, headers: { accept } }: Pick<FastifyRequest, 'url' | 'headers'>): boolean {
  if (accept?.includes('text/html')) return true
  const takesAnything = accept === undefined || accept.includes('*/*')
  return takesAnything && isAdminPath(url) && !/\.\w+$/.test(url.split('?')[0] ?? '')
}

/** The home page of somebody who is not signed in: what it shows is the same for all of them. */
const isHome = (request: FastifyRequest): boolean => request.url.split('?')[0] === '/' && readSessionCookie(request, STORE_COOKIE) === ''

/** Both single-page apps: their files, and their page for every address a person may type or reload. */
export async function registerPages(app: FastifyInstance, folders: PageFolders, ask: AskAsGuest): Promise<(request: FastifyRequest, reply: FastifyReply) => Promise<void>> {
  const hasAdmin = await access(path.join(folders.admin, 'index.html')).then(() => true, () => false)
  const hasStore = await access(path.join(folders.storefront, 'index.html')).then(() => true, () => false)
  if (hasStore) await registerFolder(app, folders.storefront, '/', true)
  if (hasAdmin) await registerFolder(app, folders.admin, '/admin/', !hasStore)

  let homeFile: Promise<string> | undefined
  const home = (): Promise<string> => homeFile ??= readFile(path.join(folders.storefront, 'index.html'), 'utf8')

  async function servePage(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const [root, isBuilt] = isAdminPath(request.url) ? [folders.admin, hasAdmin] : [folders.storefront, hasStore]
    if (!isBuilt) return reply.status(404).type('text/plain; charset=utf-8').send('The pages are not built: run `pnpm build`.')
    void reply.header('Cache-Control', 'no-cache')
    if (!isHome(request)) return reply.sendFile('index.html', root)
    const html = await withFirstAnswers(await home(), (asked, input) => ask(request, asked, input), new Date())
    return reply.type('text/html; charset=utf-8').send(html)
  }
  return servePage
}
