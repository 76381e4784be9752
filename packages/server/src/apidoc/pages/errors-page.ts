import { ERROR_WORDS, ERRORS, type ErrorWord } from '@xiaopu/shared/errors'
import type { ApiMethod } from '../model.ts'
import { errorAdvice, inLanguage, type Language } from '../words/index.ts'
import { html, type Html } from './html.ts'
import { type Page, pageUrl, type Say, sayer, shortName, type Site } from './layout.ts'

const MOST_NAMED = 6

function usedBy(methods: readonly ApiMethod[], word: ErrorWord): ApiMethod[] {
  return methods.filter(({ operations }) => operations.some(({ errors }) => errors.includes(word)))
}

function entry(word: ErrorWord, { methods }: Site, language: Language, say: Say): Html {
  const { code, zh, en } = ERRORS[word]
  const advice = errorAdvice(word)
  const users = usedBy(methods, word)
  return html`<article class="error" id="${word}"><h3><a href="#${word}"><code>${code}</code> <code>${word}</code></a></h3>
<dl><dt>${say('message')}</dt><dd>${language === 'zh' ? zh : en}</dd><dt>${say('cause')}</dt><dd>${advice ? inLanguage(advice[0], language) : ''}</dd><dt>${say('remedy')}</dt><dd>${advice ? inLanguage(advice[1], language) : ''}</dd>
${users.length > 0 && html`<dt>${say('usedBy')}</dt><dd class="links">${users.slice(0, MOST_NAMED).map(({ name }) => html`<a href="${pageUrl(name, language)}"><code>${shortName(name)}</code></a> `)}${users.length > MOST_NAMED && `+ ${users.length - MOST_NAMED}`}</dd>`}</dl></article>`
}

/** Every error word with an anchor of its own, by number. */
export function errorsPage(site: Site, language: Language): Page {
  const say = sayer(language)
  const words = [...ERROR_WORDS].sort((a, b) => ERRORS[a].code - ERRORS[b].code)
  return { language, title: say('errors'), detail: 'errors', main: html`<h1>${say('errors')}</h1>${words.map((word) => entry(word, site, language, say))}` }
}
