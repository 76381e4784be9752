import { ERROR_WORDS, ERRORS } from '@xiaopu/shared/errors'
import { guide } from '../guide/index.ts'
import type { ApiMethod, ApiOperation } from '../model.ts'
import { sayer, type Site } from '../pages/layout.ts'
import { limitsText, objectIn, typeText } from '../pages/type-words.ts'
import { curlSample } from '../samples/curl.ts'
import { SAMPLE_APP, sampleParams } from '../samples/sample-call.ts'
import { sampleObject } from '../samples/values.ts'
import type { ApiObject } from '../types.ts'
import { errorAdvice, inLanguage, type Language, methodTitle, operationTitle, operationWords, paramWords, returnWords, summaryText } from '../words/index.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`
const table = (head: string[], rows: string[][]): string => [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n')

function answerRows(operation: ApiOperation, object: ApiObject, language: Language, above = '', shown = new Set<ApiObject>()): string[][] {
  return object.fields.flatMap(({ name, type }) => {
    const words = returnWords(operation, { name, path: `${above}${name}`, shape: object.name })
    const line = [`\`${above}${name}\``, typeText(type), words ? inLanguage(words, language) : '']
    const inner = objectIn(type)
    if (!inner || shown.has(inner)) return [line]
    shown.add(inner)
    return [line, ...answerRows(operation, inner, language, `${above}${name}.`, shown)]
  })
}

function operationText(site: Site, method: ApiMethod, operation: ApiOperation, language: Language): string {
  const say = sayer(language)
  const AUTH = { none: 'authNone', optional: 'authOptional', required: 'authRequired' } as const
  const rules = operationWords(operation.key)?.rules ?? []
  const { fields } = operation.input
  const call = { address: `${site.baseUrl}/router/rest`, ...SAMPLE_APP, method: method.name, params: sampleParams(operation) }
  return [
    ...(method.operations.length > 1 ? [`## action=${operation.action} ${operationTitle(operation, language)}`] : []),
    summaryText(operation, language),
    `${say(operation.write ? 'write' : 'read')} · ${operation.scope ? say('scopeMerchant') : say(AUTH[operation.auth])} · ${say(method.isCredential ? 'notRecorded' : 'replaySafe')}`,
    `### ${say('parameters')}`,
    fields.length === 0
      ? say('noParameters')
      : table([say('name'), say('type'), say('required'), say('meaning'), say('limits')], fields.map((field) => [`\`${field.name}\``, typeText(field.type), field.isRequired ? '✓' : '', inLanguage(paramWords(operation, field.name) ?? ['', ''], language), limitsText(field, say)])),
    `### ${say('answer')}`,
    table([say('field'), say('type'), say('meaning')], answerRows(operation, operation.output, language)),
    ...(operation.errors.length === 0 ? [] : [`### ${say('errors')}`, errorsTable(operation.errors, language)]),
    ...(rules.length === 0 ? [] : [`### ${say('rules')}`, rules.map((rule) => `- ${inLanguage(rule, language)}`).join('\n')]),
    `### ${say('samples')}`,
    `\`\`\`sh\n${curlSample(call)}\`\`\``,
    `\`\`\`json\n${JSON.stringify({ response: sampleObject(operation.output) }, null, 2)}\n\`\`\``,
  ].join('\n\n')
}

function errorsTable(words: readonly (keyof typeof ERRORS)[], language: Language): string {
  const say = sayer(language)
  return table([say('code'), say('word'), say('message'), say('cause'), say('remedy')], words.map((word) => {
    const advice = errorAdvice(word)
    return [String(ERRORS[word].code), `\`${word}\``, ERRORS[word][language], advice ? inLanguage(advice[0], language) : '', advice ? inLanguage(advice[1], language) : '']
  }))
}

export function methodMarkdown(site: Site, method: ApiMethod, language: Language): string {
  return `# ${method.name} ${methodTitle(method, language)}\n\n${method.operations.map((operation) => operationText(site, method, operation, language)).join('\n\n')}\n`
}

export function guideMarkdown({ baseUrl }: Site, language: Language): string {
  return `# ${sayer(language)('site')}\n\n${guide(language, baseUrl).map(({ title, text }) => `## ${title}\n\n${text}`).join('\n\n')}\n`
}

export function errorsMarkdown(language: Language): string {
  return `# ${sayer(language)('errors')}\n\n${errorsTable([...ERROR_WORDS].sort((a, b) => ERRORS[a].code - ERRORS[b].code), language)}\n`
}

/** The whole document as one text. */
export function wholeMarkdown(site: Site, language: Language): string {
  return [guideMarkdown(site, language), ...site.methods.map((method) => methodMarkdown(site, method, language)), errorsMarkdown(language)].join('\n')
}
