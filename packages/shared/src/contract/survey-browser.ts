// What pages need of surveys at run time: rules without the schemas, whose library would weigh more than the page.
export { firstProblem, isBlank, type ReplyProblem, replyProblem } from './survey-check.ts'
export { hasItems, isAnswerable, isNps, MAX_QUESTIONS, MAX_WORDS, QUESTION, SUBTYPE, SUBTYPES, SURVEY_KINDS, SURVEY_REWARDS, SURVEY_STATUS, SURVEY_TRIGGERS, type SurveyTrigger, VERIFY, VOTE } from './survey-kinds.ts'
