import { ShopError } from '@xiaopu/shared/errors'
import { expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonValue } from '../gateway/index.ts'
import { param, readParams } from './read-params.ts'

const Params = z.object({ id: param.maybeInt(1), ids: param.ids.optional(), page_no: param.page.page_no, name: param.maybeWords(20), tags: z.array(z.string()).optional(), extra: z.record(z.string(), z.unknown()).optional() })

function outcomeOf(name: string, value: JsonValue): unknown {
  try {
    return Object.entries(readParams(Params, new Map([[name, value]]))).find(([known]) => known === name)?.[1]
  } catch (error) {
    if (error instanceof ShopError) return `${error.word} ${error.params.field}`
    throw error
  }
}

it.each<[string, JsonValue['kind'], string, unknown]>([
  ['id', 'number', '2147483647', 2_147_483_647],
  ['id', 'number', '2147483648', 'PARAM_INVALID id'],
  ['id', 'string', '9007199254740993', 'PARAM_INVALID id'],
  ['ids', 'list or object', '[1,2147483647]', [1, 2_147_483_647]],
  ['ids', 'list or object', '[1,2147483648]', 'PARAM_INVALID ids'],
  ['name', 'string', '壶 😀', '壶 😀'],
  ['name', 'string', 'a\0b', 'PARAM_INVALID name'],
  ['tags', 'list or object', '["a","\\u0000"]', 'PARAM_INVALID tags'],
  ['tags', 'list or object', '["\\ud83d\\ude00"]', ['😀']],
  ['tags', 'list or object', '["\\ud83d"]', 'PARAM_INVALID tags'],
  ['extra', 'list or object', '{"a":{"\\u0000":1}}', 'PARAM_INVALID extra'],
])('%s as %s %s', (name, kind, text, expected) => {
  expect(outcomeOf(name, { kind, text })).toEqual(expected)
})
