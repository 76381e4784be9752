// A colon is left out of the letters of a name: it would announce a namespace nobody declared.
// eslint-disable-next-line no-misleading-character-class -- the ranges are the standard's own
const XML_NAME = /^[A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD][\w.\xB7\xC0-\xD6\xD8-\xF6\xF8-\u037D\u037F-\u1FFF\u200C\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD-]*$/
const SPECIAL = /[&<>]/
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const SUSPECT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/ // surrogates too: quick, and pairs pass the second look

export function isXmlName(name: string): boolean {
  return XML_NAME.test(name)
}

/** Escaped; characters XML 1.0 does not know are left out. */
export function xmlText(value: string): string {
  const legal = SUSPECT.test(value) ? value.replaceAll(FORBIDDEN, '') : value
  if (!SPECIAL.test(legal)) return legal
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function xmlAttribute(value: string): string {
  return xmlText(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;')
}
