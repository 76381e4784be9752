import { formatYuan } from '@xiaopu/shared/money'
import { useSession } from '../stores/session.ts'

const TEN_THOUSAND = 10_000

function two(figure: number): string {
  return String(figure).padStart(2, '0')
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Dates, counts and amounts inside sentences. Times come as ISO text; `''` stays `''`. */
export function useFormat() {
  const session = useSession()
  const chinese = (): boolean => session.language === 'zh'

  /** 3 月 14 日, 14 Mar */
  function day(iso: string): string {
    if (!iso) return ''
    const at = new Date(iso)
    return chinese() ? `${at.getMonth() + 1} 月 ${at.getDate()} 日` : `${at.getDate()} ${MONTHS[at.getMonth()]}`
  }

  function clock(iso: string): string {
    const at = new Date(iso)
    return `${two(at.getHours())}:${two(at.getMinutes())}`
  }

  /** 3 月 14 日 09:12 */
  function shortTime(iso: string): string {
    return iso ? `${day(iso)} ${clock(iso)}` : ''
  }

  /** 2026-03-12 14:26:08, for records */
  function exactTime(iso: string): string {
    if (!iso) return ''
    const at = new Date(iso)
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock(iso)}:${two(at.getSeconds())}`
  }

  /** 2026-03-12, for what lies more than a year ahead */
  function exactDay(iso: string): string {
    return exactTime(iso).slice(0, 10)
  }

  /** 1,286; from ten thousand on 3.2 万 or 32K */
  function count(figure: number): string {
    if (figure < TEN_THOUSAND) return figure.toLocaleString('en-US')
    return chinese() ? `${Math.floor(figure / 1000) / 10} 万` : `${Math.floor(figure / 1000)}K`
  }

  /** ¥168.00, inside a sentence. For an amount of its own use PriceText. */
  function yuan(fen: number): string {
    return fen < 0 ? `−¥${formatYuan(-fen)}` : `¥${formatYuan(fen)}`
  }

  /** ¥200 when there are no fen, for conditions: 满 ¥200 减 ¥20 */
  function shortYuan(fen: number): string {
    return fen % 100 === 0 ? String(fen / 100) : formatYuan(fen)
  }

  return { day, exactDay, shortTime, exactTime, count, yuan, shortYuan }
}
