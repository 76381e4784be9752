import type { JsonValue } from '../../json-source.ts'
import { type FilePart, MAX_FILE_BYTES, Received, UnreadableRequest } from '../../received.ts'

const NAME = /^([^[]+)((?:\[[^\]]*\])*)$/
const MAX_PARAMETERS = 200
const MAX_FILES = 20
const MAX_NAME = 64
const MAX_DEPTH = 5
const TOO_LARGE = 413
const MAX_VIDEO_BYTES = 2 * MAX_FILE_BYTES

type Node = string | Map<string, Node>

/** Parameters of a form or a query as PHP reads them: the last of equal names counts, `id[]=1&id[]=2` is a list, `a[k]=v` an object. */
export class PhpParameters extends Received {
  private readonly top = new Map<string, Node>()
  private count = 0

  override addText(name: string, value: string): void {
    this.count += 1
    if (this.count > MAX_PARAMETERS || name.length > MAX_NAME) throw new UnreadableRequest('body', TOO_LARGE)
    const [, first = name, brackets = ''] = NAME.exec(name) ?? []
    const keys = [...brackets.matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key)
    if (keys.length > MAX_DEPTH) throw new UnreadableRequest('body')
    let [level, key] = [this.top, first]
    for (const next of keys) {
      const known = level.get(key)
      const below = known instanceof Map ? known : new Map<string, Node>()
      level.set(key, below)
      level = below
      key = next === '' ? String(below.size) : next
    }
    level.set(key, value)
  }

  override addFile(file: FilePart): void {
    if (file.bytes.length > MAX_VIDEO_BYTES || this.files.length >= MAX_FILES || file.name.length > MAX_NAME) throw new UnreadableRequest(file.name.slice(0, MAX_NAME), TOO_LARGE)
    this.files.push(file)
  }

  values(): Map<string, JsonValue> {
    return new Map([...this.top].map(([name, node]) => [name, typeof node === 'string' ? { kind: 'string', text: node } : { kind: 'list or object', text: JSON.stringify(plain(node)) }]))
  }
}

function plain(node: Node): unknown {
  if (typeof node === 'string') return node
  const isList = [...node.keys()].every((key, at) => key === String(at))
  return isList ? [...node.values()].map(plain) : Object.fromEntries([...node].map(([key, inner]) => [key, plain(inner)]))
}
