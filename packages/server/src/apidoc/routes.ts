import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { buildRegistry } from '../gateway/index.ts'
import { storeRouter } from '../store/index.ts'
import { errorsMarkdown, guideMarkdown, methodMarkdown, wholeMarkdown } from './exports/markdown.ts'
import { openApi } from './exports/openapi.ts'
import { apiMethods } from './model.ts'
import { errorsPage } from './pages/errors-page.ts'
import { guidePage } from './pages/guide-page.ts'
import { html } from './pages/html.ts'
import { type Page, pageHtml, pageUrl, sayer, type Site } from './pages/layout.ts'
import { listPage } from './pages/list-page.ts'
import { methodPage } from './pages/method-page.ts'
import { searchEntries, searchPage } from './pages/search.ts'
import type { Language } from './words/index.ts'

/** The page's own files, as the build leaves them. */
const ASSETS = { 'page.css': 'text/css; charset=utf-8', 'page.js': 'text/javascript; charset=utf-8' } as const
type AssetName = keyof typeof ASSETS
const KEPT = 'public, max-age=31536000, immutable'
const ASKED_EACH_TIME = 'no-cache'
const MOST_QUERY = 60

interface Asset { body: Buffer, url: string }

function readAsset(folder: string, name: AssetName): Asset {
  try {
    const body = readFileSync(path.join(folder, name))
    return { body, url: `/apidoc/${name}?v=${createHash('sha256').update(body).digest('hex').slice(0, 12)}` }
  } catch {
    // Not built: the pages are whole without style and script.
    return { body: Buffer.alloc(0), url: `/apidoc/${name}` }
  }
}

interface Query { detail?: string, lang?: string, q?: string, format?: string }

const languageOf = ({ lang }: Query): Language => (lang === 'en' ? 'en' : 'zh')

function queryOf(request: FastifyRequest): Query {
  const query = request.query as Record<string, unknown> // Fastify parses it without a schema
  const text = (name: string): string | undefined => (typeof query[name] === 'string' ? query[name] : undefined)
  return { detail: text('detail'), lang: text('lang'), q: text('q')?.trim().slice(0, MOST_QUERY), format: text('format') }
}

function pageOf(site: Site, detail: string, language: Language): Page | null {
  if (detail === '') return guidePage(site, language)
  if (detail === 'methods') return listPage(site, language)
  if (detail === 'errors') return errorsPage(site, language)
  const method = site.methods.find(({ name }) => name === detail)
  return method ? methodPage(site, method, language) : null
}

function markdownOf(site: Site, detail: string, language: Language): string | null {
  if (detail === '') return guideMarkdown(site, language)
  if (detail === 'errors') return errorsMarkdown(language)
  if (detail === 'methods') return wholeMarkdown(site, language)
  const method = site.methods.find(({ name }) => name === detail)
  return method ? methodMarkdown(site, method, language) : null
}

function missingPage(language: Language): Page {
  const say = sayer(language)
  return { language, title: say('notFound'), detail: '', main: html`<h1>${say('notFound')}</h1><p class="summary"><a href="${pageUrl('methods', language)}">${say('allMethods')}</a></p>` }
}

/** Texts are written once each: there are only as many as there are pages. */
function keeper() {
  const kept = new Map<string, { text: string, etag: string }>()
  return (key: string, write: () => string | null): { text: string, etag: string } | null => {
    const known = kept.get(key)
    if (known) return known
    const text = write()
    if (text === null) return null
    const made = { text, etag: `"${createHash('sha256').update(text).digest('hex').slice(0, 24)}"` }
    kept.set(key, made)
    return made
  }
}

function sendText(request: FastifyRequest, reply: FastifyReply, type: string, { text, etag }: { text: string, etag: string }): FastifyReply {
  void reply.header('Cache-Control', ASKED_EACH_TIME).header('ETag', etag).header('Vary', 'Accept')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type(type).send(text)
}

/** The documents for outside developers, all drawn from the gateway's registry. `folder` holds their built style and script. */
export function registerApidoc(app: FastifyInstance, { baseUrl, folder }: { baseUrl: string, folder: string }): void {
  const style = readAsset(folder, 'page.css')
  const script = readAsset(folder, 'page.js')
  const keep = keeper()
  let made: Site | null = null
  const site = (): Site => (made ??= { methods: apiMethods(buildRegistry(storeRouter)), baseUrl, assets: { style: style.url, script: script.url } })

  app.get('/apidoc', (request, reply) => {
    const query = queryOf(request)
    const language = languageOf(query)
    const detail = (query.detail ?? '').replace(/\.md$/, '')
    if (query.q) return reply.header('Cache-Control', ASKED_EACH_TIME).type('text/html; charset=utf-8').send(pageHtml(site(), searchPage(site(), language, query.q)))
    const wantsMarkdown = query.format === 'md' || (request.headers.accept?.includes('text/markdown') ?? false)
    const answer = wantsMarkdown
      ? keep(`md ${language} ${detail}`, () => markdownOf(site(), detail, language))
      : keep(`html ${language} ${detail}`, () => { const page = pageOf(site(), detail, language); return page && pageHtml(site(), page) })
    if (!answer) return reply.code(404).header('Cache-Control', ASKED_EACH_TIME).type('text/html; charset=utf-8').send(pageHtml(site(), missingPage(language)))
    return sendText(request, reply, wantsMarkdown ? 'text/markdown; charset=utf-8' : 'text/html; charset=utf-8', answer)
  })

  const exported = (url: string, type: string, write: (language: Language) => string): void => {
    app.get(url, (request, reply) => {
      const language = languageOf(queryOf(request))
      const answer = keep(`${url} ${language}`, () => write(language))
      return answer ? sendText(request, reply, type, answer) : reply.callNotFound()
    })
  }
  exported('/apidoc/ectouch.md', 'text/markdown; charset=utf-8', (language) => wholeMarkdown(site(), language))
  exported('/apidoc/openapi.json', 'application/json; charset=utf-8', (language) => JSON.stringify(openApi(site(), language), null, 1))
  exported('/apidoc/index.json', 'application/json; charset=utf-8', (language) => JSON.stringify(searchEntries(site(), language)))

  for (const [name, asset] of [['page.css', style], ['page.js', script]] as const) {
    app.get(`/apidoc/${name}`, (_request, reply) => (asset.body.length === 0 ? reply.callNotFound() : reply.header('Cache-Control', KEPT).type(ASSETS[name]).send(asset.body)))
  }
}
