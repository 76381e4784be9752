import { describe, expect, it } from 'vitest'
import { ERROR_WORDS } from '@xiaopu/shared/errors'
import { buildRegistry } from '../../gateway/index.ts'
import { storeRouter } from '../../store/index.ts'
import { apiMethods } from '../model.ts'
import type { ApiObject, ApiType } from '../types.ts'
import { ADVISED_WORDS } from './errors/index.ts'
import { FAMILY_TITLES } from './families.ts'
import { SHAPE_FIELD_NAMES } from './fields/index.ts'
import { operationWords, paramWords, returnWords } from './index.ts'
import { DOCUMENTED_OPERATIONS } from './operations/index.ts'

const methods = apiMethods(buildRegistry(storeRouter))
const operations = methods.flatMap((method) => method.operations)

function objectsIn(type: ApiType): ApiObject[] {
  if (type.kind === 'object') return [type.object]
  if (type.kind === 'list' || type.kind === 'map') return objectsIn(type.of)
  return type.kind === 'choice' ? type.of.flatMap(objectsIn) : []
}

/** Every field below an answer with its path, each shape once. */
function fieldsBelow(object: ApiObject, above = '', seen = new Set<ApiObject>()): { name: string, path: string, shape: string }[] {
  if (seen.has(object)) return []
  seen.add(object)
  return object.fields.flatMap(({ name, type }) => [{ name, path: `${above}${name}`, shape: object.name }, ...objectsIn(type).flatMap((inner) => fieldsBelow(inner, `${above}${name}.`, seen))])
}

const isSaid = (words: readonly [string, string] | null): boolean => words !== null && words.every((text) => text.trim() !== '')

describe('the document says in both languages', () => {
  it('what every operation is for', () => {
    expect(operations.filter(({ key }) => !isSaid(operationWords(key)?.summary ?? null) || operationWords(key)?.title === '').map(({ key }) => key)).toEqual([])
  })

  it('what methods with several actions are called', () => {
    expect(Object.keys(FAMILY_TITLES).sort()).toEqual(methods.filter((method) => method.operations.length > 1).map(({ name }) => name).sort())
  })

  it('what every parameter means', () => {
    expect(operations.flatMap((operation) => operation.input.fields.filter(({ name }) => !isSaid(paramWords(operation, name))).map(({ name }) => `${operation.key} ${name}`))).toEqual([])
  })

  it('what every field of an answer means', () => {
    expect(operations.flatMap((operation) => fieldsBelow(operation.output).filter((field) => !isSaid(returnWords(operation, field))).map(({ path }) => `${operation.key} ${path}`))).toEqual([])
  })

  it('why each error happens and what to do about it', () => {
    expect([...ADVISED_WORDS].sort()).toEqual([...ERROR_WORDS].sort())
  })
})

it('nothing is said of what is not there', () => {
  const names = new Map(operations.map((operation) => [operation.key, operation]))
  expect(DOCUMENTED_OPERATIONS.filter((key) => !names.has(key))).toEqual([])
  const strayParams = operations.flatMap(({ key, input }) => Object.keys({ ...operationWords(key)?.params, ...operationWords(key)?.sample }).filter((name) => !input.fields.some((field) => field.name === name)).map((name) => `${key} ${name}`))
  expect(strayParams).toEqual([])
  const known = new Set(operations.flatMap(({ output }) => fieldsBelow(output).map(({ name, shape }) => `${shape}.${name}`)))
  expect(SHAPE_FIELD_NAMES.filter((name) => !known.has(name))).toEqual([])
})
