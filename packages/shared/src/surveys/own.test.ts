import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { SurveyQuestion } from '../contract/index.ts'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { anOrder } from '../orders/testing/fixture.ts'
import { emit } from '../outbox/index.ts'
import { installSecretKey } from '../secrets/index.ts'
import { addSurvey, judgeAnswer, moveSurvey, saveSurvey, starSurvey, surveyFolders, type SurveyForm } from './desk.ts'
import { ALL_SURVEYS, listSurveys } from './list-surveys.ts'
import { inviteToSurveys } from './invite.ts'
import { answerLink, followLink, surveysOfOrder } from './own.ts'
import { ownWholeSurvey } from './rows.ts'

const test = testDatabase({ poolSize: 12 })
const NOW = new Date('2026-06-01T04:00:00.000Z')
const STAFF: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000)
const items = [{ itemIndex: 1, title: '好' }, { itemIndex: 2, title: '不好' }]
const choice = SurveyQuestion.parse({ qIndex: 1, qType: 3, qSubtype: 3, title: '好吗', items })
const FORM: SurveyForm = { atype: 1, title: '满意吗', description: '', notes: '', folder: '', beginAt: '', endAt: '', maxAnswers: 0, maxPerMark: 0, trigger: 'none', rewardKind: 'none', rewardPoints: 0, rewardBonusTypeId: 0, questions: [choice] }
const PORTS = { secretsKey: randomBytes(32), baseUrl: 'http://shop.example', failed: (error: unknown) => { throw error } }
let people = 0

beforeAll(() => installSecretKey(randomBytes(32)))

const guest = (ip: string): Actor => ({ kind: 'guest', appId: 0, ip })
const shopper = (userId: number): Actor => ({ kind: 'shopper', userId, sessionId: 0, appId: 0, ip: '10.0.0.1' })

async function person(): Promise<number> {
  const name = `p${++people}`
  return (await test.db.user.create({ data: { name, nameKey: name, email: `${name}@shop.example`, emailKey: `${name}@shop.example`, isEmailValid: true } })).id
}

async function published(change: Partial<SurveyForm> = {}) {
  const { id } = await addSurvey(test.ctx(STAFF, NOW), { ...FORM, ...change })
  await moveSurvey(test.ctx(STAFF, NOW), { id, state: 1 })
  return ownWholeSurvey(test.ctx(STAFF), id)
}

function answer(sid: string, actor: Actor, { orderSn = '', at = later(1), version = 2 } = {}) {
  return answerLink(test.ctx(actor, at), { sid, orderSn, version, seconds: 20, source: 'link', replies: [{ qIndex: 1, row: 0, items: [1], ownTexts: [], text: '', value: 0 }] })
}

const follow = async (sid: string, actor: Actor, orderSn = '', at = later(2)) => followLink(test.ctx(actor, at), { sid, orderSn })

describe('a shopper answers once', () => {
  it('of ten at the same time one is taken, and one reward paid', async () => {
    const survey = await published({ rewardKind: 'points', rewardPoints: 30 })
    const userId = await person()
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => answer(survey.sid, shopper(userId))))
    const [taken] = results.filter((result) => result.status === 'fulfilled')
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(taken).toMatchObject({ value: { index: 1, reward: { points: 30, bonusFen: 0 } } })
    expect(results.filter((result) => result.status === 'rejected' && String(result.reason).includes('LIMIT_REACHED'))).toHaveLength(9)
    expect(await test.db.user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({ points: 30 })
    expect(await ownWholeSurvey(test.ctx(STAFF), survey.id)).toMatchObject({ answerTotal: 1, answerValid: 1 })
    expect(await follow(survey.sid, shopper(userId))).toMatchObject({ state: 'answered', questions: [] })
    expect((await answer(survey.sid, shopper(await person()))).index).toBe(2)
  })

  it('a bonus is a reward too, while it can be used', async () => {
    const [from, to] = [later(-1000), later(1000)]
    const type = await test.db.bonusType.create({ data: { name: '谢礼', moneyFen: 500, sendStartAt: from, sendEndAt: to, useStartAt: from, useEndAt: to } })
    const survey = await published({ rewardKind: 'bonus', rewardBonusTypeId: type.id })
    const [early, late] = [await person(), await person()]
    expect(await follow(survey.sid, shopper(early))).toMatchObject({ rewardBonusFen: 500 })
    expect((await answer(survey.sid, shopper(early))).reward).toEqual({ points: 0, bonusFen: 500 })
    expect((await answer(survey.sid, shopper(late), { at: later(2000) })).reward).toEqual({ points: 0, bonusFen: 0 })
    expect(await test.db.bonus.findMany({ where: { typeId: type.id }, select: { userId: true } })).toEqual([{ userId: early }])
  })
})

