import type { ApiMethod } from '../model.ts'
import { CATEGORIES } from '../words/categories.ts'
import { inLanguage, type Language, methodTitle } from '../words/index.ts'
import { html, type Html } from './html.ts'
import { PAGE_WORDS, type PageWord } from './page-words.ts'

/** Where the page's own files lie, with the mark of their content. */
export interface PageAssets {
  style: string
  script: string
}

export interface Site {
  methods: readonly ApiMethod[]
  baseUrl: string
  assets: PageAssets
}

export interface Page {
  language: Language
  title: string
  /** `''` for the introduction. */
  detail: string
  main: Html
  aside?: Html
  query?: string
}

export type Say = (word: PageWord) => string

export function sayer(language: Language): Say {
  return (word) => inLanguage(PAGE_WORDS[word], language)
}

/** The address of a page of the document. */
export function pageUrl(detail: string, language: Language): string {
  const parts = [...(detail === '' ? [] : [`detail=${detail}.md`]), ...(language === 'zh' ? [] : ['lang=en'])]
  return parts.length === 0 ? '/apidoc' : `/apidoc?${parts.join('&')}`
}

export const shortName = (method: string): string => method.replace(/^ectouch\./, '')

function menu({ methods }: Site, { language, detail }: Page): Html {
  const here = methods.find(({ name }) => name === detail)
  return html`${Object.entries(CATEGORIES).map(([key, { title }]) => {
    const inside = methods.filter(({ category }) => category === key)
    if (inside.length === 0) return null
    return html`<details${here?.category === key ? html` open` : ''}><summary>${inLanguage(title, language)}</summary><ul>${inside.map((method) => html`<li><a href="${pageUrl(method.name, language)}"${method === here ? html` aria-current="page"` : ''} title="${methodTitle(method, language)}">${shortName(method.name)}</a></li>`)}</ul></details>`
  })}`
}

function header(page: Page): Html {
  const { language, detail, query = '' } = page
  const say = sayer(language)
  const entry = (to: string, word: PageWord, isHere: boolean): Html => html`<a href="${pageUrl(to, language)}"${isHere ? html` aria-current="page"` : ''}>${say(word)}</a>`
  const other = language === 'zh' ? 'en' : 'zh'
  const there = query === '' ? pageUrl(detail, other) : `/apidoc?q=${encodeURIComponent(query)}${other === 'en' ? '&lang=en' : ''}`
  return html`<a class="skip" href="#main">${say('skip')}</a>
<header class="top">
<a class="brand" href="${pageUrl('', language)}"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V5h16v4M4 9a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0A2.7 2.7 0 0 0 20 9M5.5 12v7h13v-7M10 19v-4h4v4"/></svg><span>${say('site')}</span></a>
<nav class="areas" aria-label="${say('site')}">${entry('', 'guide', detail === '' && query === '')}${entry('methods', 'methods', detail === 'methods' || detail.startsWith('ectouch.'))}${entry('errors', 'errors', detail === 'errors')}</nav>
<form class="search" role="search" action="/apidoc" method="get"><input type="search" name="q" value="${query}" placeholder="${say('search')}" aria-label="${say('search')}" autocomplete="off" maxlength="60">${language === 'en' && html`<input type="hidden" name="lang" value="en">`}<kbd aria-hidden="true">/</kbd><div class="hits" hidden></div></form>
<a class="plain" href="${there}" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${say('otherLanguage')}</a>
<a class="button" href="/admin/apps">${say('myApps')}</a>
</header>`
}

/** The whole page; it works without scripts. */
export function pageHtml(site: Site, page: Page): string {
  const say = sayer(page.language)
  return html`<!doctype html>
<html lang="${page.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${say('site')}</title>
<link rel="stylesheet" href="${site.assets.style}">
<link rel="icon" href="data:,">
<script src="${site.assets.script}" defer></script>
</head>
<body>
${header(page)}
<div class="frame${page.aside ? ' with-aside' : ''}">
<nav class="menu" aria-label="${say('methods')}"><details class="menu-fold" open><summary>${say('methods')}</summary>${menu(site, page)}</details></nav>
<main id="main" tabindex="-1">${page.main}</main>
${page.aside ? html`<aside>${page.aside}</aside>` : ''}
</div>
</body>
</html>
`.text
}
