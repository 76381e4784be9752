import type { AttributeGroup } from './list-statement.ts'

/** Names, keywords and brand stand before the first blank line of `searchText`, the numbers after it, each behind a `#`. */
const FIELD_END = '\n'
const TEXT_END = '\n\n'
const NUMBER_MARK = '\n#'

/** Case and width do not matter: ＡＢＣ is abc. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

const oneLine = (text: string): string => searchable(text).replaceAll(/\s+/g, ' ').trim()

export function searchTextOf(goods: { name: string, keywords: string, brandName: string, numbers: readonly string[] }): string {
  const texts = [goods.name, goods.keywords, goods.brandName].map(oneLine).filter(Boolean).join(FIELD_END)
  return texts + TEXT_END + goods.numbers.map((number) => NUMBER_MARK + oneLine(number)).join('')
}

export function wordsOf(keywords: string | undefined): string[] {
  return [...new Set(searchable(keywords ?? '').split(/\s+/).filter(Boolean))]
}

export function likeEscaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}

/**
 * What the index on `search_grams` answers: every character and pair of characters of the word is in the text. Two Han characters make
 * a word, too short for trigrams.
 */
export function mayContain(word: string): string {
  return `search_grams(g."searchText") @> search_grams(${word}::text)`
}

/** A word is somewhere in the texts, or begins a number. */
export function wordCondition(word: string, parameter: (value: unknown) => string): string {
  const pattern = parameter(`%${likeEscaped(word)}%`)
  const number = parameter(`%${NUMBER_MARK}${likeEscaped(word)}%`)
  return `(${mayContain(parameter(word))} AND (split_part(g."searchText", E'\\n\\n', 1) LIKE ${pattern} OR g."searchText" LIKE ${number}))`
}

export function attributeCondition({ attributeIds, values }: AttributeGroup, parameter: (value: unknown) => string): string {
  return `EXISTS (SELECT 1 FROM "AttributeValue" av WHERE av."goodsId" = g."id" AND av."attributeId" = ANY(${parameter(attributeIds)}::int[]) AND av."value" = ANY(${parameter(values)}::text[]))`
}

/**
 * Values come without their attribute's name. Values that share an attribute are alternatives, those that share none must
 * all match; a value that nothing has makes a group that matches nothing.
 */
export function groupValues(values: readonly string[], uses: readonly { attributeId: number, value: string }[]): AttributeGroup[] {
  const groups: AttributeGroup[] = []
  for (const value of new Set(values)) {
    let merged: AttributeGroup = { attributeIds: uses.filter((use) => use.value === value).map((use) => use.attributeId), values: [value] }
    const apart: AttributeGroup[] = []
    for (const group of groups) {
      if (group.attributeIds.some((id) => merged.attributeIds.includes(id))) {
        merged = { attributeIds: [...new Set([...group.attributeIds, ...merged.attributeIds])], values: [...group.values, ...merged.values] }
      } else { apart.push(group) }
    }
    groups.splice(0, groups.length, ...apart, merged)
  }
  return groups
}
