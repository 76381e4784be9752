/** An object of JSON's types as an XML document with one root. */
export function toXml(root: string, value: Record<string, unknown>): string {
  return `<?xml version="1.0" encoding="utf-8"?>${element(root, value)}`
}

// A colon is left out of the letters of a name: it would announce a namespace nobody declared.
// eslint-disable-next-line no-misleading-character-class -- the ranges are the standard's own
const XML_NAME = /^[A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD][\w.\xB7\xC0-\xD6\xD8-\xF6\xF8-\u037D\u037F-\u1FFF\u200C\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD-]*$/
const SPECIAL = /[&<>]/
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const SUSPECT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/ // surrogates too: quick, and pairs pass the second look

function element(name: string, value: unknown): string {
  const isName = XML_NAME.test(name)
  const open = isName ? name : `entry name="${attribute(name)}"`
  const close = isName ? name : 'entry'
  if (value === null || value === undefined) return `<${open} nil="true"/>`
  if (!Array.isArray(value)) return `<${open}>${content(value)}</${close}>`
  if (value.length === 0) return `<${open} list="true"/>`
  let items = ''
  for (const item of value) items += element('item', item)
  return `<${open} list="true">${items}</${close}>`
}

function content(value: unknown): string {
  if (typeof value === 'string') return text(value)
  if (typeof value !== 'object' || value === null) return String(value)
  let inner = ''
  for (const [name, entry] of Object.entries(value)) {
    if (entry !== undefined) inner += element(name, entry)
  }
  return inner
}

function text(value: string): string {
  const legal = SUSPECT.test(value) ? value.replaceAll(FORBIDDEN, '') : value
  if (!SPECIAL.test(legal)) return legal
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;')
}
