export type Language = 'zh' | 'en'

/** The same sentence in both languages. */
export type Words = readonly [zh: string, en: string]

export function inLanguage([zh, en]: Words, language: Language): string {
  return language === 'zh' ? zh : en
}

/** What the registry cannot say of an operation. */
export interface OperationWords {
  /** The title in English; the Chinese one stands in the registry. */
  title: string
  /** One or two sentences: what it is for. */
  summary: Words
  rules?: readonly Words[]
  /** Meanings of parameters, where the common word for the name does not say enough. */
  params?: Readonly<Record<string, Words>>
  /** Meanings of the answer's fields, likewise; a path such as `cart.number`. */
  returns?: Readonly<Record<string, Words>>
  /** Parameters of the samples; by default the required ones with a plausible value. */
  sample?: Readonly<Record<string, string>>
}
