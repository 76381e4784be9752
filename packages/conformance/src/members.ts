/** A member of a JSON object as it stands in its source: `text` is a string's decoded text, of all else the characters. */
export interface Member {
  name: string
  kind: 'text' | 'number' | 'truth' | 'null' | 'list or object'
  text: string
}

const BLANKS = /[\t\n\r ]/

/** Where the value that begins at `start` ends. */
function endOfValue(source: string, start: number): number {
  let [depth, isText] = [0, false]
  for (let at = start; at < source.length; at++) {
    const sign = source[at] ?? ''
    if (isText) {
      if (sign === '\\') at += 1
      else if (sign === '"') isText = false
    } else if (sign === '"') {
      isText = true
    } else if ('[{'.includes(sign)) {
      depth += 1
    } else if (depth > 0 && ']}'.includes(sign)) {
      depth -= 1
    } else if (depth === 0 && (',:]}'.includes(sign) || BLANKS.test(sign))) {
      return at
    }
  }
  return source.length
}

function kindOf(source: string): Member['kind'] {
  if (source.startsWith('"')) return 'text'
  if (source === 'null') return 'null'
  if (source === 'true' || source === 'false') return 'truth'
  return source.startsWith('{') || source.startsWith('[') ? 'list or object' : 'number'
}

/** The members of a JSON object with their values as they were written: signs speak of the characters, not of the values. */
export function membersOf(body: string): Member[] {
  const members: Member[] = []
  const skip = (at: number): number => {
    while (at < body.length && (BLANKS.test(body[at] ?? '') || '{,:'.includes(body[at] ?? ''))) at += 1
    return at
  }
  for (let at = skip(0); at < body.length && body[at] !== '}'; at = skip(at)) {
    const nameEnd = endOfValue(body, at)
    const name: string = JSON.parse(body.slice(at, nameEnd))
    let start = nameEnd
    while (body[start] === ':' || BLANKS.test(body[start] ?? '')) start += 1
    at = endOfValue(body, start)
    const source = body.slice(start, at)
    const kind = kindOf(source)
    members.push({ name, kind, text: kind === 'text' ? JSON.parse(source) : source })
  }
  return members
}

/** Members in the byte order of their names. */
export function byName(members: readonly Member[]): Member[] {
  return [...members].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
}
