import { describe, expect, it } from 'vitest'
import { openWorld } from '../testing/world.ts'
import { NEW_SURVEY, QUESTIONS, surveyWorld } from './testing/survey-world.ts'

const world = openWorld()
const wjx = surveyWorld(world)
const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/
const WHOLE = '1$2^贵}2$1|4}3$很}好}4$2|1|3}5$1!1,2!2}6$80'

async function dataOf<Data = Record<string, unknown>>(action: string, params: Record<string, unknown>): Promise<Data> {
  const answer = await wjx.call(action, { nocache: 1, ...params })
  if (!answer.result) throw new Error(answer.body)
  return answer.data as Data // stated at the call
}
const refusal = async (action: string, params: Record<string, unknown>) => (await wjx.call(action, params)).code

interface Answers { total_count: number, join_times: number, page_size: number, answers: Record<string, { jid: number, index: number, is_valid: boolean, sojumpparm: string, answer_items: Record<string, { item_index: number[], item_value: string, answer_text: string }> }> }
interface Report { answer_valid: number, answer_report: Record<string, { answer_count: number, item_count: Record<string, number>, item_average: number | null, rank_average?: Record<string, number | null>, nps?: number }> }
const answersOf = (vid: number, params: Record<string, unknown> = {}) => dataOf<Answers>('1001002', { vid, ...params })
const indexes = async (vid: number, params: Record<string, unknown>) => Object.values((await answersOf(vid, params)).answers).map(({ index }) => index).sort((a, b) => a - b)

describe('a new survey', () => {
  it('answers its number, an unguessable link and its state', async () => {
    const made = await dataOf('1000101', NEW_SURVEY)
    expect(made).toEqual({ vid: expect.any(Number), sid: expect.stringMatching(/^[a-z][a-z2-9]{9}$/), status: 0, verify_status: 1, pc_path: `/survey/${String(made.sid)}`, mobile_path: `/survey/${String(made.sid)}`, activity_domain: 'http://shop.example', iframe_auto_url: '', iframe_noauto_url: '' })
    expect(await dataOf('1000101', { ...NEW_SURVEY, publish: 1 })).toMatchObject({ status: 1 })
  })

  it('an empty description is one, a cleaned one is kept', async () => {
    const { vid } = await dataOf('1000101', { ...NEW_SURVEY, desc: '' })
    expect(await dataOf('1000001', { vid })).toMatchObject({ description: '', title: '收货满意度', creater: '问卷同步', version: 1 })
    const other = await dataOf('1000101', { ...NEW_SURVEY, desc: '<p onclick="x">好<script>1</script></p>', creater: '小王' })
    expect(await dataOf('1000001', { vid: other.vid })).toMatchObject({ description: '<p>好</p>', creater: '小王' })
    expect(await refusal('1000101', { ...NEW_SURVEY, desc: 'x'.repeat(5001) })).toBe(50002)
  })

  it.each([['two questions of one number', [QUESTIONS[0], QUESTIONS[0]]], ['an upload', [{ q_index: 1, q_type: 8, q_title: 'x' }]], ['a slider without limits', [{ q_index: 1, q_type: 10, q_title: 'x' }]], ['no title', [{ q_index: 1, q_type: 5 }]], ['an object', {}]])('%s: PARAM_INVALID', async (_name, questions) => {
    expect(await wjx.call('1000101', { ...NEW_SURVEY, questions: JSON.stringify(questions) })).toMatchObject({ message: '参数错误：questions' })
  })

  it('is a copy of another one, whatever else is said', async () => {
    const vid = await wjx.survey()
    await wjx.answer(vid, WHOLE)
    const copy = await dataOf('1000101', { title: '副本', source_vid: vid, atype: 99, questions: '{', desc: '' })
    const [before, after] = [await dataOf('1000001', { vid, get_setting: 1, get_page_cut: 1 }), await dataOf('1000001', { vid: copy.vid, get_setting: 1, get_page_cut: 1 })]
    expect(after).toMatchObject({ title: '副本', status: 0, answer_total: 0, questions: before.questions })
    expect(await refusal('1000101', { title: '副本', source_vid: 99_999 })).toBe(50006)
  })
})

