import type { WireMeta } from '@xiaopu/shared/contract'
import { z } from 'zod'

/** A schema without its wrappers, with what they and its metadata say about the wire. */
export interface WireField {
  schema: z.core.$ZodType
  wire: WireMeta['wire']
  wireName: string | undefined
  /** The empty string is a value of its own: it clears what is stored. */
  emptyClears: boolean
  isRequired: boolean
}

/** Metadata survives `.min()` but not `.optional()` or `.default()`, so every layer is asked; the outer one wins. */
export function wireField(schema: z.core.$ZodType): WireField {
  const field: WireField = { schema, wire: undefined, wireName: undefined, emptyClears: false, isRequired: true }
  for (let layer: z.core.$ZodType | null = schema; layer; layer = innerOf(layer, field.wire)) {
    const meta = z.globalRegistry.get(layer)
    field.schema = layer
    field.wire ??= meta?.wire
    field.wireName ??= meta?.wireName
    field.emptyClears ||= meta?.emptyClears === true
    if (layer instanceof z.ZodOptional || layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault) field.isRequired = false
  }
  return field
}

function innerOf(layer: z.core.$ZodType, wire: WireMeta['wire']): z.core.$ZodType | null {
  if (layer instanceof z.ZodOptional || layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault || layer instanceof z.ZodNonOptional
    || layer instanceof z.ZodNullable || layer instanceof z.ZodReadonly || layer instanceof z.ZodCatch) {
    return layer.unwrap()
  }
  if (layer instanceof z.ZodLazy) return wire === 'json' ? null : layer.unwrap()
  if (layer instanceof z.ZodPipe) return layer.in
  return null
}

/** `goodsId` is `goods_id`; money loses its ending: `goodsAmountFen` is `goods_amount`. */
export function wireNameOf(name: string, field: WireField): string {
  if (field.wireName !== undefined) return field.wireName
  const plain = field.wire === 'money' && name.endsWith('Fen') ? name.slice(0, -3) : name
  return plain.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

export interface NamedField extends WireField {
  name: string
  wireName: string
}

/** The fields of an object in their order, with their names on the wire. */
export function fieldsOf(schema: z.ZodObject): NamedField[] {
  const seen = new Set<string>()
  return Object.entries(schema.shape).map(([name, inner]) => {
    const field = wireField(inner)
    const wireName = wireNameOf(name, field)
    if (seen.has(wireName)) throw new TypeError(`two fields are called ${wireName} on the wire`)
    seen.add(wireName)
    return { ...field, name, wireName }
  })
}
