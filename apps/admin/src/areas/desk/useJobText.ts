import { errorText, isErrorWord } from '@xiaopu/shared/errors'
import { useI18n } from 'vue-i18n'
import { valueText } from '../../components/diff.ts'
import { moneyText } from '../../composables/money-text.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { amountText, type Job, type JobRow, type RowChange } from './job-text.ts'

export interface Names { category: (id: number) => string, brand: (id: number) => string, goodsType: (id: number) => string }

/** What a piece of work does, and why a row of it is refused, in the member's words. */
export function useJobText(names: Names) {
  const { t, te } = useI18n()
  const preferences = usePreferences()

  function fieldText(field: string): string {
    return te(`desk.field.${field}`) ? t(`desk.field.${field}`) : te(`goods.field.${field}`) ? t(`goods.field.${field}`) : field
  }

  function value(field: string, raw: RowChange['before']): string {
    if (field === 'categoryId' && typeof raw === 'number') return names.category(raw) || String(raw)
    if (field === 'brandId' && typeof raw === 'number') return names.brand(raw) || t('common.none')
    if (field === 'goodsTypeId' && typeof raw === 'number') return names.goodsType(raw) || t('common.none')
    if (field === 'skuPriceFen' && raw === 0) return t('desk.computed')
    return valueText(field, raw, { yes: t('common.yes'), no: t('common.no'), none: t('common.none') })
  }

  function changeName({ field, label }: RowChange): string {
    return label === '' ? fieldText(field) : `${fieldText(field)} · ${label}`
  }

  function problemText({ line, column, word, params }: JobRow['problems'][number]): string {
    // "field" of our own refusals is a name in the code; the column says it in words.
    const field = fieldText(column || String(params.field ?? ''))
    const reason = isErrorWord(word) ? errorText(word, { ...params, ...params.field === undefined ? {} : { field } }, preferences.language) : t(te(`desk.problem.${word}`) ? `desk.problem.${word}` : `orders.refusal.${word}`, params)
    const where = [line > 0 ? t('desk.line', { line }) : '', column === '' || isErrorWord(word) ? '' : field].filter(Boolean).join(' ')
    return where === '' ? reason : `${where}${t('common.colon')}${reason}`
  }

  /** "本店售价 +5%" */
  function changeTitle(request: Job['request']): string {
    const field = String(request.field ?? '')
    if (request.mode !== undefined) return `${fieldText(field)} ${amountText(request, moneyText)}`
    return `${fieldText(field)} = ${value(field, request.value ?? '')}`
  }

  const changeText = (change: RowChange): string => change.field === 'parcel' ? t('desk.parcel', { carrier: change.label, number: String(change.after), count: Number(change.before) }) : `${changeName(change)} ${value(change.field, change.before)} → ${value(change.field, change.after)}`
  return { fieldText, value, changeName, changeText, problemText, changeTitle }
}