describe('reading a survey', () => {
  it('whole, without items, without questions', async () => {
    const vid = await wjx.survey({ questions: JSON.stringify([{ q_index: 1, q_type: 1, q_title: '' }, ...QUESTIONS, { q_index: 0, q_type: 2, q_title: '谢谢' }]) })
    const whole = await dataOf<{ questions: Record<string, unknown>[] }>('1000001', { vid })
    expect(whole).toMatchObject({ vid, atype: 1, status: 1, verify_status: 1, total_score: 0, begin_time: expect.stringMatching(TIME), update_time: expect.stringMatching(TIME), answer_valid: 0, answer_total: 0 })
    expect(whole.questions.map(({ q_type: type }) => type)).toEqual([3, 4, 5, 4, 7, 10])
    expect(whole.questions[0]).toMatchObject({ q_index: 1, q_subtype: 3, is_requir: true, has_jump: false, is_hide: false, is_nps: false, items: [{ q_index: 1, item_index: 1, item_title: '满意', item_score: 5, item_selected: false, item_image: '', allow_filltext: false, is_item_huchi: false }, { item_index: 2, allow_filltext: true }] })
    expect(whole.questions[4]).toMatchObject({ item_rows: [{ q_index: 5, item_index: 1, item_title: '客服' }, { q_index: 5, item_index: 2, item_title: '包装' }] })
    expect(whole.questions[1]).not.toHaveProperty('max_options')
    const more = await dataOf<{ questions: Record<string, unknown>[] }>('1000001', { vid, get_setting: 'true', get_page_cut: 1, get_items: 0 })
    expect(more.questions.map(({ q_type: type, q_index: index }) => [type, index])).toEqual([[1, 1], [3, 1], [4, 2], [5, 3], [4, 4], [7, 5], [10, 6], [2, 0]])
    expect(more.questions[2]).toMatchObject({ max_options: 2, min_options: 0, prompt: '' })
    expect(more.questions[1]).not.toHaveProperty('items')
    expect(await dataOf('1000001', { vid, get_questions: '0' })).not.toHaveProperty('questions')
  })

  it('in short, as text and as an object', async () => {
    const vid = await wjx.survey({ title: 'A<b>B</b> & C', questions: JSON.stringify([QUESTIONS[0], { ...QUESTIONS[4], q_index: 2 }]) })
    expect(await dataOf('1000001', { vid, get_simple_return: 1 })).toBe('title:AB &amp; C<br/>q1:满意吗?<br/>q1#1:满意<br/>q1#2:不满意<br/>q2:分别评价<br/>q2#1:好<br/>q2#2:差')
    expect(await dataOf('1000001', { vid, get_simple_return: 1, get_json: 1, showtitle: 1, get_questions: 0 })).toEqual({
      Title: 'AB & C',
      Questions: [
        { Id: 'q1', Title: '满意吗?', TypeName: '单选题', Info: null, Values: [{ Id: '1', Text: '满意', Image: '', ImageDesc: '' }, { Id: '2', Text: '不满意', Image: '', ImageDesc: '' }] },
        { Id: 'q2', Title: '分别评价', TypeName: '矩阵题', Info: { q2_1: '客服', q2_2: '包装' }, Values: [{ Id: '1', Text: '好', Image: '', ImageDesc: '' }, { Id: '2', Text: '差', Image: '', ImageDesc: '' }] },
      ],
    })
  })
})

