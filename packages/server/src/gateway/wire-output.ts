import { formatYuan } from '@xiaopu/shared/money'
import { z } from 'zod'
import { isoToGmt8 } from './gmt8.ts'
import { fieldsOf, wireField } from './wire-field.ts'

/** From a procedure's value to the wire's; null where they are the same. The procedure's own output schema has checked the value. */
type Writer = ((value: unknown, baseUrl: string) => unknown) | null

const written = new WeakMap<z.core.$ZodType, { writer: Writer }>()

/** A procedure's answer as the gateway's callers know it: snake_case names, decimal money, times in GMT+8, whole addresses of pictures. */
export function toWire(schema: z.core.$ZodType, value: unknown, baseUrl: string): unknown {
  const writer = writerOf(schema)
  return writer ? writer(value, baseUrl) : value
}

function writerOf(schema: z.core.$ZodType): Writer {
  const known = written.get(schema)
  if (known) return known.writer
  // A tree's branch asks for the tree while it is being compiled; it gets a stand-in that looks again when it runs.
  written.set(schema, { writer: (value, baseUrl) => toWire(schema, value, baseUrl) })
  const writer = compile(schema)
  written.set(schema, { writer })
  return writer
}

function compile(schema: z.core.$ZodType): Writer {
  const field = wireField(schema)
  const inner = field.schema
  if (field.wire === 'json') return null
  if (inner instanceof z.ZodArray) return listWriter(inheriting(inner.element, field.wire))
  if (field.wire === 'money') return (value) => formatYuan(Number(value))
  if (field.wire === 'datetime') return (value) => isoToGmt8(String(value))
  if (field.wire === 'html') return (value, baseUrl) => absolutePictures(String(value), baseUrl)
  if (field.wire === 'picture') return (value, baseUrl) => absolute(String(value), baseUrl)
  if (inner instanceof z.ZodObject) return objectWriter(inner)
  if (inner instanceof z.ZodRecord) return recordWriter(writerOf(inner.valueType))
  if (inner instanceof z.ZodDiscriminatedUnion) return choiceWriter(inner)
  if (inner instanceof z.ZodUnion) {
    if (inner.options.every((option) => writerOf(option) === null)) return null
    throw new TypeError('a union in an answer needs a discriminator')
  }
  if (isPlain(inner)) return null
  throw new TypeError(`the wire format has no word for ${inner._zod.def.type}`)
}

const WHOLE_ADDRESS = /^[a-z][a-z\d+.-]*:/i

/** Pictures in our own storage are named by their path; those that lie elsewhere by their address. */
function absolute(address: string, baseUrl: string): string {
  return address === '' || WHOLE_ADDRESS.test(address) ? address : new URL(address, baseUrl).href
}

const PICTURE_TAG = /<(?:img|video|source)\b[^>]*>/gi
const PICTURE_ADDRESS = /(\s(?:src|poster)=")([^"]+)/gi

/** A text with tags in which pictures may be named by their path. */
export function absolutePictures(html: string, baseUrl: string): string {
  return html.replaceAll(PICTURE_TAG, (tag) => tag.replaceAll(PICTURE_ADDRESS, (all, before: string, address: string) => (URL.canParse(address, baseUrl) ? before + absolute(address, baseUrl) : all)))
}

function isPlain(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodString || schema instanceof z.ZodNumber || schema instanceof z.ZodBoolean || schema instanceof z.ZodEnum
    || schema instanceof z.ZodLiteral || schema instanceof z.ZodStringFormat || schema instanceof z.ZodNull
}

/** `z.array(int).meta({ wire: 'money' })` speaks of the entries. */
function inheriting(element: z.core.$ZodType, wire: string | undefined): Writer {
  if (wire === 'money') return (value) => formatYuan(Number(value))
  if (wire === 'datetime') return (value) => isoToGmt8(String(value))
  return writerOf(element)
}

function listWriter(entry: Writer): Writer {
  if (!entry) return null
  return (value, baseUrl) => (value as unknown[]).map((one) => entry(one, baseUrl)) // checked by the output schema
}

function recordWriter(entry: Writer): Writer {
  if (!entry) return null
  return (value, baseUrl) => Object.fromEntries(Object.entries(value as Record<string, unknown>).map(([key, inner]) => [key, entry(inner, baseUrl)])) // checked by the output schema
}

function objectWriter(schema: z.ZodObject): Writer {
  const fields = fieldsOf(schema).map(({ name, wireName }) => ({ name, wireName, write: writerOf(schema.shape[name] ?? schema) }))
  if (fields.every(({ name, wireName, write }) => write === null && name === wireName)) return null
  return (value, baseUrl) => {
    const from = value as Record<string, unknown> // checked by the output schema
    const to: Record<string, unknown> = {}
    for (const { name, wireName, write } of fields) {
      const inner = from[name]
      if (inner !== undefined) to[wireName] = write === null ? inner : write(inner, baseUrl)
    }
    return to
  }
}

function choiceWriter(union: z.ZodDiscriminatedUnion): Writer {
  const key = union.def.discriminator
  const choices = new Map<unknown, z.core.$ZodType>()
  for (const option of union.options) {
    if (!(option instanceof z.ZodObject)) throw new TypeError('a discriminated union in an answer consists of objects')
    const tag = wireField(option.shape[key] ?? option).schema
    const values = tag instanceof z.ZodLiteral ? tag.values : tag instanceof z.ZodEnum ? tag.options : []
    for (const value of values) choices.set(value, option)
    writerOf(option)
  }
  return (value, baseUrl) => {
    const option = choices.get((value as Record<string, unknown>)[key]) // checked by the output schema
    if (!option) throw new TypeError('an answer that is none of its shapes')
    return toWire(option, value, baseUrl)
  }
}
