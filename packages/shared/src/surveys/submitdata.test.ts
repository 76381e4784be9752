import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstProblem, SurveyQuestion, type SurveyReply } from '../contract/index.ts'
import { readSubmitdata, writeSubmitdata } from './submitdata.ts'
import { checkQuestions, keepsAnswers } from './questions.ts'

const items = (count: number, change: object = {}): object[] => Array.from({ length: count }, (_, at) => ({ itemIndex: at + 1, title: `项${at + 1}`, ...change }))
const rows = [{ itemIndex: 1, title: '行1' }, { itemIndex: 2, title: '行2' }]
const question = (qIndex: number, qType: number, more: object = {}): SurveyQuestion => SurveyQuestion.parse({ qIndex, qType, qSubtype: qType, title: `题${qIndex}`, isRequired: false, ...more })
const reply = (qIndex: number, more: Partial<SurveyReply> = {}): SurveyReply => ({ qIndex, row: 0, items: [], ownTexts: [], text: '', value: 0, ...more })

const QUESTIONS = [
  question(1, 3, { items: items(3, { hasOwnText: true }) }),
  question(2, 4, { items: items(4, { hasOwnText: true }) }),
  question(1, 1),
  question(3, 4, { qSubtype: 402, items: items(3) }),
  question(4, 5),
  question(5, 10, { minValue: -10, maxValue: 100 }),
  question(6, 7, { qSubtype: 702, rows, items: items(3) }),
  question(7, 7, { qSubtype: 703, rows, items: items(3) }),
]

describe('submitdata', () => {
  it('says what the convention shows', () => {
    expect(readSubmitdata('1$2^其他原因}2$1|3}3$2|3|1}4$很好}5$-8}6$1!2,2!1}7$1!1|2,2!3', QUESTIONS)).toEqual([
      reply(1, { items: [2], ownTexts: [{ itemIndex: 2, text: '其他原因' }] }),
      reply(2, { items: [1, 3] }),
      reply(3, { items: [2, 3, 1] }),
      reply(4, { text: '很好' }),
      reply(5, { value: -8 }),
      reply(6, { row: 1, items: [2] }),
      reply(6, { row: 2, items: [1] }),
      reply(7, { row: 1, items: [1, 2] }),
      reply(7, { row: 2, items: [3] }),
    ])
  })

  it('written text may hold every sign', () => {
    expect(readSubmitdata('4$a}b$c|d^e!f,1}}', QUESTIONS)).toEqual([reply(4, { text: 'a}b$c|d^e!f,1}}' })])
    expect(readSubmitdata('2$1^a}b|c|3^|', QUESTIONS)).toEqual([reply(2, { items: [1, 3], ownTexts: [{ itemIndex: 1, text: 'a}b|c' }, { itemIndex: 3, text: '|' }] })])
  })

  it.each(['', '}', 'x', '1', '$1', 'a$1', '9$1', '0$1', '1$1}1$2', '1$x', '2$1||2', '3$1,2', '5$8.5', '6$1', '6$1!', '6$1!2!3', '7$1!1|'])('%j says nothing', (text) => {
    expect(() => readSubmitdata(text, QUESTIONS)).toThrow('PARAM_INVALID')
  })

  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((one) => !/[}|]/.test(one))
  const free = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((one) => !/\}\d{1,4}\$/.test(one))
  const some = (most: number) => fc.uniqueArray(fc.integer({ min: 1, max: most }), { minLength: 1, maxLength: most })
  const withOwn = (chosen: fc.Arbitrary<number[]>) => chosen.chain((list) => fc.tuple(...list.map((itemIndex) => fc.option(text).map((own) => ({ itemIndex, own })))).map((all) => ({ items: list, ownTexts: all.flatMap(({ itemIndex, own }) => own === null ? [] : [{ itemIndex, text: own }]) })))
  const replies = fc.tuple(
    fc.option(withOwn(some(3).map((list) => list.slice(0, 1))).map((choice) => [reply(1, choice)])),
    fc.option(withOwn(some(4)).map((choice) => [reply(2, choice)])),
    fc.option(fc.constantFrom<number[]>([1, 2, 3], [3, 1, 2]).map((list) => [reply(3, { items: list })])),
    fc.option(free.map((one) => [reply(4, { text: one })])),
    fc.option(fc.integer({ min: -10, max: 100 }).map((value) => [reply(5, { value })])),
    fc.option(fc.integer({ min: 1, max: 3 }).map((item) => [reply(6, { row: 1, items: [item] }), reply(6, { row: 2, items: [1] })])),
    fc.option(some(3).map((list) => [reply(7, { row: 2, items: list })])),
  ).map((parts) => parts.flatMap((part) => part ?? []))

  it('comes back as it was written', () => {
    fc.assert(fc.property(replies, (given) => {
      fc.pre(given.length > 0)
      expect(readSubmitdata(writeSubmitdata(given, QUESTIONS), QUESTIONS)).toEqual(given)
    }))
  })

  it('never breaks on what somebody sends', () => {
    fc.assert(fc.property(fc.string(), (sent) => {
      try {
        readSubmitdata(sent, QUESTIONS)
      } catch (error) {
        expect(String(error)).toContain('PARAM_INVALID')
      }
    }))
  })
})

