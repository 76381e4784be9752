import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { NOON, refusal, refused } from '../accounts/testing/world.ts'
import type { PaymentRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { paymentMethodsOf, portsOf, type TestPorts } from '../orders/testing/fixture.ts'
import { handleNotification, queryDuePayments, runDueRefunds } from '../payments/index.ts'
import { type Heard, type SandboxWorld, sandboxWorld } from '../payments/sandbox-server/testing.ts'
import { audit } from '../staff/index.ts'
import { cancelRequest, confirmDeposit, expireDeposits, listRequests, makeDeposit, payDeposit, qrPayDeposit } from './index.ts'
import { walletWorld } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })
const world = walletWorld(test)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
let sandbox: SandboxWorld
let ports: TestPorts
let methods: Awaited<ReturnType<typeof paymentMethodsOf>>

beforeAll(async () => {
  sandbox = await sandboxWorld({ callTimeoutMs: 1500 })
  ports = portsOf({ sandbox: sandbox.provider })
  methods = await paymentMethodsOf(test)
})
afterEach(async () => {
  await sandbox.control('reset')
  sandbox.shop.heard.length = 0
})
afterAll(() => sandbox.close())

/** The sandbox asks for the moment it is, so these deposits are made now. */
const now = () => new Date()
const deposit = (userId: number, amountFen: number, payId = methods.sandbox) => makeDeposit(world.as(userId, now()), ports, { amountFen, payId, client: 'h5' })
const read = (id: number) => test.db.accountRequest.findUniqueOrThrow({ where: { id } })
const paymentOf = (logId: number) => test.db.payment.findUniqueOrThrow({ where: { id: logId } })
const tell = ({ body, headers }: Heard) => handleNotification(test.ctx(), ports, 'sandbox', body, headers)

/** The payer pressed the button; what the provider then said to the shop. */
async function paidBy(payment: PaymentRow): Promise<Heard> {
  const before = sandbox.shop.heard.length
  await sandbox.control(`pay/${payment.sn}`)
  const heard = (await sandbox.shop.hears(before + 1))[before]
  if (!heard) throw new Error('nothing heard')
  return heard
}

describe('a deposit', () => {
  it('collects the fee on top; only the amount reaches the balance', async () => {
    const userId = await world.rich(0)

    const { account, payment } = await deposit(userId, 10_000)

    expect(account).toMatchObject({ processType: 0, amountFen: 10_000, payFeeFen: 60, payId: methods.sandbox, payment: '沙箱支付', payee: '', isPaid: 0 })
    expect(payment).toMatchObject({ orderSn: '', accountId: account.id, amountFen: 10_060, payFeeFen: 60, isOnline: true })
    expect(await world.rows(userId)).toEqual([])
    await tell(await paidBy(await paymentOf(payment.logId)))
    expect(await world.purse(userId)).toEqual([10_000, 0])
    expect(await world.rows(userId)).toEqual([[0, 10_000, 0, 1]])
    expect((await listRequests(world.as(userId), { processType: 0, pageNo: 1, pageSize: 20 })).items).toMatchObject([{ id: account.id, isPaid: 1 }])
  })

  it('told twenty times at once is credited once', async () => {
    const userId = await world.rich(0)
    const { payment } = await deposit(userId, 10_000)
    const heard = await paidBy(await paymentOf(payment.logId))

    const answers = await Promise.all(Array.from({ length: 20 }, () => tell(heard)))

    expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set([204]))
    expect(await world.purse(userId)).toEqual([10_000, 0])
    expect(await world.rows(userId)).toHaveLength(1)
  })

  it('never told of is found by asking', async () => {
    const userId = await world.rich(0)
    const { payment } = await deposit(userId, 10_000)
    const row = await paymentOf(payment.logId)
    await sandbox.control('faults', { notifications: [{ kind: 'drop' }] })
    await sandbox.control(`pay/${row.sn}`)

    await queryDuePayments(test.ctx(undefined, new Date(row.createdAt.getTime() + 30_000)), ports)

    expect(await world.purse(userId)).toEqual([10_000, 0])
  })

  it.each([[99, 'AMOUNT_INVALID'], [100, 'done'], [5_000_000, 'done'], [5_000_001, 'AMOUNT_INVALID']])('of %i fen is %s', async (amountFen, word) => {
    const userId = await world.rich(0)

    expect(await deposit(userId, amountFen).then(() => 'done', (error: { word: string }) => error.word)).toBe(word)
  })

  it('is not paid at the door, from the balance or by a method that is not there', async () => {
    const userId = await world.rich(0)

    for (const payId of [methods.cod, methods.balance, 999_999]) expect(await refusal(deposit(userId, 1000, payId))).toBe('PAYMENT_UNAVAILABLE')
    expect(await test.db.accountRequest.count({ where: { userId } })).toBe(0)
  })

  it('is one of five open ones at most; what no provider took is not open', async () => {
    const userId = await world.rich(0)
    await sandbox.control('faults', { calls: [{ kind: '500', on: 'create' }] })
    expect(await refusal(deposit(userId, 1000))).toBe('PAYMENT_PROVIDER_ERROR')
    for (let made = 0; made < 5; made++) await deposit(userId, 1000, methods.bank)

    expect((await refused(deposit(userId, 1000))).params).toEqual({ limit: 5 })
    expect((await listRequests(world.as(userId), { pageNo: 1, pageSize: 20 })).items.map(({ isPaid }) => isPaid)).toEqual([0, 0, 0, 0, 0, 2])
  })
})

