import { isXmlName, xmlAttribute, xmlText } from '../../xml-text.ts'

/** As ThinkPHP writes it: entries of a list are `item` with their place, true is 1, false 0, null nothing. */
export function toXml(root: string, value: object): string {
  return `<?xml version="1.0" encoding="utf-8"?><${root}>${content(value)}</${root}>`
}

function content(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value !== 'object') return xmlText(String(value))
  if (Array.isArray(value)) return value.map((entry, at) => item(String(at), entry)).join('')
  return Object.entries(value).filter(([, entry]) => entry !== undefined).map(([name, entry]) => isXmlName(name) ? `<${name}>${content(entry)}</${name}>` : item(name, entry)).join('')
}

function item(id: string, value: unknown): string {
  return `<item id="${xmlAttribute(id)}">${content(value)}</item>`
}