describe('a guest', () => {
  it('votes once a day from one address', async () => {
    const vote = await published({ atype: 3 })
    await answer(vote.sid, guest('203.0.113.1'))
    await expect(answer(vote.sid, guest('203.0.113.1'))).rejects.toThrow('LIMIT_REACHED')
    expect((await answer(vote.sid, guest('203.0.113.2'))).index).toBe(2)
    expect((await answer(vote.sid, guest('203.0.113.1'), { at: later(24 * 60) })).index).toBe(3)
    const kept = JSON.stringify(await test.db.surveyAnswer.findMany({ where: { surveyId: vote.id } }))
    expect(kept).not.toContain('203.0.113')
  })

  it('may fill in a questionnaire for a family, not for a town', async () => {
    const survey = await published()
    for (let count = 0; count < 20; count++) await answer(survey.sid, guest('203.0.113.9'))
    await expect(answer(survey.sid, guest('203.0.113.9'))).rejects.toThrow('LIMIT_REACHED')
  })
})

describe('a link', () => {
  it('says why it cannot be answered', async () => {
    const full = await published({ maxAnswers: 1 })
    await answer(full.sid, guest('203.0.113.3'))
    const [over, early, paused, gone] = [await published({ endAt: later(1).toISOString() }), await published({ beginAt: later(9).toISOString() }), await published(), await published()]
    await moveSurvey(test.ctx(STAFF), { id: paused.id, state: 2 })
    await moveSurvey(test.ctx(STAFF), { id: gone.id, state: 3 })
    const states = await Promise.all([full, over, early, paused].map(async ({ sid }) => (await follow(sid, guest('203.0.113.4'))).state))
    expect(states).toEqual(['full', 'over', 'not_started', 'paused'])
    await expect(follow(gone.sid, guest(''))).rejects.toThrow('NOT_FOUND')
    await expect(answer(full.sid, guest('203.0.113.5'))).rejects.toThrow('LIMIT_REACHED')
    for (const { sid } of [over, early, paused]) await expect(answer(sid, guest('203.0.113.5'), { at: later(2) })).rejects.toThrow('FORBIDDEN')
  })

  it('an answer to another version is refused', async () => {
    const survey = await published()
    await expect(answer(survey.sid, guest('203.0.113.6'), { version: 1 })).rejects.toThrow('CONFLICT')
  })
})

describe('an order that was received', () => {
  it('is asked about once; its answer carries its number, and the reward is paid once for all orders', async () => {
    const survey = await published({ trigger: 'order_received', rewardKind: 'points', rewardPoints: 10 })
    const userId = await person()
    const orders = [await anOrder(test, { order: { userId } }), await anOrder(test, { order: { userId } })]
    const [first, second] = orders
    for (const { id, sn } of [...orders, ...orders]) await emit(test.ctx(undefined, later(1)), 'order.received', { orderId: id, orderSn: sn })
    await inviteToSurveys(test.ctx(undefined, later(2)), PORTS)
    await inviteToSurveys(test.ctx(undefined, later(3)), PORTS)

    const notices = await test.db.notice.findMany({ where: { userId }, orderBy: { id: 'asc' } })
    expect(notices.map(({ kind, params }) => [kind, params])).toEqual(orders.map(({ sn }) => ['survey_invited', { title: '满意吗', sid: survey.sid, orderSn: sn }]))
    expect(await test.db.outboundMessage.count({ where: { template: 'survey_invited' } })).toBe(2)
    expect(await surveysOfOrder(test.ctx(shopper(userId), later(3)), { orderSn: first?.sn ?? '' })).toEqual({ items: [{ sid: survey.sid, title: '满意吗', isAnswered: false, rewardPoints: 10 }] })

    const rewards = []
    for (const { sn } of orders) rewards.push((await answer(survey.sid, shopper(userId), { orderSn: sn })).reward.points)
    expect(rewards).toEqual([10, 0])
    await expect(answer(survey.sid, shopper(userId), { orderSn: second?.sn ?? '' })).rejects.toThrow('LIMIT_REACHED')
    expect(await test.db.surveyAnswer.findMany({ where: { surveyId: survey.id }, orderBy: { index: 'asc' }, select: { mark: true, source: true, userId: true } })).toEqual(orders.map(({ sn }) => ({ mark: sn, source: 'order', userId })))
    expect((await surveysOfOrder(test.ctx(shopper(userId), later(3)), { orderSn: first?.sn ?? '' })).items).toMatchObject([{ isAnswered: true }])
  })

  it('of somebody else is nobody\'s invitation', async () => {
    const survey = await published({ trigger: 'order_received' })
    const [owner, stranger] = [await person(), await person()]
    const order = await anOrder(test, { order: { userId: owner } })
    await emit(test.ctx(undefined, later(1)), 'order.received', { orderId: order.id, orderSn: order.sn })
    await inviteToSurveys(test.ctx(undefined, later(2)), PORTS)
    expect((await follow(survey.sid, shopper(stranger), order.sn)).orderSn).toBe('')
    expect((await follow(survey.sid, shopper(owner), order.sn)).orderSn).toBe(order.sn)
    expect(await surveysOfOrder(test.ctx(shopper(stranger)), { orderSn: order.sn })).toEqual({ items: [] })
  })

  it('before the survey began to ask is left alone; so is what another trigger is for', async () => {
    const survey = await published({ trigger: 'aftersale_closed' })
    const userId = await person()
    const order = await anOrder(test, { order: { userId } })
    const event = { orderId: order.id, orderSn: order.sn }
    await emit(test.ctx(undefined, later(-5)), 'aftersale.moved', { ...event, aftersaleId: 1, state: 4 })
    await emit(test.ctx(undefined, later(1)), 'aftersale.moved', { ...event, aftersaleId: 1, state: 5 })
    await emit(test.ctx(undefined, later(1)), 'order.received', event)
    await inviteToSurveys(test.ctx(undefined, later(2)), PORTS)
    expect(await test.db.surveyInvitation.count({ where: { surveyId: survey.id } })).toBe(0)
    await emit(test.ctx(undefined, later(3)), 'aftersale.moved', { ...event, aftersaleId: 1, state: 4 })
    await inviteToSurveys(test.ctx(undefined, later(4)), PORTS)
    expect(await test.db.surveyInvitation.count({ where: { surveyId: survey.id } })).toBe(1)
  })
})

