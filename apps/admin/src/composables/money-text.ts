import { formatYuan } from '@xiaopu/shared/money'

export const MINUS = '\u2212'

/** 1 234 567 fen is "12,345.67". The sign is apart. */
export function groupedYuan(fen: number): string {
  const [yuan = '0', places = '00'] = formatYuan(Math.abs(fen)).split('.')
  return `${yuan.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}.${places}`
}

/** "¥12,345.67" or "−¥8.00", for sentences; a figure of its own is a `MoneyText`. */
export function moneyText(fen: number): string {
  return `${fen < 0 ? MINUS : ''}¥${groupedYuan(fen)}`
}
