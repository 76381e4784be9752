/** A chapter of the introduction, in the small Markdown that `markdown.ts` understands. */
export interface GuideSection {
  id: string
  title: string
  text: string
}