describe('the list', () => {
  interface List { total_count: number, page_index: number, page_size: number, activitys: Record<string, Record<string, unknown>> }
  const found = async (params: Record<string, unknown>) => Object.keys((await dataOf<List>('1000002', params)).activitys).map(Number)

  it('filters, pages and reads odd pages as the document says', async () => {
    const vids = [await wjx.survey({ title: '一二三四五六七八九十甲', creater: '列' }), await wjx.survey({ title: '列二', creater: '列', atype: 7 }), await wjx.survey({ title: '列三', creater: '列', publish: 0 })]
    expect(await found({ creater: '列' })).toEqual(vids)
    expect(await found({ creater: '列', name_like: '一二三四五六七八九十乙' })).toEqual([vids[0]])
    expect(await found({ creater: '列', atype: 7 })).toEqual([vids[1]])
    expect(await found({ creater: '列', status: 0 })).toEqual([vids[2]])
    for (const none of [{ status: 3 }, { status: 5 }, { verify_status: 0 }, { folder: '无' }, { is_xingbiao: 1 }]) expect(await found({ creater: '列', ...none })).toEqual([])
    const page = await dataOf<List>('1000002', { creater: '列', page_index: 2, page_size: 2, sort: 1 })
    expect(page).toMatchObject({ total_count: 3, page_index: 2, page_size: 2, sort: 1 })
    expect(Object.keys(page.activitys)).toEqual([String(vids[0])])
    expect(page.activitys[String(vids[0])]).toMatchObject({ atype: 1, begin_date: expect.stringMatching(TIME), create_date: expect.stringMatching(TIME) })
    for (const [size, read] of [[0, 10], [301, 10], [300, 300]]) expect(await dataOf('1000002', { page_size: size, page_index: -1 })).toMatchObject({ page_size: read, page_index: 1 })
    const bornAt = (await world.shop.database.db.survey.findUniqueOrThrow({ where: { id: vids[1] ?? 0 } })).createdAt.getTime()
    expect(await found({ creater: '列', time_type: 2, begin_time: bornAt, end_time: bornAt + 1 })).toEqual([vids[1]])
    expect(await found({ creater: '列', time_type: 0, begin_time: bornAt + 99_999_999 })).toEqual(vids)
  })
})

describe('the state', () => {
  it('goes the ways it may; publishing makes a new version', async () => {
    const vid = await wjx.survey({ publish: 0 })
    const at = async () => {
      const { status, version } = await dataOf('1000001', { vid })
      return [status, version]
    }
    expect([await refusal('1000102', { vid, state: 2 }), await at()]).toEqual([50008, [0, 1]])
    expect(await dataOf('1000102', { vid, state: 1 })).toEqual({ vid: String(vid), state: 1 })
    await dataOf('1000102', { vid, state: 1 })
    expect(await at()).toEqual([1, 2])
    await dataOf('1000102', { vid, state: 2 })
    expect(await at()).toEqual([2, 2])
    await dataOf('1000102', { vid, state: 1 })
    expect(await at()).toEqual([1, 3])
    await dataOf('1000102', { vid, state: 3 })
    expect(await refusal('1000102', { vid, state: 3 })).toBe(50006)
  })
})

