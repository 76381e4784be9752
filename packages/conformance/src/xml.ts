import { Unmet } from './kit.ts'

/** An element of an answer in XML. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
const TOKEN = /<(\/?)([A-Z_][\w.-]*)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/giy
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

function plain(text: string): string {
  return text.replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code))).replaceAll(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity)
}

/** The root of a document; what is no well-formed XML of the kind the conventions speak is Unmet. */
export function parseXml(document: string): Element {
  if (!document.startsWith(DECLARATION)) throw new Unmet(`the XML begins ${document.slice(0, 60)}`)
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  TOKEN.lastIndex = DECLARATION.length
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(document)
    const current = open.at(-1)
    if (!found || !current) throw new Unmet(`the XML is not well formed at ${document.slice(at, at + 40)}`)
    const [, closes, name = '', attributes = '', isEmpty, text] = found
    if (text !== undefined) {
      current.text += plain(text)
    } else if (closes) {
      if (current.name !== name) throw new Unmet(`the XML closes ${name} in ${current.name}`)
      open.pop()
    } else {
      const element: Element = { name, attributes: Object.fromEntries([...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, plain(value)])), children: [], text: '' }
      current.children.push(element)
      if (!isEmpty) open.push(element)
    }
  }
  const [root, ...more] = top.children
  if (!root || more.length > 0 || open.length !== 1) throw new Unmet('the XML has not one root')
  return root
}

/** The text of the element this path of names leads to, null when it leads nowhere. */
export function textAt(root: Element, ...path: string[]): string | null {
  let element: Element | undefined = root
  for (const name of path) element = element?.children.find((child) => child.name === name)
  return element ? element.text : null
}
