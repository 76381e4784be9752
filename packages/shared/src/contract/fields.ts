import { z } from 'zod'

/**
 * How a field looks on the gateway's wire when the type alone does not say it. `wireName` is the ECShop word where a
 * camelCase to snake_case walk would not give it; `wire` the conversion of the value.
 */
export interface WireMeta {
  wireName?: string
  wire?: 'money' | 'datetime' | 'date' | 'file' | 'json' | 'decimal' | 'picture' | 'html'
}

declare module 'zod' {
  interface GlobalMeta extends WireMeta {}
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/
const MAX_INT = 2_147_483_647

/** A whole number that fits a database integer. */
export const int = z.int().min(-MAX_INT).max(MAX_INT)
export const decimal = z.number()
export const text = z.string()
export const flag = z.boolean()
/** Where a picture lies, `''` for none. Our pages ask the shop that sent them; on the wire the address is absolute. */
export const picture = z.string().meta({ wire: 'picture' })
/** A text with tags. On the wire the addresses of the pictures in it are absolute. */
export const html = z.string().meta({ wire: 'html' })
/** Money in fen. On the wire the name loses `Fen` and the value is a decimal string. */
export const fen = z.int().min(-MAX_INT).max(MAX_INT).meta({ wire: 'money' })
/** A point in time as ISO 8601 UTC text, `''` for none. On the wire `yyyy-MM-dd HH:mm:ss` in GMT+8. */
export const time = z.string().refine((value) => value === '' || ISO_TIME.test(value), 'not a time').meta({ wire: 'datetime' })
/** A calendar day as `yyyy-MM-dd`, `''` for none. */
export const day = z.string().regex(/^(?:\d{4}-\d{2}-\d{2})?$/).meta({ wire: 'date' })
/** JSON text in requests, an object in answers. */
export const json = z.json().meta({ wire: 'json' })
/** A file of at most a few megabytes: its name as sent and its bytes. The type is judged by the bytes, never by the name. */
export const file = z.object({ name: z.string().max(255), base64: z.base64() }).meta({ wire: 'file' })
export type FileInput = z.output<typeof file>

const FIRST_PAGE = 1
const DEFAULT_PAGE_SIZE = 20
const MAX_PAGE_SIZE = 100

const paging = {
  pageNo: int.min(1).max(1_000_000).default(FIRST_PAGE),
  pageSize: int.min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
}

/** The input of a list: its own filters and the page asked for. */
export function pagedInput<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...shape, ...paging })
}

/** The answer of a list: its own fields (`items` among them) and where in the whole the page lies. */
export function pagedOutput<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ ...shape, totalResults: int, pageNo: int, pageSize: int })
}

export interface Page {
  pageNo: number
  pageSize: number
}
