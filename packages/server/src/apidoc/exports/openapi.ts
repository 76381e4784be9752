import { ERRORS } from '@xiaopu/shared/errors'
import type { ApiMethod, ApiOperation } from '../model.ts'
import type { Site } from '../pages/layout.ts'
import { SAMPLE_APP, sampleParams } from '../samples/sample-call.ts'
import { sampleObject } from '../samples/values.ts'
import type { ApiField, ApiObject, ApiType } from '../types.ts'
import { CATEGORIES } from '../words/categories.ts'
import { inLanguage, type Language, operationTitle, operationWords, paramWords, returnWords, summaryText } from '../words/index.ts'

type Schema = Record<string, unknown>

/** Shapes with a name are written once and referred to. */
interface Writer { language: Language, named: Map<string, Schema> }

const SCALARS: Readonly<Record<string, Schema>> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  money: { type: 'string', pattern: '^-?\\d+\\.\\d{2}$', description: 'CNY, two decimals' },
  datetime: { type: 'string', description: 'yyyy-MM-dd HH:mm:ss, GMT+8' },
  date: { type: 'string', description: 'yyyy-MM-dd' },
  file: { type: 'string', format: 'binary' },
  json: {},
  picture: { type: 'string' },
  html: { type: 'string' },
}

function schemaOf(writer: Writer, operation: ApiOperation, type: ApiType, path: string): Schema {
  if (type.kind === 'enum') return { enum: [...type.words] }
  if (type.kind === 'list') return { type: 'array', items: schemaOf(writer, operation, type.of, path) }
  if (type.kind === 'map') return { type: 'object', additionalProperties: schemaOf(writer, operation, type.of, path) }
  if (type.kind === 'choice') return { anyOf: type.of.map((one) => schemaOf(writer, operation, one, path)) }
  if (type.kind !== 'object') return { ...SCALARS[type.kind] }
  const { name } = type.object
  if (name === '') return objectSchema(writer, operation, type.object, path)
  if (!writer.named.has(name)) {
    writer.named.set(name, {}) // a tree refers to itself while it is being written
    writer.named.set(name, objectSchema(writer, operation, type.object, path))
  }
  return { $ref: `#/components/schemas/${name}` }
}

function objectSchema(writer: Writer, operation: ApiOperation, object: ApiObject, path: string): Schema {
  const properties = Object.fromEntries(object.fields.map(({ name, type }) => {
    const words = returnWords(operation, { name, path: `${path}${name}`, shape: object.name })
    return [name, { ...schemaOf(writer, operation, type, `${path}${name}.`), ...(words ? { description: inLanguage(words, writer.language) } : {}) }]
  }))
  return { type: 'object', required: object.fields.map(({ name }) => name), properties }
}

/** On the way in everything is text; lists and objects are JSON text. */
function paramSchema(operation: ApiOperation, field: ApiField, language: Language): Schema {
  const { type, limits: { min, max }, defaultText } = field
  const words = paramWords(operation, field.name)
  const base: Schema = type.kind === 'list' && type.of.kind === 'file' ? { type: 'array', items: SCALARS.file } : type.kind === 'enum' ? { enum: [...type.words] } : type.kind === 'list' || type.kind === 'object' || type.kind === 'map' || type.kind === 'choice' || type.kind === 'json' ? { type: 'string' } : { ...SCALARS[type.kind] }
  const isNumber = type.kind === 'integer' || type.kind === 'number'
  const bounds = isNumber ? { minimum: min, maximum: max } : type.kind === 'string' ? { minLength: min, maxLength: max } : {}
  const present = Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined))
  const isTyped = isNumber || type.kind === 'boolean'
  return { ...base, ...present, ...(defaultText === null || type.kind === 'list' ? {} : { default: isTyped ? JSON.parse(defaultText) as unknown : defaultText }), description: words ? inLanguage(words, language) : '' }
}

