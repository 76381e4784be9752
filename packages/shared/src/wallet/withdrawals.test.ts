import { describe, expect, it } from 'vitest'
import { closeAccount } from '../accounts/index.ts'
import { after, NOON, PASSWORD, refusal, refused } from '../accounts/testing/world.ts'
import { inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { portsOf } from '../orders/testing/fixture.ts'
import { cancelRequest, finishPayout, listForDesk, payeeForStaff, refuseWithdrawal, startPayout, stopPayout, withdraw } from './index.ts'
import { CASHIER, walletWorld } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 12 })
const world = walletWorld(test)
const ports = portsOf()
const BANK = { payeeChannel: 'bank', payeeName: '李雷', payeeAccount: '6222 0212 3456 7890', payeeBank: '招商银行', password: PASSWORD } as const
const ask = (userId: number, amountFen: number, change: Partial<Parameters<typeof withdraw>[1]> = {}) => withdraw(world.as(userId), { ...BANK, amountFen, ...change })
const onDesk = <T>(work: Parameters<typeof inTransaction<T>>[1], actor = CASHIER) => inTransaction(world.desk(after(60), actor), work)
const read = (id: number) => test.db.accountRequest.findUniqueOrThrow({ where: { id } })

describe('a withdrawal', () => {
  it('moves the amount to frozen at once and out of the house when it is paid', async () => {
    const userId = await world.rich(8000)

    const { account, balanceFen, frozenMoneyFen } = await ask(userId, 5000, { userNote: '急用' })

    expect([balanceFen, frozenMoneyFen]).toEqual([3000, 5000])
    expect(account).toMatchObject({ processType: 1, amountFen: 5000, payFeeFen: 0, payment: '银行卡', payee: '**** 7890', userNote: '急用', isPaid: 0, paidTime: '' })
    const tooMuch = await refused(ask(userId, 3001))
    expect([tooMuch.word, tooMuch.params]).toEqual(['WITHDRAW_TOO_MUCH', { available: '30.00' }])
    await onDesk((tx) => finishPayout(tx, { id: account.id, providerNo: 'B2026030100017', note: '已转账' }))
    expect(await world.purse(userId)).toEqual([3000, 0])
    expect(await world.rows(userId)).toEqual([[1, -5000, 5000, 1], [1, 0, -5000, 2]])
    const entries = await test.db.ledgerEntry.findMany({ where: { userId, type: 1 }, orderBy: { id: 'asc' } })
    expect(entries.map(({ contraAccount, contraFen }) => [contraAccount, contraFen])).toEqual([['', 0], ['cash_out', 5000]])
    expect(await read(account.id)).toMatchObject({ state: 1, providerNo: 'B2026030100017', byName: '许店长', staffNote: '已转账', closedAt: after(60) })
  })

  it.each([[99, 'AMOUNT_INVALID'], [100, 'done'], [2_000_000, 'done'], [2_000_001, 'AMOUNT_INVALID']])('of %i fen is %s', async (amountFen, word) => {
    const userId = await world.rich(3_000_000)

    expect(await ask(userId, amountFen).then(() => 'done', (error: { word: string }) => error.word)).toBe(word)
  })

  it('never takes from the credit line', async () => {
    const userId = await world.rich(1000, { creditLineFen: 50_000 })

    expect((await refused(ask(userId, 1001))).params).toEqual({ available: '10.00' })
  })

  it('needs the password, and the name of the bank', async () => {
    const userId = await world.rich(8000)

    expect(await refusal(ask(userId, 1000, { password: 'not the one' }))).toBe('PASSWORD_WRONG')
    expect(await refusal(ask(userId, 1000, { password: undefined }))).toBe('PASSWORD_WRONG')
    expect((await refused(ask(userId, 1000, { payeeBank: ' ' }))).params).toEqual({ field: 'payeeBank' })
    for (let wrong = 0; wrong < 4; wrong++) await refusal(ask(userId, 1000, { password: 'not the one' }))
    expect(await refusal(ask(userId, 1000))).toBe('SIGNIN_LOCKED')
    expect(await world.purse(userId)).toEqual([8000, 0])
  })

  it('of a member without a password goes to WeChat only', async () => {
    const userId = await world.rich(8000, { passwordHash: null })

    expect(await refusal(ask(userId, 1000))).toBe('PASSWORD_WRONG')
    expect((await ask(userId, 1000, { payeeChannel: 'wechat' })).account.payment).toBe('微信')
  })

  it('waits with two others at most', async () => {
    const userId = await world.rich(8000)
    for (let made = 0; made < 3; made++) await ask(userId, 1000)

    expect((await refused(ask(userId, 1000))).params).toEqual({ limit: 3 })
  })

  it('of two at once that together exceed the balance one is too much', async () => {
    const userId = await world.rich(8000)

    const words = await Promise.all([ask(userId, 5000), ask(userId, 5000)].map((one) => one.then(() => 'done', (error: { word: string }) => error.word)))

    expect(words.sort()).toEqual(['WITHDRAW_TOO_MUCH', 'done'])
    expect(await world.purse(userId)).toEqual([3000, 5000])
  })

  it('keeps the payee encrypted; the member who pays reads it', async () => {
    const { account } = await ask(await world.rich(8000), 1000)

    const row = await read(account.id)
    expect(JSON.stringify(row)).not.toMatch(/李雷|6222|招商/)
    expect((await onDesk((tx) => payeeForStaff(tx, account.id))).payee).toEqual({ name: '李雷', account: '6222 0212 3456 7890', bank: '招商银行' })
  })
})

