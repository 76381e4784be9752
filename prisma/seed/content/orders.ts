import type { SeedOrderScenario } from './shop-types.ts'

type Optional = 'surplusFen' | 'bonus' | 'points' | 'invoice' | 'note' | 'firstParcel' | 'reason'

function scenario(said: Omit<SeedOrderScenario, Optional> & Partial<Pick<SeedOrderScenario, Optional>>): SeedOrderScenario {
  return { surplusFen: 0, bonus: '', points: 0, invoice: '', note: '', firstParcel: [], reason: '', ...said }
}

/** Orders to be played through the shop's real operations, oldest first. */
export const orderScenarios: SeedOrderScenario[] = [
  scenario({
    key: 'finished-first',
    user: 'zhixia',
    state: 'finished',
    daysAgo: 34,
    lines: [{ goods: 'XP-GW02', chosen: [], number: 2 }, { goods: 'TE-GUI-125', chosen: [], number: 1 }],
    shipping: 'zto',
    payment: 'sandbox',
  }),
  scenario({
    key: 'returned-shoes',
    user: 'zhixia',
    state: 'returned',
    daysAgo: 27,
    lines: [{ goods: 'WE-RUN-1', chosen: ['米白', '38'], number: 1 }],
    shipping: 'sf_express',
    payment: 'sandbox',
    reason: '尺码小了半号，脚趾顶到头。',
  }),
  scenario({
    key: 'canceled-lamp',
    user: 'zhixia',
    state: 'canceled',
    daysAgo: 21,
    lines: [{ goods: 'HO-LMP-P', chosen: ['7 W 暖光灯泡'], number: 1 }],
    shipping: 'sf_express',
    payment: 'sandbox',
    reason: '量了一下天花板，挂不下。',
  }),
  scenario({
    key: 'finished-desk',
    user: 'zhixia',
    state: 'finished',
    daysAgo: 16,
    lines: [
      { goods: 'PP-NB-A5', chosen: ['炭紫', '点阵'], number: 3 },
      { goods: 'PP-PEN-F', chosen: ['岩灰', 'F 尖'], number: 1 },
      { goods: 'PL-DESK-1', chosen: ['素白盆', '缓释肥一包'], number: 1 },
    ],
    shipping: 'sf_express',
    payment: 'sandbox',
    invoice: '电子普通发票',
  }),
  scenario({
    key: 'shipped-rice',
    user: 'zhixia',
    state: 'shipped',
    daysAgo: 4,
    lines: [{ goods: 'PA-RICE-5', chosen: [], number: 1 }, { goods: 'FR-EGG-30', chosen: [], number: 1 }],
    shipping: 'zto',
    payment: 'balance',
    note: '快递放门口鞋柜上。',
  }),
  scenario({
    key: 'part-shipped-tea',
    user: 'zhixia',
    state: 'part_shipped',
    daysAgo: 2,
    lines: [
      { goods: 'TC-0220-R', chosen: ['釉里红', '220 ml'], number: 1 },
      { goods: 'HO-YHM-1', chosen: ['500 g'], number: 2 },
    ],
    shipping: 'sf_express',
    payment: 'sandbox',
    points: 1500,
    surplusFen: 4835,
    invoice: '电子普通发票',
    firstParcel: [0],
  }),
  scenario({
    key: 'await-ship-bedding',
    user: 'zhixia',
    state: 'await_ship',
    daysAgo: 1,
    lines: [{ goods: 'HO-BED-4', chosen: ['燕麦', '1.8 m 床'], number: 1 }],
    shipping: 'sf_express',
    payment: 'sandbox',
    bonus: '满 300 减 30',
  }),
  scenario({
    key: 'await-ship-bank',
    user: 'laozhou1976',
    state: 'await_ship',
    daysAgo: 1,
    lines: [{ goods: 'XP-ZS01', chosen: ['段泥', '240 ml', '礼盒包装'], number: 1 }, { goods: 'TE-BC-350', chosen: [], number: 3 }],
    shipping: 'sf_express',
    payment: 'bank',
    invoice: '增值税专用发票',
  }),
  scenario({
    key: 'await-confirm-cod',
    user: 'zhixia',
    state: 'await_confirm',
    daysAgo: 0,
    lines: [{ goods: 'FR-BRD-2', chosen: [], number: 2 }, { goods: 'FR-OR-5', chosen: ['5 斤装'], number: 1 }],
    shipping: 'city_express',
    payment: 'cod',
    note: '六点以后在家。',
  }),
  scenario({
    key: 'await-pay-candle',
    user: 'zhixia',
    state: 'await_pay',
    daysAgo: 0,
    lines: [
      { goods: 'HO-CDL-180', chosen: ['无花果', '180 g'], number: 1 },
      { goods: 'WE-SCF-180', chosen: ['酒红'], number: 1 },
    ],
    shipping: 'zto',
    payment: 'sandbox',
  }),
]
