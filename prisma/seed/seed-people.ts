import { hashPassword, LEDGER, post, reviewRanks } from '@xiaopu/shared/accounts'
import { inTransaction } from '@xiaopu/shared/database'
import { fullName, regionPath } from '@xiaopu/shared/regions'
import { addresses, bonusTypes, demoShopper, ranks, reviewers, reviews, type SeedUser } from './content/index.ts'
import { daysFrom, entryOf, type SeedContext } from './seed-context.ts'
import type { SeededCatalogue } from './seed-catalogue.ts'

/** A range without an upper end, as a column that has one. */
const NO_UPPER_END = 2_147_483_647
/** Before the first order of the demo. */
const DEPOSITED_DAYS = -40
const MEMBER_SINCE_DAYS = -200
const CHINA = 1
/** Enough to try paying from balance. */
const DEMO_DEPOSIT_FEN = 200_000

export async function seedRanks(ctx: SeedContext): Promise<Map<string, number>> {
  const rows = await ctx.db.rank.createManyAndReturn({
    data: ranks.map(({ name, minPoints, maxPoints, discountPercent }) => ({ name, minPoints, maxPoints: maxPoints || NO_UPPER_END, discountPercent })),
  })
  return new Map(ranks.map((rank, at) => [rank.code, rows[at]?.id ?? 0]))
}

async function seedUser(ctx: SeedContext, user: SeedUser, passwordHash: string): Promise<number> {
  const row = await ctx.db.user.create({
    data: {
      name: user.userName,
      nameKey: user.userName.toLowerCase(),
      nickName: user.nickName,
      email: user.email,
      emailKey: user.email.toLowerCase(),
      mobile: user.mobile,
      mobileKey: user.mobile || null,
      isEmailValid: true,
      passwordHash,
      termsVersion: '1',
      termsAcceptedAt: daysFrom(ctx.now, MEMBER_SINCE_DAYS),
      signedUpAt: daysFrom(ctx.now, MEMBER_SINCE_DAYS),
    },
  })
  await inTransaction({ ...ctx, now: daysFrom(ctx.now, MEMBER_SINCE_DAYS) }, (tx) => post(tx, {
    userId: row.id,
    type: LEDGER.OTHER,
    balanceFen: user.balanceFen,
    points: user.payPoints,
    rankPoints: user.rankPoints,
    referenceKind: 'opening',
    referenceId: row.id,
    text: '期初',
  }))
  return row.id
}

async function seedAddresses(ctx: SeedContext, users: ReadonlyMap<string, number>): Promise<void> {
  for (const { user, label, province, city, district, ...rest } of addresses) {
    await ctx.db.address.create({
      data: { ...rest, userId: entryOf(users, user), label, countryId: CHINA, provinceId: Number(province), cityId: Number(city), districtId: Number(district), regionText: fullName(await regionPath(ctx, Number(district))) },
    })
  }
}

async function seedBonuses(ctx: SeedContext, users: ReadonlyMap<string, number>, ids: SeededCatalogue): Promise<Map<string, number>> {
  const byName = new Map<string, number>()
  for (const type of bonusTypes) {
    const period = { startAt: daysFrom(ctx.now, type.startDays), endAt: daysFrom(ctx.now, type.endDays) }
    const row = await ctx.db.bonusType.create({
      data: {
        name: type.name,
        moneyFen: type.moneyFen,
        minGoodsAmountFen: type.minGoodsFen,
        sendKind: type.claimTotal === undefined ? 0 : 4,
        claimTotal: type.claimTotal ?? 0,
        sendStartAt: period.startAt,
        sendEndAt: period.endAt,
        useStartAt: period.startAt,
        useEndAt: period.endAt,
        useRange: type.categories.length > 0 ? 1 : 0,
        useRangeIds: type.categories.map((code) => entryOf(ids.categories, code)),
        bonuses: { create: type.givenTo.map((user) => ({ userId: entryOf(users, user), ownedAt: period.startAt })) },
      },
    })
    byName.set(type.name, row.id)
  }
  return byName
}

async function seedReviews(ctx: SeedContext, users: ReadonlyMap<string, number>, ids: SeededCatalogue): Promise<void> {
  await ctx.db.comment.createMany({
    data: reviews.map((review) => ({
      goodsId: entryOf(ids.goods, review.goods),
      userId: entryOf(users, review.user),
      rank: review.rank,
      content: review.content,
      optionsText: review.option,
      isAnonymous: review.anonymous,
      isApproved: true,
      reply: review.reply,
      repliedAt: review.reply ? daysFrom(ctx.now, 1 - review.daysAgo) : null,
      addedAt: daysFrom(ctx.now, -review.daysAgo),
    })),
  })
  await ctx.sql.run('seed_comment_counts', `
UPDATE "Goods" g SET "commentCount" = c.count, "commentRankSum" = c.sum
FROM (SELECT "goodsId", count(*)::int AS count, sum("rank")::int AS sum FROM "Comment" WHERE "isApproved" GROUP BY "goodsId") c WHERE c."goodsId" = g."id"`)
}

/** Members with their opening figures, addresses, bonuses and what they wrote. The demo shopper alone can sign in. */
export async function seedPeople(ctx: SeedContext, ids: SeededCatalogue, shopperPassword: string): Promise<Map<string, number>> {
  ctx.say(`People: ${reviewers.length + 1} members, ${reviews.length} reviews …`)
  const users = new Map<string, number>()
  users.set(demoShopper.userName, await seedUser(ctx, demoShopper, await hashPassword(shopperPassword)))
  await inTransaction({ ...ctx, now: daysFrom(ctx.now, DEPOSITED_DAYS) }, (tx) => post(tx, { userId: entryOf(users, demoShopper.userName), type: LEDGER.DEPOSIT, balanceFen: DEMO_DEPOSIT_FEN, referenceKind: 'demo', referenceId: 1, text: '充值' }))
  const unusable = await hashPassword(crypto.randomUUID())
  for (const user of reviewers) users.set(user.userName, await seedUser(ctx, user, unusable))
  await inTransaction(ctx, (tx) => reviewRanks(tx))
  await seedAddresses(ctx, users)
  await seedBonuses(ctx, users, ids)
  await seedReviews(ctx, users, ids)
  return users
}