describe('a change', () => {
  it('makes a new version when somebody could see it, and takes nothing away that was answered', async () => {
    const survey = await published()
    const save = (change: Partial<SurveyForm>) => saveSurvey(test.ctx(STAFF, later(5)), survey.id, { ...FORM, ...change })
    expect((await save({ maxAnswers: 50 })).version).toBe(2)
    expect((await save({ title: '还满意吗' })).version).toBe(3)
    await answer(survey.sid, guest('203.0.113.7'), { version: 3 })
    const more = SurveyQuestion.parse({ ...choice, items: [...items, { itemIndex: 3, title: '一般' }] })
    expect((await save({ title: '还满意吗', questions: [more] })).version).toBe(4)
    await expect(save({ questions: [choice] })).rejects.toThrow('CONFLICT')
    expect((await test.db.surveyVersion.findMany({ where: { surveyId: survey.id }, orderBy: { version: 'asc' } })).map(({ version }) => version)).toEqual([1, 2, 3, 4])
  })

  it('of folder, notes and star is the shop\'s own: no new version, and found again by it', async () => {
    const survey = await published()
    const list = async (filter: Partial<typeof ALL_SURVEYS>) => (await listSurveys(test.ctx(STAFF), { ...ALL_SURVEYS, ...filter }, { order: 'id', pageNo: 1, pageSize: 100 })).surveys.map(({ id }) => id)

    expect(await saveSurvey(test.ctx(STAFF, later(5)), survey.id, { ...FORM, folder: ' 售后 ', notes: '每月看一次' })).toMatchObject({ version: 2, folder: '售后', notes: '每月看一次' })
    for (let count = 0; count < 2; count++) await starSurvey(test.ctx(STAFF), { id: survey.id, isStarred: true })

    expect([await list({ folder: '售后' }), await list({ onlyStarred: true })]).toEqual([[survey.id], [survey.id]])
    expect(await surveyFolders(test.ctx(STAFF))).toEqual([{ name: '售后', count: 1 }])
    expect(await test.db.auditEntry.count({ where: { action: 'survey.star', targetId: String(survey.id) } })).toBe(1)
    expect(await ownWholeSurvey(test.ctx(STAFF), survey.id)).toMatchObject({ version: 2, isStarred: true })
    await expect(starSurvey(test.ctx({ ...STAFF, sellerId: 8 }), { id: survey.id, isStarred: false })).rejects.toThrow('NOT_FOUND')
  })

  it('an answer that does not count is taken out of the count, once', async () => {
    const survey = await published()
    await answer(survey.sid, guest('203.0.113.8'))
    const { id: jid } = await test.db.surveyAnswer.findFirstOrThrow({ where: { surveyId: survey.id } })
    for (let count = 0; count < 2; count++) await judgeAnswer(test.ctx(STAFF), { id: survey.id, jid, isValid: false })
    expect(await ownWholeSurvey(test.ctx(STAFF), survey.id)).toMatchObject({ answerTotal: 1, answerValid: 0 })
    await expect(judgeAnswer(test.ctx(STAFF), { id: survey.id, jid: jid + 99, isValid: false })).rejects.toThrow('NOT_FOUND')
  })
})
