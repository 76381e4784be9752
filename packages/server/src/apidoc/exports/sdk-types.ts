import { ERRORS } from '@xiaopu/shared/errors'
import type { ApiMethod, ApiOperation } from '../model.ts'
import type { ApiField, ApiObject, ApiType } from '../types.ts'
import { operationWords, paramWords, returnWords } from '../words/index.ts'

type NameWords = (field: { name: string, path: string, shape: string }) => readonly [string, string] | null

/** Shapes with a name are written once. */
interface Writer { named: Map<string, string> }

const TEXTS = new Set(['string', 'money', 'datetime', 'date', 'picture', 'html', 'file'])
const PARAMETERS: Readonly<Record<string, string>> = { integer: 'number', number: 'number', boolean: 'boolean', string: 'string', money: 'string | number', datetime: 'Moment', date: 'string', file: 'Upload', json: 'unknown', picture: 'string', html: 'string' }

const remark = (text: string | undefined): string => (text ? `/** ${text.replaceAll('*/', '* /')} */\n` : '')
const many = (text: string): string => (text.includes('|') ? `(${text})[]` : `${text}[]`)
const quoted = (word: string | number): string => (typeof word === 'number' ? String(word) : `'${word}'`)

function resultType(writer: Writer, type: ApiType, words: NameWords, path: string): string {
  if (type.kind === 'enum') return type.words.map(quoted).join(' | ')
  if (type.kind === 'list') return many(resultType(writer, type.of, words, path))
  if (type.kind === 'map') return `Record<string, ${resultType(writer, type.of, words, path)}>`
  if (type.kind === 'choice') return type.of.map((one) => resultType(writer, one, words, path)).join(' | ')
  if (type.kind !== 'object') return TEXTS.has(type.kind) ? 'string' : type.kind === 'integer' ? 'number' : type.kind === 'json' ? 'unknown' : type.kind
  const { name } = type.object
  if (name === '') return resultObject(writer, type.object, words, path)
  if (!writer.named.has(name)) {
    writer.named.set(name, '') // a tree names itself while it is being written
    writer.named.set(name, resultObject(writer, type.object, words, path))
  }
  return name
}

function resultObject(writer: Writer, object: ApiObject, words: NameWords, path: string): string {
  return `{\n${object.fields.map(({ name, type }) => `${remark(words({ name, path: `${path}${name}`, shape: object.name })?.[1])}${name}: ${resultType(writer, type, words, `${path}${name}.`)}\n`).join('')}}`
}

function paramType(type: ApiType, words: (name: string) => readonly [string, string] | null): string {
  if (type.kind === 'enum') return type.words.map(quoted).join(' | ')
  if (type.kind === 'list') return many(paramType(type.of, words))
  if (type.kind === 'map') return `Record<string, ${paramType(type.of, words)}>`
  if (type.kind === 'choice') return type.of.map((one) => paramType(one, words)).join(' | ')
  if (type.kind === 'object') return paramObject(type.object.fields, words)
  return PARAMETERS[type.kind] ?? 'unknown'
}

function paramObject(fields: readonly ApiField[], words: (name: string) => readonly [string, string] | null): string {
  return `{\n${fields.map(({ name, type, isRequired, emptyClears }) => `${remark(words(name)?.[1])}${name}${isRequired ? '' : '?'}: ${paramType(type, words)}${emptyClears && type.kind !== 'string' ? ' | \'\'' : ''}\n`).join('')}}`
}

function callType(writer: Writer, operation: ApiOperation): string {
  const params = operation.input.fields.length === 0 ? 'NoParams' : paramObject(operation.input.fields, (name) => paramWords(operation, name))
  return `{\nparams: ${params}\nresult: ${resultObject(writer, operation.output, (field) => returnWords(operation, field), '')}\n}`
}

interface Branch { method: ApiMethod | null, below: Map<string, Branch> }

function treeOf(methods: readonly ApiMethod[]): Branch {
  const root: Branch = { method: null, below: new Map() }
  for (const method of methods) {
    let place = root
    for (const word of method.name.split('.').slice(1)) {
      const next: Branch = place.below.get(word) ?? { method: null, below: new Map() }
      place.below.set(word, next)
      place = next
    }
    place.method = method
  }
  return root
}

function treeType({ method, below }: Branch): string {
  const isPlain = method?.operations.every(({ action }) => action === '')
  const call = method && `${isPlain ? 'PlainCall' : 'ActionCall'}<'${method.name}'>`
  const inside = below.size === 0 ? null : `{\n${[...below].map(([word, branch]) => `${remark(branch.method?.operations.map(({ key }) => operationWords(key)?.summary[1]).join(' '))}${word}: ${treeType(branch)}\n`).join('')}}`
  return [call, inside].filter((part) => part !== null).join(' & ')
}

/** Every brace that opens stands at the end of a line, every one that closes at its beginning. */
function indented(text: string): string {
  let depth = 0
  return text.split('\n').map((line) => {
    if (/^[\]}]/.test(line)) depth--
    const done = line === '' ? '' : '  '.repeat(depth) + line
    if (/[[{]$/.test(line)) depth++
    return done
  }).join('\n')
}

/** What the SDK knows of the gateway: types of every call, what may be repeated, and the words of errors. */
export function sdkModule(methods: readonly ApiMethod[]): string {
  const writer: Writer = { named: new Map() }
  const [plain, chosen] = [methods.filter(({ operations }) => operations.every(({ action }) => action === '')), methods.filter(({ operations }) => operations.some(({ action }) => action !== ''))]
  const title = ({ key }: ApiOperation): string => remark(operationWords(key)?.summary[1])
  const plainCalls = plain.flatMap(({ name, operations }) => operations.map((operation) => `${title(operation)}'${name}': ${callType(writer, operation)}\n`)).join('')
  const actionCalls = chosen.map(({ name, operations }) => `'${name}': {\n${operations.map((operation) => `${title(operation)}${operation.action}: ${callType(writer, operation)}\n`).join('')}}\n`).join('')
  const repeats = methods.flatMap(({ isCredential, operations }) => operations.map(({ key, write }) => `'${key}': '${isCredential ? 'once' : write ? 'write' : 'read'}',\n`)).join('')
  const shapes = [...writer.named].map(([name, body]) => `export interface ${name} ${body}\n`).join('\n')
  return indented(`// Written by \`pnpm build\` from the gateway's registry.
import type { Moment, Upload } from '../parameters.ts'
import type { Repeats } from '../retry.ts'
import type { ActionCall, PlainCall } from '../types.ts'

export type NoParams = Record<string, never>

${shapes}
/** Methods without actions. */
export interface PlainCalls {
${plainCalls}}

/** Methods whose parameter \`action\` says what they do. */
export interface ActionCalls {
${actionCalls}}

/** Every method as a function: \`client.item.get({ goods_id: 1 })\`. */
export interface MethodTree ${treeType(treeOf(methods))}

export const METHODS: readonly string[] = [
${methods.map(({ name }) => `'${name}',\n`).join('')}]

/** By method, or \`method#action\`. */
export const REPEATS: Readonly<Record<string, Repeats | undefined>> = {
${repeats}}

export type ErrorWord = ${Object.keys(ERRORS).map((word) => `'${word}'`).join(' | ')}

export const WORD_OF_CODE: Readonly<Record<number, ErrorWord | undefined>> = {
${Object.entries(ERRORS).map(([word, { code }]) => `[${code}]: '${word}',\n`).join('')}}
`)
}
