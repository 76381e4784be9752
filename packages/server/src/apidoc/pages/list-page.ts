import { CATEGORIES } from '../words/categories.ts'
import { inLanguage, type Language, methodTitle, summaryText } from '../words/index.ts'
import { html } from './html.ts'
import { type Page, pageUrl, sayer, type Site } from './layout.ts'

/** Every method, by area. */
export function listPage({ methods }: Site, language: Language): Page {
  const say = sayer(language)
  const main = html`<h1>${say('allMethods')}</h1><p class="summary">${methods.length} ${say('methodCount')} · <a href="/apidoc/openapi.json${language === 'en' ? '?lang=en' : ''}">openapi.json</a> · <a href="/apidoc/ectouch.md${language === 'en' ? '?lang=en' : ''}">ectouch.md</a></p>
${Object.entries(CATEGORIES).map(([key, { title }]) => {
  const inside = methods.filter(({ category }) => category === key)
  return inside.length > 0 && html`<h2 id="${key}"><a href="#${key}">${inLanguage(title, language)}</a></h2><ul class="method-list">${inside.map((method) => html`<li><a href="${pageUrl(method.name, language)}"><code>${method.name}</code><strong>${methodTitle(method, language)}</strong><span>${method.operations.map((operation) => summaryText(operation, language)).join(method.operations.length > 1 ? ' ' : '')}</span></a></li>`)}</ul>`
})}`
  return { language, title: say('allMethods'), detail: 'methods', main }
}
