import type { GroundName, IconName, TintName } from '../pictures/index.ts'
import type { SeedCategory } from './types.ts'

type Child = [code: string, name: string, icon: IconName, ground: GroundName, tint?: TintName]

function tree(top: Omit<SeedCategory, 'parent' | 'showInNav'>, children: Child[]): SeedCategory[] {
  return [
    { ...top, parent: '', showInNav: true },
    ...children.map(([code, name, icon, ground, tint]) => ({
      code,
      parent: top.code,
      name,
      description: '',
      unit: top.unit,
      icon,
      ground,
      tint,
      showInNav: false,
    })),
  ]
}

/** Parents stand before their children. */
export const categories: SeedCategory[] = [
  ...tree({
    code: 'tea',
    name: '茶与茶器',
    description: '一壶一叶，从选茶到喝完都在这里。',
    unit: '件',
    icon: 'teapot',
    ground: 'rose',
    tint: 'red',
  }, [
    ['tea-leaf', '茶叶', 'herb', 'sage'],
    [
      'tea-pot',
      '茶壶',
      'teapot',
      'rose',
      'red',
    ],
    [
      'tea-cup',
      '杯与盖碗',
      'teacup-without-handle',
      'lavender',
    ],
    ['tea-tool', '茶罐与茶具', 'amphora', 'sand'],
  ]),
  ...tree({
    code: 'kitchen',
    name: '厨房餐桌',
    description: '每天要用的锅碗杯盘，好洗、耐用、不花哨。',
    unit: '件',
    icon: 'pot-of-food',
    ground: 'stone',
  }, [
    [
      'tableware',
      '碗盘筷勺',
      'steaming-bowl',
      'clay',
    ],
    ['cookware', '锅与刀', 'cooking', 'stone'],
    [
      'drinkware',
      '水杯酒具',
      'tumbler-glass',
      'sky',
    ],
    [
      'kitchen-helper',
      '厨房小物',
      'sponge',
      'straw',
    ],
  ]),
  ...tree({
    code: 'home',
    name: '家居香氛',
    description: '灯、钟、蜡烛和布，让屋子慢下来。',
    unit: '件',
    icon: 'couch-and-lamp',
    ground: 'clay',
  }, [
    ['fragrance', '香薰蜡烛', 'candle', 'clay'],
    ['textile', '床品布艺', 'bed', 'lavender'],
    [
      'lamp-clock',
      '灯与钟',
      'mantelpiece-clock',
      'sand',
    ],
    ['storage', '收纳与陈设', 'basket', 'clay'],
    ['care', '洗护', 'soap', 'pink'],
  ]),
  ...tree({
    code: 'fresh',
    name: '时令生鲜',
    description: '当季的果子与当天的面包，坏了包赔。',
    unit: '份',
    icon: 'strawberry',
    ground: 'straw',
  }, [
    ['fruit', '鲜果', 'tangerine', 'straw'],
    ['bakery', '烘焙', 'bread', 'sand'],
    ['vegetable', '蔬菜禽蛋', 'carrot', 'mint'],
  ]),
  ...tree({
    code: 'pantry',
    name: '粮油零食',
    description: '米面、蜂蜜、坚果和解馋的小东西。',
    unit: '份',
    icon: 'peanuts',
    ground: 'sand',
  }, [
    ['honey', '蜂蜜果酱', 'honey-pot', 'sand'],
    [
      'grain',
      '米面杂粮',
      'sheaf-of-rice',
      'straw',
    ],
    ['snack', '坚果零食', 'cookie', 'clay'],
  ]),
  ...tree({
    code: 'wear',
    name: '服饰鞋包',
    description: '穿得久的基本款，尺码写清楚。',
    unit: '件',
    icon: 't-shirt',
    ground: 'lavender',
  }, [
    [
      'shoe',
      '鞋',
      'running-shoe',
      'lavender',
    ],
    ['bag', '包', 'handbag', 'sand'],
    ['clothing', '衣帽', 'coat', 'clay'],
    [
      'accessory',
      '围巾袜子',
      'scarf',
      'pink',
      'wine',
    ],
  ]),
  ...tree({
    code: 'paper',
    name: '文具书本',
    description: '写字、画画、读书的人会用到的。',
    unit: '件',
    icon: 'notebook',
    ground: 'sky',
  }, [
    [
      'stationery',
      '笔与本',
      'fountain-pen',
      'sky',
    ],
    ['art', '画材', 'artist-palette', 'pink'],
    ['book', '书', 'books', 'mint'],
  ]),
  ...tree({
    code: 'plant',
    name: '绿植园艺',
    description: '窗台和书桌上的一点绿。',
    unit: '盆',
    icon: 'cactus',
    ground: 'sage',
  }, [
    ['potted', '盆栽', 'potted-plant', 'sage'],
    ['flower', '鲜花', 'bouquet', 'pink'],
    ['bulb', '种球', 'tulip', 'lavender'],
  ]),
  ...tree({
    code: 'gadget',
    name: '数码小件',
    description: '桌面上的声音、时间和光。',
    unit: '台',
    icon: 'radio',
    ground: 'stone',
  }, [
    ['audio', '影音', 'headphone', 'stone'],
    ['desk', '桌面', 'keyboard', 'sky'],
    ['portable', '随身', 'watch', 'sky'],
  ]),
]
