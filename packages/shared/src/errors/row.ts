/** One refusal: its public number, the HTTP status of the site's own transport, its text in both languages. */
export interface ErrorRow {
  code: number
  http: number
  zh: string
  en: string
}
