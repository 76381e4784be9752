import { computed } from 'vue'
import { usePreferences } from '../stores/preferences.ts'

const ZONE = 'Asia/Shanghai'
const DAY_MS = 86_400_000

function parts(iso: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  return Object.fromEntries(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]))
}

/** Times and numbers as the shop's people read them: the shop's own time zone, thousands with commas. */
export function useFormat() {
  const preferences = usePreferences()
  const locale = computed(() => (preferences.language === 'en' ? 'en-GB' : 'zh-CN'))

  /** 2026-03-18 16:12:09, '' for none. */
  function time(iso: string): string {
    if (!iso) return ''
    const at = parts(iso)
    return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}:${at.second}`
  }

  /** 2026-03-18 */
  function day(iso: string): string {
    return time(iso).slice(0, 10)
  }

  /** 3 月 18 日 星期三 */
  function longDay(iso: string): string {
    if (!iso) return ''
    const format = new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, month: 'long', day: 'numeric', weekday: 'long' })
    if (preferences.language === 'en') return format.format(new Date(iso))
    const at = Object.fromEntries(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]))
    return `${Number.parseInt(at.month ?? '')} 月 ${at.day} 日 ${at.weekday}`
  }

  /** 16:12:09 */
  function clock(iso: string): string {
    return time(iso).slice(11)
  }

  /** 今天 16:12, 昨天 15:02, 03-16 20:18, 2025-11-02 */
  function when(iso: string, now: Date = new Date()): string {
    if (!iso) return ''
    const text = time(iso)
    const nowText = now.toISOString()
    const yesterday = new Date(now.getTime() - DAY_MS).toISOString()
    const isEnglish = preferences.language === 'en'
    if (day(iso) === day(nowText)) return `${isEnglish ? 'Today' : '今天'} ${text.slice(11, 16)}`
    if (day(iso) === day(yesterday)) return `${isEnglish ? 'Yesterday' : '昨天'} ${text.slice(11, 16)}`
    if (text.slice(0, 4) === day(nowText).slice(0, 4)) return text.slice(5, 16)
    return text.slice(0, 10)
  }

  /** 1,286 */
  function count(value: number): string {
    return value.toLocaleString(locale.value)
  }

  /** 1250 basis points are 12.5%. */
  function rate(basisPoints: number): string {
    return `${(basisPoints / 100).toLocaleString(locale.value, { maximumFractionDigits: 2 })}%`
  }

  return { time, day, longDay, clock, when, count, rate }
}
