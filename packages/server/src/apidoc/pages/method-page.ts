import { ERRORS, type ErrorWord } from '@xiaopu/shared/errors'
import type { ApiMethod, ApiOperation } from '../model.ts'
import type { ApiField, ApiObject } from '../types.ts'
import { CATEGORIES } from '../words/categories.ts'
import { errorAdvice, inLanguage, type Language, leadOperation, methodTitle, operationTitle, operationWords, paramWords, returnWords, summaryText } from '../words/index.ts'
import { consoleHtml } from './console-form.ts'
import { html, type Html } from './html.ts'
import { type Page, pageUrl, type Say, sayer, type Site } from './layout.ts'
import { sampleAnswerHtml, samplesHtml } from './samples-column.ts'
import { limitsText, objectIn, typeText } from './type-words.ts'

interface View { operation: ApiOperation, language: Language, say: Say, prefix: string }

const heading = (id: string, text: string): Html => html`<h2 id="${id}"><a href="#${id}">${text}</a></h2>`

function paramsTable({ operation, language, say, prefix }: View): Html {
  const { fields } = operation.input
  const rows = fields.map((field) => html`<tr id="${prefix}param-${field.name}"><th scope="row"><code>${field.name}</code></th><td class="type">${typeText(field.type)}</td><td>${inLanguage(paramWords(operation, field.name) ?? ['', ''], language)}${field.isRequired && html` <em class="required">${say('required')}</em>`}</td><td class="limits">${limitsText(field, say)}</td></tr>`)
  return html`${heading(`${prefix}parameters`, say('parameters'))}
${fields.length === 0
  ? html`<p class="note">${say('noParameters')}</p>`
  : html`<div class="table params"><table><thead><tr><th scope="col">${say('name')}</th><th scope="col">${say('type')}</th><th scope="col">${say('meaning')}</th><th scope="col">${say('limits')}</th></tr></thead><tbody>${rows}</tbody></table></div>`}
<p class="note">${say('publicParameters')} <a href="${pageUrl('', language)}#parameters">${say('seePublic')}</a></p>`
}

function answerRows(view: View, object: ApiObject, above: string, depth: number, shown: Set<ApiObject>): Html {
  return html`<ul class="tree depth-${Math.min(depth, 4)}">${object.fields.map((field) => answerRow(view, field, { shape: object.name, above, depth, shown }))}</ul>`
}

interface Place { shape: string, above: string, depth: number, shown: Set<ApiObject> }

function answerRow(view: View, { name, type }: ApiField, { shape, above, depth, shown }: Place): Html {
  const { operation, language, say } = view
  const path = `${above}${name}`
  const inner = objectIn(type)
  const words = inLanguage(returnWords(operation, { name, path, shape }) ?? ['', ''], language)
  const choices = type.kind === 'enum' ? html` <span class="words">${type.words.join(' · ')}</span>` : ''
  const line = html`<code>${name}</code><span class="type">${typeText(type)}</span><span class="meaning">${words}${choices}</span>`
  if (!inner || inner.fields.length === 0) return html`<li><div class="row">${line}</div></li>`
  if (shown.has(inner)) return html`<li><div class="row">${line}<span class="again">${say('sameAs')}</span></div></li>`
  shown.add(inner)
  return html`<li><details${depth < 1 ? html` open` : ''}><summary class="row">${line}</summary>${answerRows(view, inner, `${path}.`, depth + 1, shown)}</details></li>`
}

export function errorRow(word: ErrorWord, language: Language): Html {
  const row = ERRORS[word]
  const advice = errorAdvice(word)
  return html`<tr><td><code>${row.code}</code></td><td><a href="${pageUrl('errors', language)}#${word}"><code>${word}</code></a><br><span class="hint">${row[language]}</span></td><td>${advice ? inLanguage(advice[0], language) : ''}</td><td>${advice ? inLanguage(advice[1], language) : ''}</td></tr>`
}

