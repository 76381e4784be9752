/** One of several things a cell names: "产地:宜兴", "[规格]口径:7cm", or a name alone. */
export interface Pair { group: string, name: string, value: string }

const MARKS = /[\\;；:：\n]|^\[/g
const GROUP_MARKS = /[\\\]\n]/g
const slashed = (mark: string): string => (mark === '\n' ? '\\n' : `\\${mark}`)
const escaped = (text: string): string => text.replaceAll(MARKS, slashed)

/** As a cell holds them. A mark that belongs to a text has a backslash before it, so that reading gives back what was written. */
export function pairsText(pairs: readonly Pair[]): string {
  return pairs.map(({ group, name, value }) => `${group === '' ? '' : `[${group.replaceAll(GROUP_MARKS, slashed)}]`}${escaped(name)}${value === '' ? '' : `:${escaped(value)}`}`).join(';')
}

const TOKEN = /\\([\\;；:：[\]n])|([\s\S])/g
type Part = keyof Pair

/** The pairs of a cell, marks in either width, a new line parting them as a semicolon does. */
export function readPairs(text: string): Pair[] {
  const pairs: Pair[] = []
  let pair: Pair = { group: '', name: '', value: '' }
  let part: Part = 'name'
  const end = (): void => {
    const read = { group: pair.group.trim(), name: pair.name.trim(), value: pair.value.trim() }
    if (Object.values(read).some((one) => one !== '')) pairs.push(read)
    pair = { group: '', name: '', value: '' }
    part = 'name'
  }
  for (const [, mark, char = ''] of text.matchAll(TOKEN)) {
    if (mark !== undefined) pair[part] += mark === 'n' ? '\n' : mark
    else if (part === 'group') char === ']' ? part = 'name' : pair.group += char
    else if (/[;；\n\r]/.test(char)) end()
    else if (part === 'name' && /[:：]/.test(char)) part = 'value'
    else if (char === '[' && part === 'name' && pair.name.trim() === '' && pair.group === '') part = 'group'
    else pair[part] += char
  }
  end()
  return pairs
}
