import { ERROR_WORDS, ERRORS } from '@xiaopu/shared/errors'
import { inLanguage, type Language, methodTitle, paramWords } from '../words/index.ts'
import { html, type Html } from './html.ts'
import { type Page, pageUrl, sayer, shortName, type Site } from './layout.ts'

/** One thing that can be found. */
export interface SearchEntry {
  kind: 'method' | 'parameter' | 'error'
  name: string
  text: string
  url: string
}

const MOST_RESULTS = 60

/** Methods first, then errors, then parameters: the order in which equals are shown. */
export function searchEntries({ methods }: Site, language: Language): SearchEntry[] {
  const found: SearchEntry[] = methods.map((method) => ({ kind: 'method', name: method.name, text: methodTitle(method, language), url: pageUrl(method.name, language) }))
  for (const word of ERROR_WORDS) found.push({ kind: 'error', name: `${word} ${ERRORS[word].code}`, text: ERRORS[word][language], url: `${pageUrl('errors', language)}#${word}` })
  for (const method of methods) {
    for (const operation of method.operations) {
      const prefix = method.operations.length > 1 ? `action-${operation.action}-` : ''
      for (const { name } of operation.input.fields) {
        const words = paramWords(operation, name)
        found.push({ kind: 'parameter', name: `${name} · ${shortName(method.name)}`, text: words ? inLanguage(words, language) : '', url: `${pageUrl(method.name, language)}#${prefix}param-${name}` })
      }
    }
  }
  return found
}

/** Entries that hold every word asked for; names that begin with one come first. */
export function searched(entries: readonly SearchEntry[], query: string): SearchEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return []
  const matching = entries.filter(({ name, text }) => words.every((word) => `${name} ${text}`.toLowerCase().includes(word)))
  const rank = ({ name }: SearchEntry): number => {
    const lower = shortName(name).toLowerCase()
    if (words.some((word) => lower === word || name.toLowerCase() === word)) return 0
    return words.some((word) => lower.startsWith(word)) ? 1 : 2
  }
  return [...matching].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_RESULTS)
}

export function searchPage(site: Site, language: Language, query: string): Page {
  const say = sayer(language)
  const KINDS = { method: say('methods'), parameter: say('parameters'), error: say('errors') }
  const results = searched(searchEntries(site, language), query)
  const row = ({ kind, name, text, url }: SearchEntry): Html => html`<li><a href="${url}"><code>${name}</code><strong>${text}</strong><span>${KINDS[kind]}</span></a></li>`
  const main = html`<h1>${say('searchFor')} “${query}”</h1>${results.length === 0 ? html`<p class="summary">${say('noResults')} <a href="${pageUrl('methods', language)}">${say('allMethods')}</a></p>` : html`<p class="summary">${results.length} ${say('resultCount')}</p><ul class="method-list">${results.map(row)}</ul>`}`
  return { language, title: say('searchFor'), detail: '', main, query }
}
