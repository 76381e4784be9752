import * as shapes from '@xiaopu/shared/contract'
import { formatYuan } from '@xiaopu/shared/money'
import { z } from 'zod'
import { fieldsOf, type NamedField, wireField } from '../gateway/wire-field.ts'

export type ScalarKind = 'integer' | 'number' | 'string' | 'boolean' | 'money' | 'datetime' | 'date' | 'file' | 'json' | 'picture' | 'html'

/** What a value looks like on the gateway's wire. */
export type ApiType
  = | { kind: ScalarKind }
    | { kind: 'enum', words: readonly (string | number)[] }
    | { kind: 'list', of: ApiType }
    | { kind: 'map', of: ApiType }
    | { kind: 'object', object: ApiObject }
    | { kind: 'choice', of: readonly ApiType[] }

export interface Limits {
  min?: number
  max?: number
}

export interface ApiField {
  name: string
  type: ApiType
  isRequired: boolean
  /** As a caller would write it; null when there is none. */
  defaultText: string | null
  /** Of the value, of a text's length, or of a list's. */
  limits: Limits
  /** The empty text is a value of its own: it clears what is stored. */
  emptyClears: boolean
}

export interface ApiObject {
  /** The name of the shape in the contract, `''` for one without. */
  name: string
  readonly fields: readonly ApiField[]
}

const MOST = 2_147_483_647
const known = new WeakMap<object, ApiObject>()
const names = new WeakMap<object, string>(Object.entries(shapes).flatMap(([name, shape]) => shape instanceof z.ZodObject ? [[shape._zod.def, name] as const] : []))

/** The same object for the same schema, so that trees end. */
export function objectOf(schema: z.ZodObject): ApiObject {
  const { def } = schema._zod
  const before = known.get(def)
  if (before) return before
  let fields: readonly ApiField[] | null = null
  const object: ApiObject = {
    name: names.get(def) ?? '',
    get fields() {
      fields ??= fieldsOf(schema).map((field) => fieldOf(field, schema.shape[field.name] ?? schema))
      return fields
    },
  }
  known.set(def, object)
  return object
}

function fieldOf({ wireName, isRequired, emptyClears, wire }: NamedField, schema: z.core.$ZodType): ApiField {
  return { name: wireName, type: typeOf(schema), isRequired, emptyClears, defaultText: defaultOf(schema, wire), limits: limitsOf(schema) }
}

export function typeOf(schema: z.core.$ZodType, wireAbove?: string): ApiType {
  const { schema: inner, wire = wireAbove } = wireField(schema)
  if (inner instanceof z.ZodArray) return { kind: 'list', of: typeOf(inner.element, wire) }
  if (isScalarWire(wire)) return { kind: wire }
  if (inner instanceof z.ZodObject) return { kind: 'object', object: objectOf(inner) }
  if (inner instanceof z.ZodRecord) return { kind: 'map', of: typeOf(inner.valueType) }
  if (inner instanceof z.ZodEnum) return { kind: 'enum', words: inner.options }
  if (inner instanceof z.ZodLiteral) return { kind: 'enum', words: [...inner.values].map((value) => typeof value === 'number' ? value : String(value)) }
  if (inner instanceof z.ZodUnion) return { kind: 'choice', of: inner.options.map((option) => typeOf(option)) }
  if (inner instanceof z.ZodNumber) return { kind: inner.isInt ? 'integer' : 'number' }
  return { kind: inner instanceof z.ZodBoolean ? 'boolean' : 'string' }
}

function isScalarWire(wire: string | undefined): wire is 'money' | 'datetime' | 'date' | 'file' | 'json' | 'picture' | 'html' {
  return wire !== undefined && wire !== 'decimal'
}

/** Every layer of a schema from the outside in: wrappers, then what they wrap. */
function* layersOf(schema: z.core.$ZodType): Generator<z.core.$ZodType> {
  let layer: z.core.$ZodType | null = schema
  while (layer) {
    yield layer
    if (layer instanceof z.ZodPipe) layer = layer.in
    else layer = layer instanceof z.ZodOptional || layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault || layer instanceof z.ZodNonOptional ? layer.unwrap() : null
  }
}

function defaultOf(schema: z.core.$ZodType, wire: string | undefined): string | null {
  for (const layer of layersOf(schema)) {
    if (!(layer instanceof z.ZodDefault) && !(layer instanceof z.ZodPrefault)) continue
    const value: unknown = layer.def.defaultValue
    if (wire === 'money' && typeof value === 'number') return formatYuan(value)
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  return null
}

function limitsOf(schema: z.core.$ZodType): Limits {
  const limits: Limits = {}
  for (const layer of layersOf(schema)) {
    const [min, max] = boundsOf(layer)
    if (min !== null && min > -MOST) limits.min ??= min
    if (max !== null && max < MOST) limits.max ??= max
  }
  return limits
}

function boundsOf(layer: z.core.$ZodType): [min: number | null, max: number | null] {
  if (layer instanceof z.ZodNumber) return [layer.minValue, layer.maxValue]
  if (layer instanceof z.ZodString) return [layer.minLength, layer.maxLength]
  if (!(layer instanceof z.ZodArray)) return [null, null]
  const bounds: [number | null, number | null] = [null, null]
  for (const check of layer._zod.def.checks ?? []) {
    const { def } = check._zod
    if (def.check === 'min_length' && 'minimum' in def && typeof def.minimum === 'number') bounds[0] = def.minimum
    if (def.check === 'max_length' && 'maximum' in def && typeof def.maximum === 'number') bounds[1] = def.maximum
  }
  return bounds
}
