import { SurveyQuestion } from '@xiaopu/shared/contract'

export interface SeedReply {
  /** Chosen items by question; a list of lists is a matrix by its rows. */
  choices: Record<number, number[]>
  texts?: Record<number, string>
  sliders?: Record<number, number>
  rows?: Record<number, number[]>
  daysAgo: number
}

const titled = (titles: readonly string[], change: object = {}) => titles.map((title, at) => ({ itemIndex: at + 1, title, ...change }))
const scored = (titles: readonly string[], first: number) => titles.map((title, at) => ({ itemIndex: at + 1, title, score: first + at }))
const ask = (question: { qIndex: number, qType: number, title: string, qSubtype?: number } & Record<string, unknown>): SurveyQuestion => SurveyQuestion.parse({ qSubtype: question.qType, ...question })

export const SATISFACTION = {
  title: '收货后的一分钟：这次购物怎么样？',
  description: '<p>您的每一条意见，掌柜都会亲自看。答完送 20 积分。</p>',
  rewardPoints: 20,
  questions: [
    ask({ qIndex: 1, qType: 3, qSubtype: 302, title: '您对这次购物总体满意吗？', items: scored(['很不满意', '不满意', '一般', '满意', '很满意'], 1), isScored: true }),
    ask({ qIndex: 2, qType: 7, qSubtype: 702, title: '具体说说这几样', rows: titled(['商品质量', '包装', '配送速度', '客服']), items: scored(['差', '还行', '好'], 1), isScored: true }),
    ask({ qIndex: 3, qType: 4, title: '您最看重什么？', maxOptions: 2, items: [...titled(['用料做工', '价格', '包装送礼体面', '发货快']), { itemIndex: 5, title: '其他', hasOwnText: true }] }),
    ask({ qIndex: 4, qType: 3, qSubtype: 302, title: '您有多大可能把小铺推荐给朋友？', items: scored(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], 0), isScored: true }),
    ask({ qIndex: 5, qType: 5, title: '还有什么想对掌柜说的？', isRequired: false, verify: 26, maxWords: 300, prompt: '夸的、骂的都行' }),
  ],
}

export const VOTE_SURVEY = {
  title: '投票：下一批上新，您想先看到什么？',
  description: '<p>每人一票，票数最高的两样先做。</p>',
  questions: [
    ask({ qIndex: 1, qType: 4, title: '您想先看到什么？', maxOptions: 2, items: titled(['柿子染棉麻桌旗', '手工皂礼盒', '竹编收纳筐', '陶土花器', '桂花乌龙']) }),
  ],
}

const reply = (daysAgo: number, overall: number, rows: number[], values: number[], recommend: number, text = ''): SeedReply => ({ daysAgo, choices: { 1: [overall], 3: values, 4: [recommend + 1] }, rows: { 2: rows }, ...text ? { texts: { 5: text } } : {} })

export const SATISFACTION_REPLIES: readonly SeedReply[] = [
  reply(1, 5, [3, 3, 3, 3], [1, 3], 10, '壶嘴出水很利落，包装厚实，送人很体面。'),
  reply(2, 4, [3, 3, 2, 3], [1, 2], 9, '茶很香，就是到得慢了一天。'),
  reply(2, 5, [3, 2, 3, 3], [1], 9),
  reply(3, 3, [2, 3, 2, 2], [2], 7, '碗比图片上小一圈，建议标一下口径。'),
  reply(4, 4, [3, 3, 3, 2], [1, 4], 8),
  reply(5, 5, [3, 3, 3, 3], [3], 10, '客服帮我改了地址，谢谢！'),
  reply(6, 2, [2, 1, 1, 2], [4], 4, '外箱压坏了，好在东西没事。'),
  reply(7, 4, [3, 3, 2, 3], [1], 9),
  reply(8, 5, [3, 3, 3, 3], [1, 3], 10, '第三次买了，桂花乌龙一直没变味。'),
  reply(10, 4, [3, 2, 3, 3], [2, 4], 8),
  reply(12, 5, [3, 3, 3, 3], [1], 10),
  reply(13, 3, [2, 2, 2, 3], [2], 6, '价格再实惠一点就好了。'),
]
export const VOTE_REPLIES: readonly SeedReply[] = [[1, 5], [5], [3], [1], [4, 5], [2], [5, 3], [1, 5], [4], [5], [1, 4], [3, 5], [2, 1], [5]].map((items, at) => ({ daysAgo: 1 + at % 9, choices: { 1: items } }))
