const ABROAD = /^\+(?!86)(\d)(\d+)$/

/** A number as it is sent here, in the two parts codes are sent by. */
export function numberSent(text: string): { mobile: string, countryCode: string } {
  const [, countryCode, mobile] = ABROAD.exec(text) ?? []
  return countryCode && mobile ? { mobile, countryCode } : { mobile: text.replace(/^\+86/, ''), countryCode: '86' }
}
