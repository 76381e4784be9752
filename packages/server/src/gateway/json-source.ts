import { UnreadableRequest } from './received.ts'

/** A parameter of a JSON body. Its source is what the sender signed where the value alone does not say how it was written. */
export interface JsonValue {
  kind: 'string' | 'number' | 'boolean' | 'null' | 'list or object'
  /** The characters as sent; of a string its decoded text. */
  text: string
}

const MAX_DEPTH = 32
const SPACE = /[\t\n\r ]*/y
const LITERAL = /[^\t\n\r ,\]}]+/y
const STRING = /"(?:[^"\\]|\\.)*"/y
const HALF_PAIR = /\p{Surrogate}/u

class Scanner {
  private at = 0
  constructor(private readonly source: string) {}

  /** The members of the object the source is. The source has been parsed before: it is JSON. */
  members(): Map<string, JsonValue> {
    this.skip(SPACE)
    return this.object(0, (name) => this.value(name))
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private object<Value>(depth: number, read: (name: string) => Value): Map<string, Value> {
    const members = new Map<string, Value>()
    this.at += 1
    for (this.skip(SPACE); this.source[this.at] !== '}'; this.skip(SPACE)) {
      if (this.source[this.at] === ',') this.at += 1
      this.skip(SPACE)
      const name = decoded(this.skip(STRING), 'body')
      if (members.has(name) || depth > MAX_DEPTH) throw new UnreadableRequest(name.slice(0, 64))
      this.skip(SPACE)
      this.at += 1
      this.skip(SPACE)
      members.set(name, read(name))
    }
    this.at += 1
    return members
  }

  private list(depth: number): void {
    if (depth > MAX_DEPTH) throw new UnreadableRequest('body')
    this.at += 1
    for (this.skip(SPACE); this.source[this.at] !== ']'; this.skip(SPACE)) {
      if (this.source[this.at] === ',') this.at += 1
      this.skip(SPACE)
      this.inner(depth + 1)
    }
    this.at += 1
  }

  /** Goes over a value within a value; keys that are there twice are found at any depth. */
  private inner(depth: number): void {
    const first = this.source[this.at]
    if (first === '{') this.object(depth, () => this.inner(depth + 1))
    else if (first === '[') this.list(depth)
    else this.skip(first === '"' ? STRING : LITERAL)
  }

  private value(name: string): JsonValue {
    const first = this.source[this.at]
    if (first === '"') return { kind: 'string', text: decoded(this.skip(STRING), name) }
    if (first === '{' || first === '[') {
      const start = this.at
      this.inner(1)
      return { kind: 'list or object', text: this.source.slice(start, this.at) }
    }
    const text = this.skip(LITERAL)
    return { kind: text === 'null' ? 'null' : text === 'true' || text === 'false' ? 'boolean' : 'number', text }
  }
}

/** Half a surrogate pair has no bytes of UTF-8: nobody can have signed it. */
function decoded(literal: string, field: string): string {
  const text = String(JSON.parse(literal))
  if (HALF_PAIR.test(text)) throw new UnreadableRequest(field)
  return text
}

/** The members of a JSON object with their values as they were written; another text is refused, and so is a key that is there twice. */
export function readJsonObject(source: string): Map<string, JsonValue> {
  let parsed: unknown
  try {
    parsed = JSON.parse(source)
  } catch {
    throw new UnreadableRequest('body')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new UnreadableRequest('body')
  return new Scanner(source).members()
}
