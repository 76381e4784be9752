import { z } from 'zod'
import { oddName, oddValue } from './odd-values.ts'
import type { Random } from './random.ts'
import type { FuzzMethod } from './target.ts'

const SMALL = 6
const WORDS = ['壶', '紫砂', '上海', '茶', 'iphone', '1.0', '满意度', 'x']

/** A value a program might mean. */
function likelyValue(random: Random, schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodNumber) return String(1 + random.below(SMALL))
  if (schema instanceof z.ZodBoolean) return random.pick(['0', '1', 'true', 'false'])
  if (schema instanceof z.ZodEnum) return String(random.pick(schema.options))
  if (schema instanceof z.ZodArray) return random.pick(['[1,2]', '1', '3,4', '[]'])
  return random.pick([...WORDS, String(random.below(SMALL)), '2026-11-01', '[1,2]', '{}'])
}

/** A method's own parameters, likely and odd ones, and now and then names it does not have. */
export function parametersFor(random: Random, { action, fields }: FuzzMethod): [name: string, value: string][] {
  const [share, odd] = [random.pick([0, 0.1, 0.3, 1]), random.pick([0.02, 0.15, 0.5])]
  const chosen = fields.filter(({ isRequired }) => random.chance(isRequired ? 0.97 : share)).map(({ wireName, schema }): [string, string] => [wireName, random.chance(odd) ? oddValue(random) : likelyValue(random, schema)])
  const named: [string, string][] = action === '' ? chosen : [['action', random.chance(odd / 5) ? oddValue(random) : action], ...chosen]
  if (random.chance(odd / 3)) named.push([oddName(random), oddValue(random)])
  if (random.chance(0.03)) named.push(...named)
  if (random.chance(0.01)) named.push(...Array.from({ length: 150 + random.below(120) }, (_, at): [string, string] => [`many${at}`, '']))
  return named
}
