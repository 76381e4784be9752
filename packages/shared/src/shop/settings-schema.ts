import { z } from 'zod'

const minutes = z.int().min(1).max(100_000)
const days = z.int().min(0).max(3650)
const line = z.string().max(255)
const texts = z.array(z.string().max(255)).max(100)
const rateBasisPoints = z.int().min(0).max(10_000)
const switchedOn = z.boolean().default(true)
const switchedOff = z.boolean().default(false)

const limitFen = z.int().min(1).max(100_000_000)

const MAX_LEVELS = 2
const WHOLE_PERCENT = 100
const Affiliate = z.object({
  isOn: switchedOff,
  /** 0: with every order of whoever signed up by the link; 1: with the order the link led to. */
  separateBy: z.union([z.literal(0), z.literal(1)]).default(0),
  /** How long the storefront keeps the last link that was followed. */
  expireHours: z.int().min(1).max(8760).default(24),
  /** Of what the goods of an order cost after all deductions. */
  moneyRateBasisPoints: rateBasisPoints.default(100),
  /** Of the rank points of an order. */
  pointRateBasisPoints: rateBasisPoints.default(500),
  /** What of both each level gets; the rest stays with the shop. */
  levelPercents: z.array(z.int().min(1).max(WHOLE_PERCENT)).min(1).max(MAX_LEVELS).refine((parts) => parts.reduce((sum, part) => sum + part, 0) <= WHOLE_PERCENT).default([60, 30]),
  /** Rank points for whoever brought a new member, as long as those do not pass the bound; 0 is no bound. */
  registerPoints: z.int().min(0).max(1_000_000).default(2),
  registerPointsBound: z.int().min(0).max(100_000_000).default(60),
  intro: z.string().max(1000).default(''),
})

const PRICING = {
  /** Consumption points worth one yuan. */
  pointsPerYuan: z.int().min(1).max(100_000).default(100),
  /** At most so many percent of what is left of the goods can be paid with points. */
  pointsPercent: z.int().min(0).max(100).default(100),
  usePoints: switchedOn,
  useBonus: switchedOn,
  useBalance: switchedOn,
  canInvoice: switchedOn,
  useHowOos: switchedOn,
  usePack: switchedOn,
  useCard: switchedOn,
  minGoodsAmountFen: z.int().min(0).default(0),
  invoiceTypes: z.array(z.object({ name: z.string().min(1).max(60), rateBasisPoints })).max(20)
    .default([{ name: '普通发票', rateBasisPoints: 100 }, { name: '增值税发票', rateBasisPoints: 150 }]),
  invoiceContents: texts.default(['商品明细', '商品类别']),
  /** A new product's market price, as a rate of its shop price. */
  marketPriceRateBasisPoints: z.int().min(0).max(1_000_000).default(12_000),
  checkoutMinutes: minutes.default(30),
}

const ORDERS = {
  useStorage: switchedOn,
  /** 1 when placed, 2 when paid, 0 when handed over. */
  stockDecTime: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(1),
  orderUnpaidMinutes: minutes.default(30),
  orderOfflineDays: days.default(3),
  autoReceiveDays: days.default(10),
  aftersaleDays: days.default(7),
  aftersaleAnswerDays: days.default(3),
  returnShipDays: days.default(7),
  /** Who takes returns, with address and telephone, as it stands on a parcel. */
  returnAddress: z.string().max(500).default(''),
}

const ACCOUNTS = {
  shopRegClosed: switchedOff,
  registerPoints: z.int().min(0).max(1_000_000).default(0),
  /** Sign-up with a mobile number needs a code; on once a message provider is set up. */
  smsSignup: switchedOff,
  smsEnabled: switchedOff,
  wechatEnabled: switchedOff,
  termsVersion: line.default('1'),
  /** Read before signing up; `termsVersion` says which one a member agreed to. */
  agreementText: z.string().max(20_000).default(''),
  depositMinFen: limitFen.default(100),
  depositMaxFen: limitFen.default(5_000_000),
  withdrawMinFen: limitFen.default(100),
  withdrawMaxFen: limitFen.default(2_000_000),
  /** Recommending: who brings buyers earns with their orders. */
  affiliate: Affiliate.default(Affiliate.parse({})),
  reservedUserNames: texts.default(['admin', 'root', 'system', 'shop', 'service', '客服', '管理员']),
}

const CONTENT = {
  commentCheck: switchedOn,
  /** Who may comment: 0 and 1 signed in, 2 bought something, 3 bought this. */
  commentFactor: z.int().min(0).max(3).default(3),
  messageBoard: switchedOff,
  messageCheck: switchedOn,
  /** Words no comment and no message may hold. */
  blockedWords: texts.default([]),
  searchKeywords: texts.default([]),
  /** Shown inside the empty search box. */
  defaultKeyword: line.default(''),
  searchBlockList: texts.default([]),
}

const SHOP = {
  shopName: line.default('小铺'),
  shopTitle: line.default('小铺'),
  shopDesc: z.string().max(1000).default(''),
  shopKeywords: line.default(''),
  shopLogo: line.default(''),
  shopCountry: z.int().min(0).default(1),
  shopProvince: z.int().min(0).default(0),
  shopCity: z.int().min(0).default(0),
  shopAddress: line.default(''),
  servicePhone: line.default(''),
  serviceEmail: line.default(''),
  qq: texts.default([]),
  ww: texts.default([]),
  shopNotice: z.string().max(2000).default(''),
  userNotice: z.string().max(2000).default(''),
  shopClosed: switchedOff,
  closeComment: z.string().max(1000).default(''),
  icpNumber: line.default(''),
  pointsName: line.default('积分'),
  pageSize: z.int().min(1).max(100).default(20),
  noPicture: line.default(''),
  distributionEnabled: switchedOff,
  checkInEnabled: switchedOff,
  /** The promotion words that are switched on. */
  promotions: texts.default([]),
  privacyUrl: line.default(''),
  agreementUrl: line.default(''),
}

/** Every setting of the shop with its default. A row of the table that is not named here belongs to somebody else. */
export const ShopSettings = z.object({ ...PRICING, ...ORDERS, ...ACCOUNTS, ...CONTENT, ...SHOP })
export type ShopSettings = z.output<typeof ShopSettings>

/** What a merchant changes at once: any of the settings, nothing else. */
export const ShopSettingsPatch = z.strictObject(
  Object.fromEntries(Object.entries(ShopSettings.shape).map(([key, field]) => [key, field.removeDefault().optional()])),
)
