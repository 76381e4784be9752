import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import type { FilePart } from './received.ts'
import { fieldsOf, wireField } from './wire-field.ts'
import { INVALID, readerOf } from './wire-text.ts'

interface InputField {
  name: string
  wireName: string
  schema: z.core.$ZodType
  isRequired: boolean
  emptyClears: boolean
  files: 'none' | 'one' | 'many'
  read: (text: string) => unknown
}

const NOT_SENT = Symbol('not sent')
const inputs = new WeakMap<z.ZodObject, InputField[]>()

function inputFields(schema: z.ZodObject): InputField[] {
  const known = inputs.get(schema)
  if (known) return known
  const fields = fieldsOf(schema).map(({ name, wireName, isRequired, emptyClears, schema: inner }): InputField => {
    const own = schema.shape[name] ?? inner
    return { name, wireName, schema: own, isRequired, emptyClears, files: filesTaken(own), read: readerOf(own).text }
  })
  inputs.set(schema, fields)
  return fields
}

function filesTaken(schema: z.core.$ZodType): InputField['files'] {
  const field = wireField(schema)
  if (field.schema instanceof z.ZodArray) return wireField(field.schema.element).wire === 'file' ? 'many' : 'none'
  return field.wire === 'file' ? 'one' : 'none'
}

/**
 * A procedure's input out of a call's parameters, checked by the procedure's own schema. Names the schema does not have are
 * ignored. All missing parameters are told before malformed ones, each in the schema's order.
 */
export function toInput(schema: z.ZodObject, params: ReadonlyMap<string, string>, files: readonly FilePart[]): Record<string, unknown> {
  const fields = inputFields(schema)
  const input: Record<string, unknown> = {}
  let missing: InputField | null = null
  let malformed: InputField | null = null
  for (const field of fields) {
    const value = field.files === 'none' ? readText(field, params, files) : readFiles(field, params, files)
    if (value === NOT_SENT) {
      if (field.isRequired) missing ??= field
    } else if (value === INVALID) {
      malformed ??= field
    } else {
      input[field.name] = value
    }
  }
  if (missing) throw new ShopError('PARAM_MISSING', { field: missing.wireName })
  if (malformed) throw new ShopError('PARAM_INVALID', { field: firstOutOfBounds(fields, input, malformed).wireName })
  const checked = schema.safeParse(input)
  if (!checked.success) throw new ShopError('PARAM_INVALID', { field: wireFieldName(schema, String(checked.error.issues[0]?.path[0] ?? '')) })
  return input
}

/** `goodsId` of a schema as its callers call it. */
export function wireFieldName(schema: z.ZodObject, name: string): string {
  return inputFields(schema).find((field) => field.name === name)?.wireName ?? name
}

/** A file sent for a text parameter is refused: files are not signed. */
function readText(field: InputField, params: ReadonlyMap<string, string>, files: readonly FilePart[]): unknown {
  if (files.length > 0 && files.some((file) => isFor(field, file))) return INVALID
  const text = params.get(field.wireName)
  if (text === undefined || (text === '' && !field.emptyClears)) return NOT_SENT
  return field.read(text)
}

function readFiles(field: InputField, params: ReadonlyMap<string, string>, files: readonly FilePart[]): unknown {
  if (params.get(field.wireName) || params.get(`${field.wireName}[]`)) return INVALID
  const sent = files.filter((file) => isFor(field, file)).map(({ fileName, bytes }) => ({ name: fileName, base64: bytes.toString('base64') }))
  if (sent.length === 0) return NOT_SENT
  if (field.files === 'many') return sent
  return sent.length === 1 ? sent[0] : INVALID
}

function isFor(field: InputField, file: FilePart): boolean {
  return file.name === field.wireName || (file.name.endsWith('[]') && file.name.slice(0, -2) === field.wireName)
}

/** The first field that is wrong in the method's order: one before the malformed one may be out of its bounds. */
function firstOutOfBounds(fields: readonly InputField[], input: Record<string, unknown>, malformed: InputField): InputField {
  for (const field of fields) {
    if (field === malformed) break
    if (field.name in input && !z.safeParse(field.schema, input[field.name]).success) return field
  }
  return malformed
}
