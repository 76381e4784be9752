import { z } from 'zod'
import { formatYuan, parseYuan } from '../money/index.ts'
import { pairsText, readPairs } from './cell-pairs.ts'
import { problem, type RowProblem } from './sheet.ts'

/** What a product has several of, one cell for each: prices of ranks, tiers, facts and pictures. */
export const GoodsLists = z.object({
  pictures: z.array(z.object({ id: z.int().optional(), url: z.string(), thumbUrl: z.string(), description: z.string() })),
  rankPrices: z.array(z.object({ rankId: z.int(), rankName: z.string(), priceFen: z.int() })),
  volumePrices: z.array(z.object({ fromQuantity: z.int(), priceFen: z.int() })),
  properties: z.array(z.object({ group: z.string(), name: z.string(), value: z.string() })),
})
export type GoodsLists = z.output<typeof GoodsLists>
export const LIST_KEYS = ['rankPrices', 'volumePrices', 'properties', 'pictures'] as const satisfies readonly (keyof GoodsLists)[]

const NOTHING = new Set(['无', 'none', '-'])
const MOST = { pictures: 30, rankPrices: 50, volumePrices: 10, properties: 50 } as const
const LONGEST = { name: 60, group: 60, value: 255 } as const

/** Each list as its cell says it. */
export const listTexts: { [Key in keyof GoodsLists]: (list: GoodsLists[Key]) => string } = {
  pictures: (list) => pairsText(list.map(({ url, description }) => ({ group: '', name: url, value: description }))),
  rankPrices: (list) => pairsText(list.map(({ rankName, priceFen }) => ({ group: '', name: rankName, value: formatYuan(priceFen) }))),
  volumePrices: (list) => pairsText(list.map(({ fromQuantity, priceFen }) => ({ group: '', name: String(fromQuantity), value: formatYuan(priceFen) }))),
  properties: (list) => pairsText(list),
}

/** What names in these cells stand for. */
export interface ListNames {
  /** By name in small letters. */
  ranks: ReadonlyMap<string, { id: number, name: string }>
  picture: (name: string) => { url: string, thumbUrl: string } | { word: string }
}

type Read<Key extends keyof GoodsLists> = (pairs: ReturnType<typeof readPairs>, refuse: (word: string, value: string) => void, names: ListNames) => GoodsLists[Key]

const whole = ({ name, value }: { name: string, value: string }): string => `${name}:${value}`

const READ: { [Key in keyof GoodsLists]: Read<Key> } = {
  pictures: (pairs, refuse, names) => pairs.flatMap((pair) => {
    const isAddress = /^https?$/i.test(pair.name)
    const found = names.picture(isAddress ? whole(pair) : pair.name)
    if ('url' in found) return [{ ...found, description: isAddress ? '' : pair.value }]
    refuse(found.word, isAddress ? whole(pair) : pair.name)
    return []
  }),
  rankPrices: (pairs, refuse, names) => pairs.flatMap((pair) => {
    const rank = names.ranks.get(pair.name.toLowerCase())
    const priceFen = parseYuan(pair.value)
    if (!rank) refuse('unknownRank', pair.name)
    else if (priceFen === null || priceFen < 0) refuse('notMoney', whole(pair))
    else return [{ rankId: rank.id, rankName: rank.name, priceFen }]
    return []
  }).sort((a, b) => a.rankId - b.rankId),
  volumePrices: (pairs, refuse) => pairs.flatMap((pair) => {
    const priceFen = parseYuan(pair.value)
    if (priceFen !== null && priceFen > 0 && /^\d{1,7}$/.test(pair.name)) return [{ fromQuantity: Number(pair.name), priceFen }]
    refuse('badTier', whole(pair))
    return []
  }).sort((a, b) => a.fromQuantity - b.fromQuantity),
  properties: (pairs, refuse) => pairs.flatMap((pair) => {
    const isGood = pair.name !== '' && pair.value !== '' && (['name', 'group', 'value'] as const).every((part) => pair[part].length <= LONGEST[part])
    if (isGood) return [pair]
    refuse('badProperty', whole(pair))
    return []
  }),
}

/** One cell as its list; 无, none or - empties it. */
export function readList<Key extends keyof GoodsLists>(key: Key, text: string, line: number, names: ListNames): { list: GoodsLists[Key], problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const pairs = NOTHING.has(text.trim().toLowerCase()) ? [] : readPairs(text)
  const list = READ[key](pairs, (word, value) => problems.push(problem(line, key, word, { value: value.slice(0, 60) })), names)
  if (pairs.length > MOST[key]) problems.push(problem(line, key, 'tooManyOf', { most: MOST[key] }))
  const twins = key === 'rankPrices' || key === 'volumePrices' ? pairs.map(({ name }) => name.toLowerCase()) : []
  for (const name of new Set(twins.filter((one, at) => twins.indexOf(one) < at))) problems.push(problem(line, key, 'twice', { value: name }))
  return { list, problems }
}