describe('paying a deposit in another way', () => {
  it('works the fee out anew and closes what was open', async () => {
    const userId = await world.rich(0)
    const { account, payment } = await deposit(userId, 10_000)

    const changed = await payDeposit(world.as(userId, now()), ports, { id: account.id, payId: methods.bank, client: 'h5' })

    expect(changed.account).toMatchObject({ payFeeFen: 0, payment: '银行汇款' })
    expect(changed.payment).toMatchObject({ amountFen: 10_000, payFeeFen: 0, isOnline: false, payDesc: `招商银行 6222 0000\n转账时请注明充值单号 ${account.id}` })
    expect((await paymentOf(payment.logId)).state).toBe('closed')
    const { addedAt, expiresAt } = await read(account.id)
    expect(expiresAt?.getTime()).toBe(addedAt.getTime() + 7 * DAY_MS)
    expect((await payDeposit(world.as(userId, now()), ports, { id: account.id, client: 'h5' })).payment.logId).toBe(changed.payment.logId)
  })

  it('finds that it was paid in the first way', async () => {
    const userId = await world.rich(0)
    const { account, payment } = await deposit(userId, 10_000)
    await sandbox.control(`pay/${(await paymentOf(payment.logId)).sn}`)

    expect(await refusal(payDeposit(world.as(userId, now()), ports, { id: account.id, payId: methods.bank, client: 'h5' }))).toBe('ACCOUNT_STATE_INVALID')
    expect(await world.purse(userId)).toEqual([10_000, 0])
  })

  it('is possible with a code, for its owner only and while it is open', async () => {
    const userId = await world.rich(0)
    const { account } = await deposit(userId, 10_000, methods.bank)

    const code = await qrPayDeposit(world.as(userId, now()), ports, { accountId: account.id })

    expect(code).toMatchObject({ subject: 'deposit', subjectSn: String(account.id), amountFen: 10_060, status: 'pending' })
    expect(code.qrPayload).not.toBe('')
    expect(await refusal(qrPayDeposit(world.as(await world.rich(0), now()), ports, { accountId: account.id }))).toBe('NOT_FOUND')
    await cancelRequest(world.as(userId, now()), ports, { id: account.id })
    expect(await refusal(payDeposit(world.as(userId, now()), ports, { id: account.id, client: 'h5' }))).toBe('ACCOUNT_STATE_INVALID')
    expect(await refusal(qrPayDeposit(world.as(userId, now()), ports, { accountId: account.id }))).toBe('ACCOUNT_STATE_INVALID')
  })
})

