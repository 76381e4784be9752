import type { TemplateText } from './templates.ts'

/** A message with its text made, as a provider takes it. */
export interface Outgoing extends TemplateText {
  recipient: string
  /** For providers that make the text themselves. */
  params: Readonly<Record<string, string | number>>
}
