import { formatYuan } from '@xiaopu/shared/money'
import { formatGmt8 } from '../gateway/index.ts'

/** A moment as this convention's clients read it, '' for none. */
export function timeText(at: Date | null): string {
  return at ? formatGmt8(at.getTime()) : ''
}

export function unixSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}

export function bit(yes: boolean): 0 | 1 {
  return yes ? 1 : 0
}

/** A picture's address for somebody outside. */
export function absolute(url: string, baseUrl: string): string {
  return url.startsWith('/') ? baseUrl + url : url
}

/** Money is a JSON number here. */
export function yuan(fen: number): number {
  return Number(formatYuan(fen))
}