describe('cancelling a withdrawal', () => {
  it('moves the amount back, once, and stays in the list', async () => {
    const userId = await world.rich(8000)
    const { account } = await ask(userId, 5000)

    const words = await Promise.all(Array.from({ length: 4 }, () => cancelRequest(world.as(userId), ports, { id: account.id }).then(({ account: { isPaid } }) => String(isPaid), (error: { word: string }) => error.word)))

    expect(words.sort()).toEqual(['2', 'ACCOUNT_STATE_INVALID', 'ACCOUNT_STATE_INVALID', 'ACCOUNT_STATE_INVALID'])
    expect(await world.purse(userId)).toEqual([8000, 0])
    expect(await world.rows(userId)).toEqual([[1, -5000, 5000, 1], [1, 5000, -5000, 3]])
  })

  it('is too late once it is under way, and possible again when that was stopped', async () => {
    const userId = await world.rich(8000)
    const { account: { id } } = await ask(userId, 5000)
    await onDesk((tx) => startPayout(tx, { id }))

    expect(await refusal(cancelRequest(world.as(userId), ports, { id }))).toBe('ACCOUNT_STATE_INVALID')
    await onDesk((tx) => stopPayout(tx, { id }))
    expect((await cancelRequest(world.as(userId), ports, { id })).account.isPaid).toBe(2)
  })

  it('of a stranger\'s finds nothing', async () => {
    const { account: { id } } = await ask(await world.rich(8000), 5000)

    expect(await refusal(cancelRequest(world.as(await world.rich(0)), ports, { id }))).toBe('NOT_FOUND')
    expect((await read(id)).state).toBe(0)
  })
})

describe('the desk', () => {
  it('refuses with a reason only, and the amount goes back', async () => {
    const userId = await world.rich(8000)
    const { account: { id } } = await ask(userId, 5000)

    expect(await refusal(onDesk((tx) => refuseWithdrawal(tx, { id, reason: ' ' })))).toBe('PARAM_MISSING')
    await onDesk((tx) => refuseWithdrawal(tx, { id, reason: '户名不符' }))
    expect(await world.purse(userId)).toEqual([8000, 0])
    expect(await read(id)).toMatchObject({ state: 3, staffNote: '户名不符' })
    expect(await refusal(onDesk((tx) => finishPayout(tx, { id, providerNo: 'X1', note: '' })))).toBe('ACCOUNT_STATE_INVALID')
    expect(await world.rows(userId)).toEqual([[1, -5000, 5000, 1], [1, 5000, -5000, 3]])
  })

  it('is not paid by its payee', async () => {
    const { account: { id } } = await ask(await world.rich(8000), 5000, { payeeName: '许店长' })

    expect(await refusal(onDesk((tx) => startPayout(tx, { id })))).toBe('FORBIDDEN')
    expect(await refusal(onDesk((tx) => finishPayout(tx, { id, providerNo: 'X2', note: '' })))).toBe('FORBIDDEN')
    await onDesk((tx) => finishPayout(tx, { id, providerNo: 'X2', note: '' }), { ...CASHIER, name: '小李' } as typeof CASHIER)
    expect((await read(id)).state).toBe(1)
  })

  it('pays once, under a number no other withdrawal of the channel has', async () => {
    const userId = await world.rich(8000)
    const [first, second] = [await ask(userId, 1000), await ask(userId, 2000)]

    const paid = await Promise.all(Array.from({ length: 4 }, () => onDesk((tx) => finishPayout(tx, { id: first.account.id, providerNo: 'B77', note: '' })).then(() => 'done', (error: { word: string }) => error.word)))
    expect(paid.sort()).toEqual(['ACCOUNT_STATE_INVALID', 'ACCOUNT_STATE_INVALID', 'ACCOUNT_STATE_INVALID', 'done'])
    expect((await refused(onDesk((tx) => finishPayout(tx, { id: second.account.id, providerNo: 'B77', note: '' })))).params).toEqual({ field: 'providerNo' })
    expect(await world.purse(userId)).toEqual([5000, 2000])
  })

  it('shows open ones the oldest first, and is closed to a seller\'s members', async () => {
    const userId = await world.rich(8000, { name: '韩梅梅', nameKey: '韩梅梅' })
    const [first, second] = [await ask(userId, 1000), await ask(userId, 2000)]

    const { items } = await listForDesk(world.desk(NOON), { kind: 1, state: 'open', q: '韩梅' }, { pageNo: 1, pageSize: 10 })

    expect(items.map(({ id, payee, isPaying }) => [id, payee, isPaying])).toEqual([[first.account.id, '**** 7890', false], [second.account.id, '**** 7890', false]])
    expect(await refusal(listForDesk(world.desk(NOON, { ...CASHIER, sellerId: 3 } as typeof CASHIER), { kind: 1, state: 'all', q: '' }, { pageNo: 1, pageSize: 10 }))).toBe('FORBIDDEN')
  })
})

describe('an account that is closed', () => {
  const close = (userId: number) => inTransaction(test.ctx(), (tx) => closeAccount(tx, { userId }))

  it('has no open request, and keeps no payee', async () => {
    const userId = await world.rich(1000)
    const { account: { id } } = await ask(userId, 1000, { userNote: '急用' })
    await onDesk((tx) => finishPayout(tx, { id, providerNo: 'B99', note: '' }))
    const open = await test.db.accountRequest.create({ data: { userId, kind: 0, amountFen: 100, payId: 1, addedAt: NOON, expiresAt: after(3600) } })

    expect(await refusal(close(userId))).toBe('CONFLICT')
    await cancelRequest(world.as(userId), ports, { id: open.id })
    await close(userId)

    expect(await read(id)).toMatchObject({ state: 1, providerNo: 'B99', payeeCipher: 'closed', payeeMasked: '', userNote: '' })
  })
})
