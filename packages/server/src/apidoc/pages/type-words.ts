import type { ApiField, ApiType } from '../types.ts'
import type { Say } from './layout.ts'

/** A type in a word or two. */
export function typeText(type: ApiType): string {
  if (type.kind === 'list') return `${typeText(type.of)}[]`
  if (type.kind === 'object') return type.object.name || 'object'
  if (type.kind === 'map') return `{ ${typeText(type.of)} }`
  if (type.kind === 'choice') return type.of.map(typeText).join(' | ')
  if (type.kind === 'picture' || type.kind === 'html') return 'string'
  return type.kind
}

/** The object inside a type, whether alone or in a list. */
export function objectIn(type: ApiType): Extract<ApiType, { kind: 'object' }>['object'] | null {
  if (type.kind === 'list' || type.kind === 'map') return objectIn(type.of)
  return type.kind === 'object' ? type.object : null
}

/** What a parameter may hold: its words, bounds and default. */
export function limitsText({ type, limits: { min, max }, defaultText, emptyClears }: ApiField, say: Say): string {
  const said: string[] = []
  if (type.kind === 'enum') said.push(type.words.join(' · '))
  const isLong = type.kind === 'string' || type.kind === 'html' || type.kind === 'picture'
  const unit = isLong ? ` ${say('characters')}` : type.kind === 'list' ? ` ${say('entries')}` : ''
  const shown = (value: number): string => type.kind === 'money' ? (value / 100).toFixed(2) : String(value)
  const least = min === undefined || (min === 0 && unit !== '') ? null : shown(min)
  if (least !== null && max !== undefined) said.push(least === shown(max) ? `${least}${unit}` : `${least} – ${shown(max)}${unit}`)
  else if (least !== null) said.push(`≥ ${least}${unit}`)
  else if (max !== undefined) said.push(`≤ ${shown(max)}${unit}`)
  if (defaultText !== null && defaultText !== '') said.push(`${say('defaultIs')} ${defaultText}`)
  if (emptyClears) said.push(say('clears'))
  return said.join('；')
}
