import { parseYuan } from '@xiaopu/shared/money'
import { z } from 'zod'
import { isDayText, parseGmt8 } from './gmt8.ts'
import { isStorable, isStorableValue } from './storable.ts'
import { fieldsOf, wireField } from './wire-field.ts'
import type { WireField } from './wire-field.ts'

/** What no reader could make sense of. */
export const INVALID = Symbol('not valid')

/** A value as it arrives: text in a parameter, anything inside JSON text. */
export interface Reader {
  text: (text: string) => unknown
  json: (value: unknown) => unknown
}

const INTEGER = /^-?\d{1,16}$/
const NUMBER = /^-?\d{1,15}(?:\.\d{1,10})?$/
const MAX_DEPTH = 32
const readers = new WeakMap<z.core.$ZodType, Reader>()

export function readerOf(schema: z.core.$ZodType): Reader {
  const known = readers.get(schema)
  if (known) return known
  readers.set(schema, { text: (text) => readerOf(schema).text(text), json: (value) => readerOf(schema).json(value) }) // for trees
  const reader = compile(wireField(schema))
  readers.set(schema, reader)
  return reader
}

function compile({ schema, wire }: WireField): Reader {
  if (wire === 'json') return { text: parseJson, json: (value) => value }
  if (schema instanceof z.ZodArray) return listReader(wire && wire !== 'file' ? scalar(wire, schema.element) : readerOf(schema.element))
  if (wire === 'file') return { text: () => INVALID, json: () => INVALID }
  if (schema instanceof z.ZodObject) return objectReader(schema)
  if (schema instanceof z.ZodRecord) return { text: parseJson, json: (value) => value }
  return scalar(wire, schema)
}

function scalar(wire: WireField['wire'], schema: z.core.$ZodType): Reader {
  if (wire === 'money') return numeric(readMoney)
  if (wire === 'datetime') return textual(readTime)
  if (wire === 'date') return textual((text) => text === '' || isDayText(text) ? text : INVALID)
  if (schema instanceof z.ZodNumber) return numeric(schema.isInt ? readInteger : readNumber)
  if (schema instanceof z.ZodBoolean) return { text: readBoolean, json: (value) => typeof value === 'boolean' ? value : readBoolean(String(value)) }
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum || schema instanceof z.ZodStringFormat) return textual(readText)
  if (schema instanceof z.ZodLiteral) return choice([...schema.values].map((value) => ({ value, text: String(value) })))
  throw new TypeError(`the wire format has no word for ${schema._zod.def.type}`)
}

function textual(read: (text: string) => unknown): Reader {
  return { text: read, json: (value) => typeof value === 'string' ? read(value) : INVALID }
}

function numeric(read: (text: string) => unknown): Reader {
  return { text: read, json: (value) => typeof value === 'string' || typeof value === 'number' ? read(String(value)) : INVALID }
}

function choice(words: readonly { value: unknown, text: string }[]): Reader {
  const read = (text: string): unknown => {
    const found = words.find((word) => word.text === text)
    return found ? found.value : INVALID
  }
  return { text: read, json: (value) => read(String(value)) }
}

function readText(text: string): unknown {
  return isStorable(text) ? text : INVALID
}

function readInteger(text: string): unknown {
  if (!INTEGER.test(text)) return INVALID
  const value = Number(text) + 0 // "-0" is 0
  return Number.isSafeInteger(value) ? value : INVALID
}

function readNumber(text: string): unknown {
  return NUMBER.test(text) ? Number(text) + 0 : INVALID
}

function readMoney(text: string): unknown {
  return parseYuan(text) ?? INVALID
}

function readBoolean(text: string): unknown {
  if (text === '1' || text === 'true') return true
  return text === '0' || text === 'false' ? false : INVALID
}

function readTime(text: string): unknown {
  if (text === '') return ''
  const ms = parseGmt8(text)
  return ms === null ? INVALID : new Date(ms).toISOString()
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isStorableValue(value, MAX_DEPTH) ? value : INVALID
  } catch {
    return INVALID
  }
}

/** JSON text, or `1,2,3` for scalars. */
function listReader(entry: Reader): Reader {
  const all = (values: readonly unknown[], read: (value: unknown) => unknown): unknown => {
    const list = values.map(read)
    return list.includes(INVALID) ? INVALID : list
  }
  const json = (value: unknown): unknown => Array.isArray(value) ? all(value, entry.json) : INVALID
  return {
    json,
    text(text) {
      if (text === '') return []
      if (text.startsWith('[')) return json(parseJson(text))
      return all(text.split(','), (part) => entry.text(String(part)))
    },
  }
}

function objectReader(schema: z.ZodObject): Reader {
  const fields = fieldsOf(schema).map(({ name, wireName }) => ({ name, wireName, reader: readerOf(schema.shape[name] ?? schema) }))
  const json = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return INVALID
    const sent = new Map(Object.entries(value))
    const read: Record<string, unknown> = {}
    for (const { name, wireName, reader } of fields) {
      if (!sent.has(wireName)) continue
      read[name] = reader.json(sent.get(wireName))
      if (read[name] === INVALID) return INVALID
    }
    return read
  }
  return { json, text: (text) => json(parseJson(text)) }
}