describe('an answer stands', () => {
  const problem = (one: SurveyQuestion, ...given: SurveyReply[]) => firstProblem([one], given)?.problem ?? ''
  const text = (verify: number, written: string, more: object = {}) => problem(question(1, 5, { verify, ...more }), reply(1, { text: written }))

  it.each([
    [1, '12', '-3'], [2, '1.5', '2'], [3, '2024-02-29', '2026-12-31'], [4, '13800138000', '19912345678'], [8, 'a@b.cn', 'a.b+c@d.e.com'], [14, 'https://a.cn/x?y', 'http://shop.example'], [18, '很好', '𠮷'], [26, 'a\nb', 'x'],
  ])('written in the form asked for: %i', (verify, one, other) => {
    expect([text(verify, one), text(verify, other)]).toEqual(['', ''])
  })

  it.each([[1, '1.5', 'number'], [2, 'x', 'decimal'], [3, '2026-02-30', 'date'], [3, '2026-2-3', 'date'], [4, '12345678901', 'mobile'], [8, 'a@b', 'email'], [14, 'a.cn', 'url'], [14, 'javascript:alert(1)', 'url'], [18, '很good', 'chinese']])('not in the form asked for: %i %s', (verify, written, expected) => {
    expect(text(verify, written)).toBe(expected)
  })

  it('between its limits', () => {
    expect([text(0, '一', { minWords: 2 }), text(0, '😀😀😀', { maxWords: 2 }), text(0, '😀😀', { minWords: 2, maxWords: 2 }), text(0, 'x'.repeat(3001))]).toEqual(['too_short', 'too_long', '', 'too_long'])
    const some = question(1, 4, { items: items(4), minOptions: 2, maxOptions: 3 })
    expect([[1], [1, 2], [1, 2, 3, 4]].map((list) => problem(some, reply(1, { items: list })))).toEqual(['too_few', '', 'too_many'])
    const slider = question(1, 10, { minValue: 0, maxValue: 10 })
    expect([-1, 0, 10, 11].map((value) => problem(slider, reply(1, { value })))).toEqual(['out_of_range', '', '', 'out_of_range'])
  })

  it('of things that exist, each once', () => {
    const one = question(1, 3, { items: items(2) })
    expect([[3], [1, 1], [1, 2]].map((list) => problem(one, reply(1, { items: list })))).toEqual(['item_unknown', 'item_unknown', 'one_item'])
    const ranking = question(1, 4, { qSubtype: 402, items: items(3) })
    expect([[1, 2], [3, 1, 2]].map((list) => problem(ranking, reply(1, { items: list })))).toEqual(['rank_all', ''])
    expect(problem(question(1, 4, { items: [...items(2), { itemIndex: 3, title: '无', standsAlone: true }] }), reply(1, { items: [1, 3] }))).toBe('stands_alone')
    expect(problem(one, reply(1, { items: [1], ownTexts: [{ itemIndex: 1, text: 'x' }] }))).toBe('own_text')
    expect(problem(one, reply(2, { items: [1] }))).toBe('item_unknown')
  })

  it('where it must be given, unless the question is hidden', () => {
    const must = question(1, 3, { items: items(2), isRequired: true })
    expect([problem(must), problem({ ...must, isHidden: true }), problem({ ...must, isRequired: false })]).toEqual(['required', '', ''])
    const table = question(1, 7, { rows, items: items(2), isRequired: true })
    expect([problem(table, reply(1, { row: 1, items: [1] })), problem(table, reply(1, { row: 1, items: [1] }), reply(1, { row: 2, items: [2] })), problem(table, reply(1, { row: 3, items: [1] }))]).toEqual(['required', '', 'item_unknown'])
    expect(problem(question(1, 5, { isRequired: true }), reply(1, { text: ' \n' }))).toBe('required')
  })
})

