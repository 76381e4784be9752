import { z } from 'zod'
import { Goods } from './catalogue.ts'
import { day, decimal, fen, flag, int, picture, text, time } from './fields.ts'

export const ExtendField = z.object({
  fieldId: int,
  fieldName: text,
  content: text,
})
export type ExtendField = z.output<typeof ExtendField>

export const User = z.object({
  userId: int,
  userName: text,
  nickName: text,
  avatar: picture,
  email: text,
  mobilePhone: text,
  isValidated: flag,
  mobileValidated: flag,
  sex: int,
  birthday: day,
  qq: text,
  officePhone: text,
  homePhone: text,
  extendFields: z.array(ExtendField),
  rankId: int,
  rankName: text,
  discount: int,
  specialRank: flag,
  nextRankName: text,
  nextRankPoints: int,
  balanceFen: fen.meta({ wireName: 'user_money' }),
  frozenMoneyFen: fen,
  creditLineFen: fen,
  points: int.meta({ wireName: 'pay_points' }),
  rankPoints: int,
  bonusCount: int,
  bonusMoneyFen: fen,
  addressId: int,
  collectCount: int,
  awaitPayCount: int,
  awaitShipCount: int,
  awaitReceiveCount: int,
  awaitCommentCount: int,
  wechatBound: flag,
  referrerId: int.meta({ wireName: 'parent_id' }),
  signedUpAt: time.meta({ wireName: 'reg_time' }),
  lastLogin: time,
})
export type User = z.output<typeof User>

export const SignupField = z.object({
  fieldId: int,
  name: text,
  label: text,
  type: z.enum(['text', 'password', 'email', 'mobile', 'code', 'boolean']),
  required: flag,
  min: int,
  max: int,
})
export type SignupField = z.output<typeof SignupField>

export const CollectItem = z.object({
  favouriteId: int.meta({ wireName: 'rec_id' }),
  goods: Goods,
  isAttention: flag,
  priceThenFen: fen,
  addTime: time,
})
export type CollectItem = z.output<typeof CollectItem>

export const AccountItem = z.object({
  id: int,
  processType: int,
  amountFen: fen,
  payFeeFen: fen,
  payId: int,
  payment: text,
  payee: text,
  userNote: text,
  adminNote: text,
  isPaid: int,
  addTime: time,
  paidTime: time,
})
export type AccountItem = z.output<typeof AccountItem>

export const AccountLog = z.object({
  logId: int,
  changeType: int,
  balanceFen: fen.meta({ wireName: 'user_money' }),
  frozenMoneyFen: fen,
  points: int.meta({ wireName: 'pay_points' }),
  rankPoints: int,
  balanceAfterFen: fen,
  pointsAfter: int,
  changeDesc: text,
  orderSn: text,
  changeTime: time,
})
export type AccountLog = z.output<typeof AccountLog>

export const AffiliateLevel = z.object({
  level: int,
  userCount: int,
  levelMoney: decimal,
  levelPoint: decimal,
})
export type AffiliateLevel = z.output<typeof AffiliateLevel>

export const AffiliateItem = z.object({
  orderSn: text,
  userName: text,
  level: int,
  baseAmountFen: fen,
  moneyFen: fen,
  point: int,
  state: z.enum(['pending', 'paid', 'void']),
  time,
})
export type AffiliateItem = z.output<typeof AffiliateItem>

export const BookingItem = z.object({
  bookingId: int.meta({ wireName: 'rec_id' }),
  goodsId: int,
  skuId: int.meta({ wireName: 'product_id' }),
  goodsName: text,
  goodsThumb: picture,
  optionsText: text.meta({ wireName: 'goods_attr' }),
  quantity: int.meta({ wireName: 'goods_number' }),
  description: text.meta({ wireName: 'goods_desc' }),
  linkMan: text,
  email: text,
  tel: text,
  isDisposed: flag.meta({ wireName: 'is_dispose' }),
  disposeNote: text,
  bookedAt: time.meta({ wireName: 'booking_time' }),
  disposedAt: time.meta({ wireName: 'dispose_time' }),
})
export type BookingItem = z.output<typeof BookingItem>

export const Comment = z.object({
  commentId: int,
  commentType: int,
  idValue: int,
  goodsName: text,
  goodsThumb: picture,
  optionsText: text.meta({ wireName: 'goods_attr' }),
  userName: text,
  avatar: picture,
  commentRank: int,
  content: text,
  images: z.array(picture),
  status: int,
  isMine: flag,
  addTime: time,
  reContent: text,
  reAddTime: time,
})
export type Comment = z.output<typeof Comment>

export const CommentSummary = z.object({
  total: int,
  good: int,
  medium: int,
  bad: int,
  withImages: int,
  average: decimal,
  goodRate: int,
})
export type CommentSummary = z.output<typeof CommentSummary>

export const Message = z.object({
  msgId: int,
  msgType: int,
  msgTitle: text,
  msgContent: text,
  messageImg: picture,
  userName: text,
  orderSn: text,
  status: int,
  isMine: flag,
  msgTime: time,
  reContent: text,
  reTime: time,
})
export type Message = z.output<typeof Message>
