import { METHODS } from './generated/calls.ts'
import type { CallOptions } from './types.ts'

export type LooseCall = (method: string, params?: Readonly<Record<string, unknown>>, options?: CallOptions) => Promise<unknown>

const isFunction = (value: unknown): value is object => typeof value === 'function'

/** `ectouch.item.sku.get` as `tree.item.sku.get`. A name that is also the beginning of others is a function with members. */
export function methodTree(call: LooseCall): object {
  const root = {}
  for (const method of [...METHODS].sort()) {
    const words = method.split('.').slice(1)
    let place: object = root
    for (const word of words.slice(0, -1)) {
      const known: unknown = Reflect.get(place, word)
      const next: object = (typeof known === 'object' && known !== null) || isFunction(known) ? known : {}
      if (known === undefined) Object.defineProperty(place, word, { value: next, enumerable: true })
      place = next
    }
    Object.defineProperty(place, words.at(-1) ?? '', { value: (params?: Readonly<Record<string, unknown>>, options?: CallOptions) => call(method, params, options), enumerable: true })
  }
  return root
}
