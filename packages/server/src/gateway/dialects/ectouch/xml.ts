import { isXmlName, xmlAttribute, xmlText } from '../../xml-text.ts'

/** An object of JSON's types as an XML document with one root. */
export function toXml(root: string, value: Record<string, unknown>): string {
  return `<?xml version="1.0" encoding="utf-8"?>${element(root, value)}`
}

function element(name: string, value: unknown): string {
  const isName = isXmlName(name)
  const open = isName ? name : `entry name="${xmlAttribute(name)}"`
  const close = isName ? name : 'entry'
  if (value === null || value === undefined) return `<${open} nil="true"/>`
  if (!Array.isArray(value)) return `<${open}>${content(value)}</${close}>`
  if (value.length === 0) return `<${open} list="true"/>`
  let items = ''
  for (const item of value) items += element('item', item)
  return `<${open} list="true">${items}</${close}>`
}

function content(value: unknown): string {
  if (typeof value === 'string') return xmlText(value)
  if (typeof value !== 'object' || value === null) return String(value)
  let inner = ''
  for (const [name, entry] of Object.entries(value)) {
    if (entry !== undefined) inner += element(name, entry)
  }
  return inner
}