describe('an answer', () => {
  it('gets the next number, and is read as it was given', async () => {
    const vid = await wjx.survey()
    const first = await wjx.answer(vid, WHOLE, { sojumpparm: '订单1', udsid: 7 })
    expect([first.index, (await wjx.answer(vid, '1$1')).index]).toEqual([1, 2])
    const { total_count: total, join_times: all, answers } = await answersOf(vid)
    expect([total, all]).toEqual([2, 2])
    expect(answers[first.jid]).toMatchObject({
      jid: first.jid, index: 1, submittime: expect.stringMatching(TIME), timetaken: 30, source: 'api', sojumpparm: '订单1', is_valid: true,
      answer_items: {
        10000: { q_index: 1, q_row: 0, item_index: [2], item_value: '1', answer_text: '不满意^贵' },
        20000: { item_index: [1, 4], item_value: '', answer_text: '质量|物流' },
        30000: { item_index: [], item_value: '', answer_text: '很}好' },
        40000: { item_index: [2, 1, 3], answer_text: '好|快|省' },
        50001: { q_index: 5, q_row: 1, item_index: [1], item_value: '2', answer_text: '好' },
        50002: { q_row: 2, item_index: [2], item_value: '1' },
        60000: { item_index: [], item_value: '80', answer_text: '' },
      },
    })
  })

  it.each([['nothing required', '2$1'], ['an unknown item', '1$3'], ['two of one', '1$1|2'], ['too many', '1$1}2$1|2|4'], ['one that stands alone', '1$1}2$1|3'], ['too many words', `1$1}3$${'好'.repeat(21)}`], ['half a ranking', '1$1}4$1|2'], ['no such row', '1$1}5$3!1'], ['out of range', '1$1}6$101'], ['a text of its own nobody asked for', '1$1^x'], ['no question', '9$1'], ['no answer at all', 'x']])('%s: PARAM_INVALID, no row', async (_name, submitdata) => {
    const vid = await wjx.survey()
    const before = await world.rows()
    expect(await wjx.call('1001001', { vid, inputcosttime: 30, submitdata })).toMatchObject({ code: 50002, message: '参数错误：submitdata' })
    expect(await world.rows()).toEqual(before)
  })

  it('is taken while the survey is published and within its time', async () => {
    const answer = (vid: number) => refusal('1001001', { vid, inputcosttime: 30, submitdata: '1$1' })
    const vid = await wjx.survey({ publish: 0 })
    expect(await answer(vid)).toBe(50005)
    await dataOf('1000102', { vid, state: 1 })
    expect(await answer(vid)).toBe(0)
    const change = (data: object) => world.shop.database.db.survey.update({ where: { id: vid }, data })
    await change({ endAt: new Date(Date.now() - 1000) })
    expect(await answer(vid)).toBe(50005)
    await change({ endAt: null, beginAt: new Date(Date.now() + 60_000) })
    expect(await answer(vid)).toBe(50005)
    await change({ beginAt: null })
    await dataOf('1000102', { vid, state: 2 })
    expect(await answer(vid)).toBe(50005)
  })

  it('takes no machine\'s time, no other version, no time that cannot be', async () => {
    const vid = await wjx.survey()
    for (const time of [0, 1, 86_401, -5]) expect(await wjx.call('1001001', { vid, inputcosttime: time, submitdata: '1$1' })).toMatchObject({ message: '参数错误：inputcosttime' })
    expect(await wjx.call('1001001', { vid, inputcosttime: 30, submitdata: '1$1', jpmversion: 1 })).toMatchObject({ code: 50008, message: '问卷已被修改请刷新' })
    await wjx.answer(vid, '1$1', { jpmversion: 2 })
    for (const time of ['2016-01-01 00:00:00', '2199-01-01 00:00:00', '2026-02-30 00:00:00']) expect(await wjx.call('1001001', { vid, inputcosttime: 30, submitdata: '1$1', submittime: time })).toMatchObject({ message: '参数错误：submittime' })
  })

  it('thirty at once: numbers without gaps, limits kept to the one', async () => {
    const vid = await wjx.survey()
    await world.shop.database.db.survey.update({ where: { id: vid }, data: { maxAnswers: 12, maxPerMark: 4 } })
    const codes = await Promise.all(Array.from({ length: 30 }, (_, at) => refusal('1001001', { vid, inputcosttime: 30, submitdata: '1$1', sojumpparm: `甲${at % 2}` })))
    expect(codes.filter((code) => code === 0)).toHaveLength(8)
    expect(new Set(codes)).toEqual(new Set([0, 50009]))
    const more = await Promise.all(Array.from({ length: 10 }, () => refusal('1001001', { vid, inputcosttime: 30, submitdata: '1$1' })))
    expect(more.filter((code) => code === 0)).toHaveLength(4)
    expect(await indexes(vid, { page_size: 100 })).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
    expect(await dataOf('1000001', { vid })).toMatchObject({ answer_total: 12, answer_valid: 12 })
  })
})