describe('a deposit that was cancelled', () => {
  it('and paid all the same is credited once', async () => {
    const userId = await world.rich(0)
    const { account, payment } = await deposit(userId, 10_000)
    await sandbox.control('faults', { calls: [{ kind: '500', on: 'close', count: 2 }] })
    expect((await cancelRequest(world.as(userId, now()), ports, { id: account.id })).account.isPaid).toBe(2)

    const heard = await paidBy(await paymentOf(payment.logId))
    await Promise.all([tell(heard), tell(heard)])

    expect(await world.purse(userId)).toEqual([10_000, 0])
    expect(await world.rows(userId)).toEqual([[0, 10_000, 0, 1]])
    expect((await read(account.id)).state).toBe(1)
    expect(await test.db.refund.count()).toBe(0)
  })

  it('was paid before that: it stays paid', async () => {
    const userId = await world.rich(0)
    const { account, payment } = await deposit(userId, 10_000)
    await sandbox.control(`pay/${(await paymentOf(payment.logId)).sn}`)

    expect(await refusal(cancelRequest(world.as(userId, now()), ports, { id: account.id }))).toBe('ACCOUNT_STATE_INVALID')
    expect([(await read(account.id)).state, ...await world.purse(userId)]).toEqual([1, 10_000, 0])
  })

  it('and a second payment of a done one goes back', async () => {
    const userId = await world.rich(0)
    const { account, payment } = await deposit(userId, 10_000)
    await test.db.payment.update({ where: { id: payment.logId }, data: { state: 'closed' } })
    const second = await payDeposit(world.as(userId, now()), ports, { id: account.id, client: 'h5' })
    const [heardFirst, heardSecond] = [await paidBy(await paymentOf(payment.logId)), await paidBy(await paymentOf(second.payment.logId))]

    await tell(heardFirst)
    await tell(heardSecond)
    await runDueRefunds(test.ctx(), ports)

    expect(await world.purse(userId)).toEqual([10_000, 0])
    expect(await test.db.refund.findMany({ where: { paymentId: second.payment.logId } })).toMatchObject([{ amountFen: 10_060, key: `double:${(await paymentOf(second.payment.logId)).sn}` }])
  })
})

describe('the clock', () => {
  it('ends an unpaid deposit after 24 hours, one by transfer after 7 days', async () => {
    const userId = await world.rich(0)
    const [online, offline] = [(await deposit(userId, 1000)).account.id, (await deposit(userId, 1000, methods.bank)).account.id]
    const states = async () => Promise.all([online, offline].map(async (id) => (await read(id)).state))
    const { addedAt } = await read(online)
    const tick = (ms: number) => expireDeposits(test.ctx(undefined, new Date(addedAt.getTime() + ms)), ports)

    await tick(DAY_MS - 1)
    expect(await states()).toEqual([0, 0])
    await tick(DAY_MS)
    expect(await states()).toEqual([2, 0])
    await tick(7 * DAY_MS + HOUR_MS)
    expect(await states()).toEqual([2, 2])
  })

  it('finds one that was paid without a word', async () => {
    const userId = await world.rich(0)
    const { account, payment } = await deposit(userId, 10_000)
    await sandbox.control('faults', { notifications: [{ kind: 'drop' }] })
    await sandbox.control(`pay/${(await paymentOf(payment.logId)).sn}`)

    await expireDeposits(test.ctx(undefined, new Date(Date.now() + DAY_MS + 60_000)), ports)

    expect([(await read(account.id)).state, ...await world.purse(userId)]).toEqual([1, 10_000, 0])
  })
})

describe('a transfer found on the statement', () => {
  const found = (id: number, amountFen: number, reference: string) => confirmDeposit(world.desk(), ports, { id, amountFen, receivedAt: NOON, reference }, (tx, { userName, before, after }) => audit(tx, { action: 'wallet.confirm', targetKind: 'account', targetId: id, targetName: userName, before, after }))

  it('credits the deposit once and is told', async () => {
    const userId = await world.rich(0)
    const { account: { id } } = await deposit(userId, 10_000, methods.bank)

    expect(await refusal(found(id, 9999, 'T1'))).toBe('AMOUNT_INVALID')
    expect(await refusal(found(id, 10_000, ''))).toBe('PARAM_MISSING')
    await found(id, 10_000, 'T1')
    expect(await refusal(found(id, 10_000, 'T2'))).toBe('ACCOUNT_STATE_INVALID')

    expect(await world.purse(userId)).toEqual([10_000, 0])
    expect(await read(id)).toMatchObject({ state: 1, byName: '许店长' })
    expect(await test.db.auditEntry.findMany({ where: { targetId: String(id) } })).toMatchObject([{ action: 'wallet.confirm' }])
  })

  it('of more is credited whole, after the deposit was cancelled too', async () => {
    const userId = await world.rich(0)
    const { account: { id } } = await deposit(userId, 10_000, methods.bank)
    await cancelRequest(world.as(userId, now()), ports, { id })

    await found(id, 10_050, 'T3')

    expect(await world.purse(userId)).toEqual([10_050, 0])
  })

  it('is no way for a deposit that a provider collects', async () => {
    const { account: { id } } = await deposit(await world.rich(0), 10_000)

    expect(await refusal(found(id, 10_060, 'T4'))).toBe('PAYMENT_UNAVAILABLE')
  })
})