function errorsTable({ operation, language, say, prefix }: View): Html {
  const table = (words: readonly ErrorWord[]): Html => html`<div class="table errors"><table><thead><tr><th scope="col">${say('code')}</th><th scope="col">${say('word')}</th><th scope="col">${say('cause')}</th><th scope="col">${say('remedy')}</th></tr></thead><tbody>${words.map((word) => errorRow(word, language))}</tbody></table></div>`
  const common: ErrorWord[] = ['PARAM_MISSING', 'PARAM_INVALID', ...(operation.auth === 'required' ? ['SESSION_REQUIRED', 'SESSION_INVALID'] as const : operation.auth === 'optional' ? ['SESSION_INVALID'] as const : []), ...(operation.scope ? ['FORBIDDEN'] as const : []), 'RATE_LIMITED', 'SHOP_CLOSED', 'SYSTEM_ERROR']
  return html`${heading(`${prefix}errors`, say('errors'))}${operation.errors.length > 0 ? table(operation.errors) : html`<p class="note">${say('ownErrors')}</p>`}
<details class="fold"><summary>${say('anyMethod')}</summary>${table(common.filter((word) => !operation.errors.includes(word)))}</details>`
}

function badges(method: ApiMethod, { auth, scope, write }: ApiOperation, say: Say): Html {
  const badge = (kind: string, text: string): Html => html`<span class="badge ${kind}">${text}</span>`
  const AUTH = { none: 'authNone', optional: 'authOptional', required: 'authRequired' } as const
  return html`<p class="badges">${write ? badge('write', say('write')) : badge('', say('read'))}${badge('', scope ? say('scopeMerchant') : say(AUTH[auth]))}${badge(method.isCredential ? '' : 'ok', method.isCredential ? say('notRecorded') : say('replaySafe'))}${method.worksWhenClosed && badge('', say('worksClosed'))}</p>`
}

function operationSection(method: ApiMethod, view: View): Html {
  const { operation, language, say, prefix } = view
  const words = operationWords(operation.key)
  const isOneOfSeveral = method.operations.length > 1
  return html`${isOneOfSeveral && html`<h2 class="action" id="${prefix.slice(0, -1)}"><a href="#${prefix.slice(0, -1)}"><code>action=${operation.action}</code> ${operationTitle(operation, language)}</a>${operation.isDefault && html` <span class="badge">${say('defaultAction')}</span>`}</h2>${badges(method, operation, say)}`}
<p class="summary">${summaryText(operation, language)}</p>
${paramsTable(view)}
${heading(`${prefix}answer`, say('answer'))}
<div class="answer-tree">${answerRows(view, operation.output, '', 0, new Set())}</div>
${errorsTable(view)}
${words?.rules && html`${heading(`${prefix}rules`, say('rules'))}<ul class="rules">${words.rules.map((rule) => html`<li>${inLanguage(rule, language)}</li>`)}</ul>`}`
}

/** Everything about one method. */
export function methodPage(site: Site, method: ApiMethod, language: Language): Page {
  const say = sayer(language)
  const lead = leadOperation(method)
  const isSeveral = method.operations.length > 1
  const main = html`<p class="crumbs"><a href="${pageUrl('methods', language)}">${say('methods')}</a> / ${inLanguage(CATEGORIES[method.category].title, language)}</p>
<h1>${methodTitle(method, language)}</h1>
<div class="method-line"><code class="method-name">${method.name}</code><button class="copy" type="button" data-copy="${method.name}" hidden>${say('copy')}</button><a class="plain" href="${pageUrl(method.name, language)}&amp;format=md" rel="alternate" type="text/markdown">Markdown</a></div>
${!isSeveral && badges(method, lead, say)}
${isSeveral && html`<p class="summary">${say('actionNote')}</p><ul class="actions">${method.operations.map((operation) => html`<li><a href="#action-${operation.action}"><code>${operation.action}</code> ${operationTitle(operation, language)}</a></li>`)}</ul>`}
${method.operations.map((operation) => operationSection(method, { operation, language, say, prefix: isSeveral ? `action-${operation.action}-` : '' }))}`
  const aside = html`${samplesHtml(site, method, lead, say)}${consoleHtml(method, language, say)}${sampleAnswerHtml(lead, say)}`
  return { language, title: `${methodTitle(method, language)} ${method.name}`, detail: method.name, main, aside }
}
