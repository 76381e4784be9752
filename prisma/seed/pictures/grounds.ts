/** Calm two-tone grounds: the wall, and what the floor runs into. */
export const GROUNDS = {
  rose: ['#F8E6E3', '#EFD2CD'],
  clay: ['#F5E7DD', '#E8D0BE'],
  sand: ['#F6EDE0', '#EADAC2'],
  straw: ['#F8F1DE', '#EADFB9'],
  sage: ['#E9F0E6', '#D3E0CD'],
  mint: ['#E3F1EC', '#C9E2D7'],
  sky: ['#E6EEF4', '#CDDDE8'],
  lavender: ['#EEEAF4', '#DAD3E8'],
  pink: ['#FAE9EC', '#F0D0D7'],
  stone: ['#EEF0F0', '#D8DCDE'],
} as const

export type GroundName = keyof typeof GROUNDS

/** The ground a second picture of the same thing stands on. */
export const OTHER_GROUND: Record<GroundName, GroundName> = {
  rose: 'stone',
  clay: 'sage',
  sand: 'rose',
  straw: 'mint',
  sage: 'sand',
  mint: 'straw',
  sky: 'clay',
  lavender: 'stone',
  pink: 'sky',
  stone: 'sand',
}
