import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonObject } from './json-source.ts'

const texts = (source: string): Record<string, string> => Object.fromEntries([...readJsonObject(source)].map(([name, { text }]) => [name, text]))

describe('a JSON body', () => {
  it('keeps what was written', () => {
    expect(texts(' { "a" : 1.0 , "b":"x\\ty", "c" : [ 1 , {"d":"}]\\""} ] ,"e":null,"f":true } ')).toEqual({ a: '1.0', b: 'x\ty', c: '[ 1 , {"d":"}]\\""} ]', e: 'null', f: 'true' })
    expect(texts('{}')).toEqual({})
    expect(texts('{"__proto__":"x"}')).toEqual(Object.fromEntries([['__proto__', 'x']]))
  })

  it.each(['', '[]', '"a"', '1', 'null', '{', '{"a":1,}', '{a:1}', '\uFEFF{}'])('%j is no body', (source) => {
    expect(() => readJsonObject(source)).toThrow('PARAM_INVALID')
  })

  it.each(['{"a":1,"a":1}', '{"a":1,"\\u0061":2}', '{"a":{"b":1,"b":2}}', '{"a":[{"b":1,"b":2}]}'])('a repeated key: %s', (source) => {
    expect(() => readJsonObject(source)).toThrow('PARAM_INVALID')
  })

  it('half a surrogate pair and a hundred thousand brackets are refused, not fallen over', () => {
    expect(() => readJsonObject('{"a":"\\ud83d"}')).toThrow('PARAM_INVALID a')
    expect(() => readJsonObject(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toThrow('PARAM_INVALID')
  })

  it('any JSON comes back member by member', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), fc.constantFrom(0, 2), (value, indent) => {
      for (const [name, { kind, text }] of readJsonObject(JSON.stringify(value, null, indent))) {
        const own = Object.getOwnPropertyDescriptor(value, name)?.value
        expect(kind === 'string' ? text : JSON.stringify(JSON.parse(text))).toBe(kind === 'string' ? own : JSON.stringify(own))
      }
    }))
  })
})
