import { isAnswerable, isNps, QUESTION, type SurveyQuestion } from '@xiaopu/shared/contract'
import type { SurveyFacts, WholeSurvey } from '@xiaopu/shared/surveys'
import { gmt8Text } from '@xiaopu/shared/time'

/** What of a survey's questions is asked for. */
export interface Detail {
  questions: boolean
  items: boolean
  /** Also hints and limits. */
  settings: boolean
  /** Also page breaks and paragraphs. */
  pageCuts: boolean
}

/** 1 approved: the shop's own surveys need nobody's approval. */
const APPROVED = 1

export function wireLinks({ sid }: Pick<SurveyFacts, 'sid'>, baseUrl: string) {
  const path = `/survey/${sid}`
  // Our pages cannot be framed by other sites, so there is no code to embed them.
  return { sid, pc_path: path, mobile_path: path, activity_domain: baseUrl, iframe_auto_url: '', iframe_noauto_url: '' }
}

export function wireQuestion(question: SurveyQuestion, { items, settings }: Detail): Record<string, unknown> {
  const { qIndex, qType, qSubtype } = question
  const wire: Record<string, unknown> = {
    q_index: qIndex,
    q_type: qType,
    q_subtype: qSubtype,
    q_title: question.title,
    is_requir: question.isRequired,
    has_jump: false,
    is_hide: question.isHidden,
  }
  if (settings) wire.prompt = question.prompt
  if (items && question.items.length > 0) {
    wire.items = question.items.map((item) => ({
      q_index: qIndex,
      item_index: item.itemIndex,
      item_title: item.title,
      item_score: item.score,
      item_selected: item.isSelected,
      item_image: item.image,
      allow_filltext: item.hasOwnText,
      is_item_huchi: item.standsAlone,
    }))
  }
  if (qType === QUESTION.matrix) wire.item_rows = question.rows.map((row) => ({ q_index: qIndex, item_index: row.itemIndex, item_title: row.title }))
  if (qType === QUESTION.multiple && settings) Object.assign(wire, { min_options: question.minOptions, max_options: question.maxOptions })
  if (qType === QUESTION.text) wire.verify = question.verify
  if (qType === QUESTION.text && settings) Object.assign(wire, { min_words: question.minWords, max_words: question.maxWords })
  if (qType === QUESTION.slider) Object.assign(wire, { min_value: question.minValue, max_value: question.maxValue })
  if (isAnswerable(question)) wire.is_nps = isNps(question)
  return wire
}

export function wireSurvey(survey: WholeSurvey, detail: Detail): Record<string, unknown> {
  const wire: Record<string, unknown> = {
    vid: survey.id,
    sid: survey.sid,
    begin_time: gmt8Text(survey.beginAt ?? survey.createdAt),
    update_time: gmt8Text(survey.updatedAt),
    version: survey.version,
    atype: survey.atype,
    title: survey.title,
    description: survey.description,
    notes: survey.notes,
    compress_img: survey.compressImg,
    status: survey.status,
    verify_status: APPROVED,
    creater: survey.creater,
    answer_valid: survey.answerValid,
    answer_total: survey.answerTotal,
    total_score: 0,
  }
  if (detail.questions) {
    wire.questions = survey.questions.filter((question) => detail.pageCuts || isAnswerable(question)).map((question) => wireQuestion(question, detail))
  }
  return wire
}

export function wireActivity(survey: SurveyFacts, baseUrl: string, withFolder: boolean): Record<string, unknown> {
  return {
    vid: survey.id,
    title: survey.title,
    atype: survey.atype,
    status: survey.status,
    verify_status: APPROVED,
    answer_valid: survey.answerValid,
    answer_total: survey.answerTotal,
    begin_date: gmt8Text(survey.beginAt ?? survey.createdAt),
    create_date: gmt8Text(survey.createdAt),
    creater: survey.creater,
    ...withFolder ? { folder: survey.folder } : {},
    ...wireLinks(survey, baseUrl),
  }
}