describe('the questions of a survey', () => {
  const one = question(1, 3, { items: items(2) })
  const check = (questions: SurveyQuestion[], atype = 1) => checkQuestions(questions, atype)

  it('stand in the order of their numbers, page breaks and paragraphs where they were', () => {
    const found = check([question(9, 2, { title: '说明' }), question(2, 5), question(7, 1, { title: '' }), one])
    expect(found.map(({ qType, qIndex }) => [qType, qIndex])).toEqual([[2, 0], [3, 1], [1, 1], [5, 2]])
  })

  it.each([
    ['none', []],
    ['a page break alone', [question(1, 1)]],
    ['a gap', [one, question(3, 5)]],
    ['two with one number', [one, question(1, 5)]],
    ['one item', [question(1, 3, { items: items(1) })]],
    ['three for true or false', [question(1, 3, { qSubtype: 305, items: items(3) })]],
    ['items with a gap', [question(1, 3, { items: [{ itemIndex: 1, title: 'a' }, { itemIndex: 3, title: 'b' }] })]],
    ['a matrix without rows', [question(1, 7, { items: items(2) })]],
    ['a slider that goes nowhere', [question(1, 10, { minValue: 5, maxValue: 5 })]],
    ['a kind nobody knows', [question(1, 8)]],
    ['a finer kind of another kind', [question(1, 3, { qSubtype: 402, items: items(2) })]],
    ['a finer kind the shop does not have', [question(1, 4, { qSubtype: 401, items: items(2) })]],
    ['a form nobody knows', [question(1, 5, { verify: 7 })]],
    ['no title', [question(1, 5, { title: ' ' })]],
    ['201 of them', Array.from({ length: 201 }, (_, at) => question(at + 1, 5))],
  ])('%s: refused', (_name, questions) => {
    expect(() => check(questions)).toThrow('PARAM_INVALID')
  })

  it('a vote is about a choice and asks for no text', () => {
    expect(check([one], 3)).toHaveLength(1)
    expect(() => check([one, question(2, 5)], 3)).toThrow('PARAM_INVALID')
    expect(() => check([question(1, 10, { minValue: 0, maxValue: 1 })], 3)).toThrow('PARAM_INVALID')
  })

  it('answers keep their meaning while nothing is taken away', () => {
    expect(keepsAnswers([one], [{ ...one, title: '改', items: [...one.items, { ...one.items[0], itemIndex: 3, title: '新' }] as SurveyQuestion['items'] }, question(2, 5)])).toBe(true)
    expect([keepsAnswers([one], [question(1, 5)]), keepsAnswers([one, question(2, 5)], [one])]).toEqual([false, false])
  })
})
