import { randomInt } from 'node:crypto'
import { cleanHtml } from '../catalogue/index.ts'
import { SURVEY_KINDS, SURVEY_STATUS, type SurveyQuestion } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { checkQuestions } from './questions.ts'
import { ownSurvey, ownWholeSurvey, type SurveyFacts, surveySeller } from './rows.ts'
import { publish } from './state.ts'
import { keepVersion, writeQuestions } from './write-questions.ts'

// Without letters and digits that look alike; the first is a letter, so that it is never a survey's number.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const SIGNS = `${LETTERS}23456789`
const SID_LENGTH = 10

function newSid(): string {
  const rest = Array.from({ length: SID_LENGTH - 1 }, () => SIGNS[randomInt(SIGNS.length)])
  return `${LETTERS[randomInt(LETTERS.length)]}${rest.join('')}`
}

export interface NewSurvey {
  title: string
  atype: number
  description: string
  questions: readonly SurveyQuestion[]
  creater: string
  compressImg?: boolean
  isPublished?: boolean
}

const INSERT = `
INSERT INTO "Survey" ("sid", "sellerId", "atype", "title", "description", "creater", "compressImg", "createdAt", "updatedAt")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING "id"`

async function insert(tx: TxCtx, survey: Omit<NewSurvey, 'questions'>): Promise<number> {
  const row = await tx.sql.row<{ id: number }>('survey_insert', INSERT, [newSid(), surveySeller(tx) ?? 0, survey.atype, survey.title.trim(), survey.description, survey.creater, survey.compressImg ?? false, tx.now])
  if (!row) throw new Error('a survey was not written')
  return row.id
}

/** A survey with its questions, published when asked. */
export async function createSurvey(tx: TxCtx, survey: NewSurvey): Promise<SurveyFacts> {
  if (survey.title.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'title' })
  const kinds: readonly number[] = SURVEY_KINDS
  if (!kinds.includes(survey.atype)) throw new ShopError('PARAM_INVALID', { field: 'atype' })
  const questions = checkQuestions(survey.questions, survey.atype)
  const id = await insert(tx, { ...survey, description: cleanHtml(survey.description) })
  await writeQuestions(tx, id, questions)
  await keepVersion(tx, id, questions)
  if (survey.isPublished) await publish(tx, id)
  return ownSurvey(tx, id)
}

/** A new survey with the questions and texts of another one, without its answers, limits and invitations. */
export async function copySurvey(tx: TxCtx, sourceId: number, copy: Pick<NewSurvey, 'title' | 'creater' | 'isPublished'>): Promise<SurveyFacts> {
  const { atype, description, questions, compressImg, status } = await ownWholeSurvey(tx, sourceId)
  if (status === SURVEY_STATUS.deleted) throw new ShopError('NOT_FOUND')
  return createSurvey(tx, { ...copy, atype, description, questions, compressImg })
}
