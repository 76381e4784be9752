import type { JsonValue } from '../json-source.ts'
import { oddValue } from './odd-values.ts'
import type { Random } from './random.ts'

const LITERAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:E[+-]?\d+)?$/i
const BLANKS = ['', ' ', '\n', '\t ']

/** How a client may have written a parameter's text as JSON: as text, and as a number, a list or a truth where it is one. */
export function jsonValueOf(random: Random, text: string): JsonValue {
  if (random.chance(0.3)) return { kind: 'string', text }
  if (LITERAL.test(text)) return { kind: 'number', text }
  if (text === 'true' || text === 'false') return { kind: 'boolean', text }
  if (text === 'null') return { kind: 'null', text }
  return isListOrObject(text) ? { kind: 'list or object', text } : { kind: 'string', text }
}

function isListOrObject(text: string): boolean {
  if (!/^[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Text as JSON, with more escapes than it needs now and then. */
function quoted(random: Random, text: string): string {
  const json = JSON.stringify(text)
  return random.chance(0.1) ? json.replaceAll(/[^\0-\x7F]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`) : json
}

/** The body of these parameters; now and then one stands twice or says half a character. */
export function jsonBody(random: Random, values: readonly (readonly [name: string, value: JsonValue])[]): string {
  const blank = random.chance(0.1) ? random.pick(BLANKS) : ''
  const members = values.map(([name, { kind, text }]) => `${quoted(random, name)}:${blank}${kind === 'string' ? quoted(random, text) : text}`)
  if (random.chance(0.02)) members.push(random.pick(['"a":"\\ud800"', '"a":{"b":1,"b":2}', '"a":1,"a":1', '"__proto__":{"x":1}', '"a":-', '"a":01', '"a":1e9999', `"a":${'['.repeat(60)}${']'.repeat(60)}`, `"a":"${oddValue(random)}"`]))
  const body = `{${members.join(`${blank},${blank}`)}}`
  return random.chance(0.01) ? random.pick(['[]', 'null', '1', '""', '', `[${body}]`, `${body}${body}`, `\uFEFF${body}`]) : body
}
