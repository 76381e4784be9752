/** An option's name at the start or after a space; a figure with a colon (1:64) is part of a value. */
const NAME = /(?:^|\s)[^\s:\d][^\s:]*:/

/** 颜色:釉里红 容量:220 ml reads 釉里红 · 220 ml where the choice is told and not made. */
export function optionValues(optionsText: string): string {
  return optionsText.split(NAME).map((value) => value.trim()).filter(Boolean).join(' · ')
}
