/** Which answers of a survey are looked at. */
export interface AnswerFilter {
  onlyValid: boolean
  /** Only numbers above this. */
  minIndex: number
  jids: readonly number[]
  marks: readonly string[]
  from: Date | null
  until: Date | null
  /** The last answer of each shopper, of each mark. */
  lastOfUser: boolean
  lastOfMark: boolean
  /** Answers that chose this item of this question; all must hold. */
  chosen: readonly { qIndex: number, item: number }[]
}

export const NO_FILTER: AnswerFilter = { onlyValid: true, minIndex: 0, jids: [], marks: [], from: null, until: null, lastOfUser: false, lastOfMark: false, chosen: [] }

/** `kept`: the answers ($1 the survey, $2 to $11 the filter) as a common table. */
export const KEPT = `
found AS (
  SELECT a."id", a."index", a."userId", a."mark" FROM "SurveyAnswer" a
  WHERE a."surveyId" = $1 AND (NOT $2::boolean OR a."isValid") AND a."index" > $3
    AND (cardinality($4::int[]) = 0 OR a."id" = ANY($4)) AND (cardinality($5::text[]) = 0 OR a."mark" = ANY($5))
    AND ($6::timestamptz IS NULL OR a."submittedAt" >= $6) AND ($7::timestamptz IS NULL OR a."submittedAt" < $7)
    AND (NOT $8::boolean OR a."userId" IS NOT NULL) AND (NOT $9::boolean OR a."mark" <> '')
    AND NOT EXISTS (SELECT 1 FROM unnest($10::int[], $11::int[]) AS c(q, i)
      WHERE NOT EXISTS (SELECT 1 FROM "SurveyAnswerItem" x WHERE x."answerId" = a."id" AND x."qIndex" = c.q AND c.i = ANY(x."items")))
), ranked AS (
  SELECT f.*, row_number() OVER (PARTITION BY f."userId" ORDER BY f."index" DESC) AS "ofUser", row_number() OVER (PARTITION BY f."mark" ORDER BY f."index" DESC) AS "ofMark" FROM found f
), kept AS (
  SELECT "id", "index" FROM ranked WHERE (NOT $8 OR "ofUser" = 1) AND (NOT $9 OR "ofMark" = 1)
)`

export function filterValues(surveyId: number, filter: AnswerFilter): unknown[] {
  const { onlyValid, minIndex, jids, marks, from, until, lastOfUser, lastOfMark, chosen } = filter
  return [surveyId, onlyValid, minIndex, [...jids], [...marks], from, until, lastOfUser, lastOfMark, chosen.map(({ qIndex }) => qIndex), chosen.map(({ item }) => item)]
}