describe('finding answers', () => {
  it('by number, mark, time, choice, last of a mark; pages both ways', async () => {
    const vid = await wjx.survey()
    const jids = []
    for (const [submitdata, mark] of [['1$1}2$1|2', 'a'], ['1$2', 'a'], ['1$1}2$2', 'b'], ['1$1', ''], ['1$2}2$4', 'c']]) jids.push((await wjx.answer(vid, submitdata ?? '', { sojumpparm: mark })).jid)
    await world.shop.database.db.surveyAnswer.update({ where: { id: jids[4] ?? 0 }, data: { isValid: false } })
    expect(await indexes(vid, {})).toEqual([1, 2, 3, 4])
    expect(await indexes(vid, { valid: 0 })).toEqual([1, 2, 3, 4, 5])
    expect(await indexes(vid, { min_index: 2 })).toEqual([3, 4])
    expect(await indexes(vid, { jid: `${jids[0]},${jids[2]},99999` })).toEqual([1, 3])
    expect(await indexes(vid, { sojumpparm: 'a,c' })).toEqual([1, 2])
    expect(await indexes(vid, { distinct_sojumpparm: 1 })).toEqual([2, 3])
    expect(await indexes(vid, { distinct_user: 1 })).toEqual([])
    expect(await indexes(vid, { conds: JSON.stringify([{ q_index: 1, opt: '=', val: 1 }, { q_index: 2, opt: '=', val: 2 }]) })).toEqual([1, 3])
    expect(await indexes(vid, { end_time: 1 })).toEqual([])
    expect(Object.keys((await answersOf(vid, { page_size: 1, sort: 1 })).answers)).toEqual([String(jids[3])])
    expect((await answersOf(vid, { page_size: 1, sort: 1 })).total_count).toBe(4)
    for (const [size, read] of [[0, 10], [101, 100]]) expect((await answersOf(vid, { page_size: size })).page_size).toBe(read)
    expect(Object.values((await answersOf(vid, { qid: '2' })).answers).map(({ answer_items: items }) => Object.keys(items))).toEqual([['20000'], [], ['20000'], []])
    for (const bad of [{ jid: Array.from({ length: 51 }, (_, at) => at).join() }, { conds: '[1,2,3]' }, { conds: JSON.stringify(Array.from({ length: 3 }, () => ({ q_index: 1, opt: '=', val: 1 }))) }]) expect(await refusal('1001002', { vid, ...bad })).toBe(50002)
  })
})

describe('the report', () => {
  it('counts, averages, ranks', async () => {
    const vid = await wjx.survey()
    for (const submitdata of [WHOLE, '1$1}2$1}4$1|2|3}6$81', '1$1']) await wjx.answer(vid, submitdata)
    const { answer_report: report, answer_valid: valid } = await dataOf<Report>('1001101', { vid })
    expect(valid).toBe(3)
    expect(Object.keys(report)).toEqual(['10000', '20000', '30000', '40000', '50001', '50002', '60000'])
    expect(report[10000]).toEqual({ q_index: 1, q_row: 0, q_type: 3, q_subtype: 3, answer_count: 3, item_count: { 1: 2, 2: 1 }, item_average: 3.67 })
    expect(report[20000]).toMatchObject({ answer_count: 2, item_count: { 1: 2, 2: 0, 3: 0, 4: 1 }, item_average: null })
    expect(report[30000]).toMatchObject({ answer_count: 1, item_count: {}, item_average: null })
    expect(report[40000]).toMatchObject({ answer_count: 2, item_count: { 1: 1, 2: 1, 3: 0 }, rank_average: { 1: 1.5, 2: 1.5, 3: 3 } })
    expect(report[50002]).toMatchObject({ q_row: 2, answer_count: 1, item_count: { 1: 0, 2: 1 }, item_average: 1 })
    expect(report[60000]).toMatchObject({ answer_count: 2, item_count: {}, item_average: 80.5 })
    expect((await dataOf<Report>('1001101', { vid, conds: '[{"q_index":"1","opt":"=","val":"2"}]' })).answer_report[10000]).toMatchObject({ answer_count: 1, item_count: { 1: 0, 2: 1 } })
  })

  it('NPS: promoters less detractors', async () => {
    const vid = await wjx.survey({ questions: JSON.stringify([{ q_index: 1, q_type: 3, q_subtype: 302, q_title: '推荐吗', items: Array.from({ length: 11 }, (_, at) => ({ item_index: at + 1, item_title: String(at), item_score: at })) }]) })
    for (const score of [10, 9, 9, 7, 6, 0, 8]) await wjx.answer(vid, `1$${score + 1}`)
    expect(await dataOf('1000001', { vid })).toMatchObject({ questions: [{ is_nps: true }] })
    expect((await dataOf<Report>('1001101', { vid })).answer_report[10000]).toMatchObject({ nps: 14.3, item_average: 7 })
  })
})
