import type { ApiMethod, ApiOperation } from '../model.ts'
import { FAMILY_TITLES } from './families.ts'
import { fieldWords } from './fields/index.ts'
import { inLanguage, type Language, type Words } from './language.ts'
import { operationWords } from './operations/index.ts'

/** What a parameter means to this operation. */
export function paramWords({ key }: ApiOperation, name: string): Words | null {
  return operationWords(key)?.params?.[name] ?? fieldWords(name)
}

/** What a field of the answer means; `path` is its name below the answer, such as `cart.number`, `shape` what it stands in. */
export function returnWords({ key }: ApiOperation, { name, path, shape }: { name: string, path: string, shape: string }): Words | null {
  return operationWords(key)?.returns?.[path] ?? fieldWords(name, shape)
}

export function operationTitle({ key, title }: ApiOperation, language: Language): string {
  return language === 'zh' ? title : operationWords(key)?.title ?? title
}

/** The one operation of a plain method, the default or first one of a method with actions. */
export function leadOperation({ operations, name }: ApiMethod): ApiOperation {
  const lead = operations.find(({ isDefault }) => isDefault) ?? operations[0]
  if (!lead) throw new TypeError(`${name} does nothing`)
  return lead
}

/** The title of the one operation, or the family's name where there are several. */
export function methodTitle(method: ApiMethod, language: Language): string {
  const family = FAMILY_TITLES[method.name]
  return family ? inLanguage(family, language) : operationTitle(leadOperation(method), language)
}

/** The first sentence that stands under the title. */
export function summaryText({ key }: ApiOperation, language: Language): string {
  const words = operationWords(key)
  return words ? inLanguage(words.summary, language) : ''
}

export { errorAdvice } from './errors/index.ts'
export { inLanguage, type Language, type Words } from './language.ts'
export { operationWords } from './operations/index.ts'
