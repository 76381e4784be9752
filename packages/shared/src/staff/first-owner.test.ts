import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { makeFirstOwner, signIn } from './index.ts'

const test = testDatabase()

describe('a shop without members', () => {
  it('gets one owner, though two servers start at once, and told only once', async () => {
    const made = (await Promise.all([makeFirstOwner(test.ctx()), makeFirstOwner(test.ctx())])).filter((owner) => owner !== null)

    expect(made).toHaveLength(1)
    expect(await test.db.staff.findMany({ select: { name: true, role: { select: { permissions: true } } } })).toEqual([{ name: 'owner', role: { permissions: ['*'] } }])
    expect(await makeFirstOwner(test.ctx())).toBeNull()
    const [owner] = made
    expect((await signIn(test.ctx(), { name: 'owner', password: owner?.password ?? '' }, { ip: '192.0.2.1', requestId: 'first' })).token).toMatch(/^[\w-]{43}$/)
  })
})
