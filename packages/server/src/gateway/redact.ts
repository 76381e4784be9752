const MAX_CHARACTERS = 200
const MASK = '***'
const SECRET_NAME = /token|password|secret|card|id_no|code|captcha/i

/** Parameters as they may be shown to the caller and kept in a log, whose JSON cannot hold the character 0. */
export function redact(params: ReadonlyMap<string, string>): Record<string, string> {
  const shown: Record<string, string> = Object.create(null) // a parameter may be called __proto__
  for (const [sent, value] of params) {
    const name = withoutZero(sent)
    shown[name] = name === 'session' || SECRET_NAME.test(name) ? MASK : cut(withoutZero(value))
  }
  return shown
}

function withoutZero(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}

function cut(value: string): string {
  if (value.length <= MAX_CHARACTERS) return value
  let end = 0
  for (let count = 0; count < MAX_CHARACTERS && end < value.length; count++) end += (value.codePointAt(end) ?? 0) > 0xFFFF ? 2 : 1
  return value.slice(0, end)
}
