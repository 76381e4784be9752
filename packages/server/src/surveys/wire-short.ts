import { isAnswerable, QUESTION, type SurveyQuestion } from '@xiaopu/shared/contract'
import type { WholeSurvey } from '@xiaopu/shared/surveys'

const TAG = /<\/?[a-z][^>]*>/gi
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }
const BREAK = '<br/>'
const TYPE_NAMES: Readonly<Record<number, string>> = { 3: '单选题', 301: '下拉框', 302: '量表题', 305: '判断题', 4: '多选题', 402: '排序题', 5: '填空题', 10: '滑动条' }

const withoutMarkup = (text: string): string => text.replaceAll(TAG, '')
const escaped = (text: string): string => withoutMarkup(text).replaceAll(/[<>&]/g, (sign) => ENTITIES[sign] ?? sign)

/** A survey as one text for people: `title:…<br/>q1:…<br/>q1#1:…`. */
export function shortText({ title, questions }: Pick<WholeSurvey, 'title' | 'questions'>): string {
  const lines = questions.filter(isAnswerable).flatMap(({ qIndex, title: asked, items }) => [
    `q${qIndex}:${escaped(asked)}`,
    ...items.map((item) => `q${qIndex}#${item.itemIndex}:${escaped(item.title)}`),
  ])
  return [`title:${escaped(title)}`, ...lines].join(BREAK)
}

function rowTitles({ qType, qIndex, rows }: SurveyQuestion): Record<string, string> | null {
  return qType === QUESTION.matrix ? Object.fromEntries(rows.map((row) => [`q${qIndex}_${row.itemIndex}`, withoutMarkup(row.title)])) : null
}

/** The same as an object. */
export function shortObject({ title, questions }: Pick<WholeSurvey, 'title' | 'questions'>, showsTitle: boolean): Record<string, unknown> {
  return {
    ...showsTitle ? { Title: withoutMarkup(title) } : {},
    Questions: questions.filter(isAnswerable).map((question) => ({
      Id: `q${question.qIndex}`,
      Title: withoutMarkup(question.title),
      TypeName: question.qType === QUESTION.matrix ? '矩阵题' : TYPE_NAMES[question.qSubtype] ?? '',
      Info: rowTitles(question),
      Values: question.items.map((item) => ({ Id: String(item.itemIndex), Text: withoutMarkup(item.title), Image: item.image, ImageDesc: '' })),
    })),
  }
}
