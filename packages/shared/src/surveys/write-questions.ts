import type { SurveyQuestion } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'

const DROP = 'DELETE FROM "SurveyQuestion" WHERE "surveyId" = $1'
// json_to_recordset keeps nothing in order by itself: the position goes with each row.
const PUT = `
WITH asked AS (
  SELECT * FROM jsonb_to_recordset($2::jsonb) AS q("position" int, "qIndex" int, "qType" int, "qSubtype" int, "title" text, "isRequired" boolean, "isHidden" boolean, "prompt" text,
    "minOptions" int, "maxOptions" int, "verify" int, "minWords" int, "maxWords" int, "minValue" int, "maxValue" int, "isScored" boolean, "items" jsonb, "rows" jsonb)
), put AS (
  INSERT INTO "SurveyQuestion" ("surveyId", "position", "qIndex", "qType", "qSubtype", "title", "isRequired", "isHidden", "prompt", "minOptions", "maxOptions", "verify", "minWords", "maxWords", "minValue", "maxValue", "isScored")
  SELECT $1, "position", "qIndex", "qType", "qSubtype", "title", "isRequired", "isHidden", "prompt", "minOptions", "maxOptions", "verify", "minWords", "maxWords", "minValue", "maxValue", "isScored" FROM asked
  RETURNING "id", "position"
), items AS (
  INSERT INTO "SurveyItem" ("questionId", "itemIndex", "title", "score", "isSelected", "image", "hasOwnText", "standsAlone")
  SELECT put."id", i."itemIndex", i."title", i."score", i."isSelected", i."image", i."hasOwnText", i."standsAlone"
  FROM put JOIN asked USING ("position"), jsonb_to_recordset(asked."items") AS i("itemIndex" int, "title" text, "score" float, "isSelected" boolean, "image" text, "hasOwnText" boolean, "standsAlone" boolean)
)
INSERT INTO "SurveyRow" ("questionId", "itemIndex", "title")
SELECT put."id", r."itemIndex", r."title" FROM put JOIN asked USING ("position"), jsonb_to_recordset(asked."rows") AS r("itemIndex" int, "title" text)`

/** Puts checked questions in place of those the survey has. */
export async function writeQuestions(tx: TxCtx, surveyId: number, questions: readonly SurveyQuestion[]): Promise<void> {
  await tx.sql.run('survey_drop_questions', DROP, [surveyId])
  await tx.sql.run('survey_put_questions', PUT, [surveyId, JSON.stringify(questions.map((question, position) => ({ ...question, position })))])
}

const KEEP = `INSERT INTO "SurveyVersion" ("surveyId", "version", "title", "questions", "at") SELECT $1, s."version", s."title", $2::jsonb, $3 FROM "Survey" s WHERE s."id" = $1
  ON CONFLICT ("surveyId", "version") DO NOTHING`

/** Remembers what the present version asks. */
export async function keepVersion(tx: TxCtx, surveyId: number, questions: readonly SurveyQuestion[]): Promise<void> {
  await tx.sql.run('survey_keep_version', KEEP, [surveyId, JSON.stringify(questions), tx.now])
}