function bodySchema(method: ApiMethod, operation: ApiOperation, language: Language): Schema {
  const isChosen = operation.action !== ''
  const own = Object.fromEntries(operation.input.fields.map((field) => [field.name, paramSchema(operation, field, language)]))
  const properties = {
    app_key: { type: 'string', pattern: '^\\d{8}$' },
    method: { const: method.name },
    timestamp: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$', description: 'GMT+8' },
    sign: { type: 'string' },
    sign_method: { enum: ['md5', 'hmac', 'hmac-sha256'], default: 'md5' },
    v: { enum: ['1.0', '2.0'], default: '1.0' },
    format: { enum: ['xml', 'json'], default: 'xml' },
    nonce: { type: 'string', maxLength: 64 },
    ...(operation.auth === 'none' ? {} : { session: { type: 'string' } }),
    ...(isChosen ? { action: { const: operation.action } } : {}),
    ...own,
  }
  const required = ['app_key', 'method', 'timestamp', 'sign', ...(operation.auth === 'required' ? ['session'] : []), ...(isChosen && !operation.isDefault ? ['action'] : []), ...operation.input.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)]
  return { type: 'object', required, properties }
}

const hasFiles = ({ input }: ApiOperation): boolean => input.fields.some(({ type }) => type.kind === 'file' || (type.kind === 'list' && type.of.kind === 'file'))

function pathItem(writer: Writer, method: ApiMethod, operation: ApiOperation): Schema {
  const { language } = writer
  const schema = bodySchema(method, operation, language)
  const rules = operationWords(operation.key)?.rules ?? []
  const response = { type: 'object', required: ['response'], properties: { response: objectSchema(writer, operation, operation.output, '') } }
  const example = { app_key: SAMPLE_APP.key, method: method.name, timestamp: '2026-03-18 16:20:00', format: 'json', v: '1.0', sign: '0'.repeat(32), ...sampleParams(operation) }
  return {
    post: {
      'operationId': operation.key.replaceAll(/[.#]/g, '_'),
      'summary': operationTitle(operation, language),
      'description': [summaryText(operation, language), ...rules.map((rule) => `- ${inLanguage(rule, language)}`)].join('\n'),
      'tags': [inLanguage(CATEGORIES[method.category].title, language)],
      'requestBody': { required: true, content: { [hasFiles(operation) ? 'multipart/form-data' : 'application/x-www-form-urlencoded']: { schema, example } } },
      'responses': { 200: { description: 'response | error_response', content: { 'application/json': { schema: { anyOf: [response, { $ref: '#/components/schemas/Failure' }] }, example: { response: sampleObject(operation.output) } } } } },
      'x-errors': operation.errors.map((word) => ({ word, code: ERRORS[word].code })),
    },
  }
}

/**
 * OpenAPI 3.1. All methods share one address, which OpenAPI cannot say: each path carries the method behind a `#`, which
 * clients never send.
 */
export function openApi({ methods, baseUrl }: Site, language: Language): Schema {
  const writer: Writer = { language, named: new Map() }
  const paths = Object.fromEntries(methods.flatMap((method) => method.operations.map((operation) => [`/router/rest#${operation.key.replace('#', ':')}`, pathItem(writer, method, operation)])))
  const failure = { type: 'object', required: ['error_response'], properties: { error_response: { type: 'object', required: ['code', 'msg', 'params'], properties: { code: { type: 'integer' }, msg: { type: 'string' }, params: { type: 'object', additionalProperties: { type: 'string' } } } } } }
  return {
    openapi: '3.1.0',
    info: { title: language === 'zh' ? '小铺开放平台' : 'Xiaopu for developers', version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: baseUrl }],
    tags: Object.values(CATEGORIES).map(({ title }) => ({ name: inLanguage(title, language) })),
    paths,
    components: { schemas: { Failure: failure, ...Object.fromEntries(writer.named) } },
  }
}
