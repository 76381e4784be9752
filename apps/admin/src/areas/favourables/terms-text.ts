import type { FavourableForm, Rank } from './favourable-form.ts'
import { formatYuan } from '@xiaopu/shared/money'
import { GUESTS } from './favourable-form.ts'

type Texts = (key: string, params?: Record<string, unknown>) => string
type Terms = Pick<FavourableForm, 'type' | 'rankIds' | 'range' | 'minAmountFen' | 'maxAmountFen' | 'offFen' | 'payBasisPoints' | 'giftLimit'> & { gifts: readonly unknown[] }

const SHOWN = 3

/** 199.00 is 199 in a sentence. */
const yuan = (fen: number): string => formatYuan(fen).replace(/\.00$/, '')

function amountText(t: Texts, { minAmountFen: min, maxAmountFen: max }: Terms): string {
  if (max > 0) return t('favourables.words.between', { min: yuan(min), max: yuan(max) })
  return min > 0 ? t('favourables.words.from', { min: yuan(min) }) : t('favourables.words.always')
}

/** 减 30 元; 打 8.8 折; 送 1 件 */
export function offerText(t: Texts, { type, offFen, payBasisPoints, giftLimit, gifts }: Terms): string {
  if (type === 1) return t('favourables.words.off', { off: yuan(offFen) })
  if (type === 2) return t('favourables.words.percent', { fold: payBasisPoints / 1000, off: (10_000 - payBasisPoints) / 100 })
  return giftLimit > 0 && giftLimit < gifts.length ? t('favourables.words.giftsOf', { count: giftLimit, of: gifts.length }) : t('favourables.words.gifts', { count: gifts.length })
}

/** 满 199 元减 30 元 */
export function termsText(t: Texts, terms: Terms): string {
  return t('favourables.words.terms', { amount: amountText(t, terms), offer: offerText(t, terms) })
}

/** 全场; 仅限茶叶、茶器等 5 项 */
export function rangeText(t: Texts, { range }: Pick<Terms, 'range'>, names: readonly { name: string }[]): string {
  if (range === 0) return t('favourables.words.everything')
  const shown = names.slice(0, SHOWN).map(({ name }) => name).join(t('common.listComma'))
  return names.length > SHOWN ? t('favourables.words.onlyMany', { names: shown, count: names.length }) : t('favourables.words.only', { names: shown })
}

/** 所有人; 金卡会员及以上; 普通会员、银卡会员. The ranks come from the lowest up. */
export function ranksText(t: Texts, rankIds: readonly number[], ranks: readonly Rank[]): string {
  const chosen = ranks.filter(({ rankId }) => rankIds.includes(rankId))
  const hasGuests = rankIds.includes(GUESTS)
  if (hasGuests && chosen.length === ranks.length) return t('favourables.words.everybody')
  if (hasGuests || chosen.length < 1) return [...hasGuests ? [t('favourables.guests')] : [], ...chosen.map(({ name }) => name)].join(t('common.listComma'))
  if (chosen.length === ranks.length) return t('favourables.words.members')
  const [lowest] = chosen
  const isTop = chosen.length > 1 && ranks.slice(-chosen.length).every(({ rankId }) => rankIds.includes(rankId))
  return isTop && lowest ? t('favourables.words.above', { rank: lowest.name }) : chosen.map(({ name }) => name).join(t('common.listComma'))
}

/** The whole of it: 满 199 元减 30 元，仅限茶叶，金卡会员及以上 */
export function sentenceOf(t: Texts, terms: Terms, names: readonly { name: string }[], ranks: readonly Rank[]): string {
  return [termsText(t, terms), rangeText(t, terms, names), ranksText(t, terms.rankIds, ranks)].filter(Boolean).join(t('favourables.words.comma'))
}
