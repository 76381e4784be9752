import { guide } from '../guide/index.ts'
import type { Language } from '../words/index.ts'
import { html } from './html.ts'
import { type Page, sayer, type Site } from './layout.ts'
import { markdownHtml } from './markdown.ts'

/** The introduction: addresses, signing, answers, limits, and the way to everything else. */
export function guidePage({ baseUrl }: Site, language: Language): Page {
  const say = sayer(language)
  const sections = guide(language, baseUrl)
  const main = html`<h1>${say('site')}</h1>
${sections.map(({ id, title, text }) => html`<section class="chapter"><h2 id="${id}"><a href="#${id}">${title}</a></h2>${markdownHtml(text)}</section>`)}`
  const aside = html`<nav class="card toc" aria-label="${say('onThisPage')}"><h2>${say('onThisPage')}</h2><ol>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>`
  return { language, title: say('guide'), detail: '', main, aside }
}
