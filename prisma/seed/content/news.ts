import { html } from './build.ts'
import type { SeedArticle } from './shop-types.ts'

/** Tops of the tree of news. */
export const newsCategories = ['选购指南', '店铺动态'] as const

export const newsArticles: SeedArticle[] = [
  {
    category: '选购指南',
    title: '第一把壶怎么选：容量、出水和手感',
    author: '许店长',
    description: '新手最容易买大。一个人喝茶 160 到 220 毫升正好，先看容量，再看出水，最后才是好不好看。',
    keywords: ['茶壶', '新手', '紫砂'],
    daysAgo: 3,
    isTop: true,
    grounds: ['rose', 'clay'],
    objects: [{ icon: 'amphora', x: 1.46, floor: 0.76, size: 0.42 }, { icon: 'teapot', tint: 'red', x: 1, floor: 0.84, size: 0.66 }],
    goods: ['TC-0220-R', 'TC-0160-G', 'XP-ZS01', 'TC-0221-B'],
    views: 1864,
    html: html`
      每个月都有人问我第一把壶买哪个。我的答案一直没变：先看容量，再看出水，最后才是好不好看。
      # 容量：宁小勿大
      一个人喝，160 毫升够三杯；两个人，220 毫升刚好。买大了，一泡茶泡淡了还没喝完，后面全是凉的。
      店里退回来的壶，十把有六把是因为“太大了”。
      # 出水：看断水
      壶好不好用，提起来倒一次就知道：
      - 七到九秒倒空，太慢茶会苦
      - 收手的时候不滴水，俗称断水利落
      - 倒到最后盖子不掉，手指轻轻一按就稳
      我们上架的壶每一款都倒过二十次，出水几秒写在商品页里。
      # 材质：跟着茶走
      紫砂保温，适合老白茶、乌龙和普洱，一把壶最好只泡一种茶。瓷壶不串味，绿茶、红茶、花茶都能泡，洗起来也省事。
      只想买一把的，选瓷。真喜欢上了，再给自己一把紫砂。
      # 别急着养
      新壶用开水烫两遍就能泡茶，不用煮豆腐、煮甘蔗。喝完把茶叶倒掉，开着盖子晾干，养壶就这一件事。
    `,
    comments: [
      { user: 'laozhou1976', daysAgo: 2, content: '说得实在。我第一把买了 400 的，现在拿来插花。', reply: '插花也好，至少天天能看见。' },
      { user: 'manman_home', daysAgo: 2, content: '请问开片的汝釉算瓷还是算陶，能泡绿茶吗？', reply: '算瓷，不串味，泡绿茶没问题。开片会慢慢吃进茶色，介意的话别泡深色的茶。' },
      { user: 'xuqingqing', daysAgo: 1, content: '按文章买了 160 的小壶，一个人刚刚好。', reply: '' },
    ],
  },
  {
    category: '选购指南',
    title: '龙井怎么泡不苦：水温、投茶量和时间',
    author: '小茶',
    description: '80 到 85 度，三克茶，先润后泡，两分钟。照着做，明前龙井不会苦。',
    keywords: ['龙井', '绿茶', '冲泡'],
    daysAgo: 9,
    isTop: false,
    grounds: ['sand', 'sage'],
    objects: [{ icon: 'herb', x: 1.46, floor: 0.46, size: 0.34, floating: true }, { icon: 'teacup-without-handle', x: 1.04, floor: 0.84, size: 0.66 }],
    goods: ['TE-LJ-100', 'TC-0410-W', 'TC-SPN-B', 'TC-CAN-W'],
    views: 927,
    html: html`
      说龙井苦的人，多半是用刚烧开的水冲的。绿茶嫩，烫一下就把苦味都逼出来了。
      # 要准备什么
      - 一只玻璃杯或白瓷杯，能看见叶子最好
      - 三克茶，用茶匙正好一平勺
      - 水烧开后开盖放三分钟，大约 82 度
      # 三步
      先倒三分之一的水，晃一晃，让叶子醒过来，等二十秒。
      再沿着杯壁高冲到七分满，别直接砸在叶子上。
      两分钟后喝第一口，剩三分之一时续水，能续两次。
      # 放多久会不好
      绿茶怕光、怕潮、怕味道。拆封后放密封罐进冰箱，三个月内喝完。看到叶子发黄、香气变闷，就别再留了。
    `,
    comments: [
      { user: 'sanqianli', daysAgo: 7, content: '放凉三分钟这招管用，以前一直用开水。', reply: '' },
      { user: 'chenyining', daysAgo: 5, content: '冷泡可以吗？', reply: '可以，三克茶配 500 毫升凉水，冰箱放四小时，一点不苦。' },
    ],
  },
  {
    category: '店铺动态',
    title: '春茶季开始了：今年的头采龙井和价格',
    author: '许店长',
    description: '今年清明前降温两次，头采少了三成。我们没有涨价，只是限量，卖完就等二采。',
    keywords: ['春茶', '龙井', '上新'],
    daysAgo: 15,
    isTop: false,
    grounds: ['straw', 'mint'],
    objects: [{ icon: 'seedling', x: 1.48, floor: 0.82, size: 0.36 }, { icon: 'hot-beverage', x: 1.02, floor: 0.84, size: 0.62 }],
    goods: ['TE-LJ-100', 'TE-MLH-060', 'TE-GUI-125'],
    views: 2310,
    html: html`
      三月二十三号，我们又去了一趟梅家坞。老沈家的茶园今年遇上两次倒春寒，头采比去年少了三成。
      # 价格没有动
      收购价涨了一成多，我们把包装从铁罐换成纸罐，零售价和去年一样。想要铁罐的可以单独买茶叶罐。
      # 限量
      头采一共 400 罐，每人最多买五罐。卖完就写售罄，不拿二采顶上。二采大约四月十号到，价格低三成，香气淡一点，平时喝很合适。
      # 什么时候发
      炒好后要放七天去火气，第一批三月三十号起按付款顺序发顺丰，冷链袋免费。
    `,
    comments: [
      { user: 'hejiaming', daysAgo: 12, content: '二采上架能通知一下吗？', reply: '商品页点“到货通知”，上架当天会告诉您。' },
    ],
  },
]
