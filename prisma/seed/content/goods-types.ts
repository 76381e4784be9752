import type { SeedAttribute, SeedGoodsType } from './types.ts'

const INFO = '产品信息'
const SPEC = '规格参数'
const CARE = '使用与养护'

const fact = (name: string, group: string, filterable = false): SeedAttribute => ({
  name,
  kind: 'property',
  group,
  filterable,
})
const single = (name: string, filterable = false): SeedAttribute => ({
  name,
  kind: 'single',
  group: '',
  filterable,
})
const several = (name: string): SeedAttribute => ({
  name,
  kind: 'several',
  group: '',
  filterable: false,
})

export const goodsTypes: SeedGoodsType[] = [
  {
    code: 'teaware',
    name: '茶器餐具',
    attributes: [
      fact('产地', INFO, true),
      fact('材质', INFO, true),
      fact('工艺', INFO),
      fact('尺寸', SPEC),
      fact('适用', CARE),
      single('颜色', true),
      single('泥料', true),
      single('容量', true),
      single('规格'),
      several('加购'),
    ],
  },
  {
    code: 'food',
    name: '食品茶叶',
    attributes: [
      fact('产地', INFO, true),
      fact('配料', INFO),
      fact('保质期', SPEC),
      fact('净含量', SPEC),
      fact('储存', CARE, true),
      single('规格'),
      single('口味', true),
      several('加购'),
    ],
  },
  {
    code: 'homeware',
    name: '家居用品',
    attributes: [
      fact('材质', INFO, true),
      fact('产地', INFO),
      fact('尺寸', SPEC),
      fact('养护', CARE),
      single('颜色', true),
      single('香型', true),
      single('规格'),
      several('加购'),
    ],
  },
  {
    code: 'apparel',
    name: '服饰鞋包',
    attributes: [
      fact('面料', INFO, true),
      fact('产地', INFO),
      fact('适用季节', SPEC, true),
      fact('版型', SPEC),
      fact('洗涤', CARE),
      single('颜色', true),
      single('尺码', true),
      several('加购'),
    ],
  },
  {
    code: 'stationery',
    name: '文具书本',
    attributes: [
      fact('材质', INFO, true),
      fact('产地', INFO),
      fact('尺寸', SPEC),
      fact('页数', SPEC),
      single('颜色', true),
      single('规格'),
      several('加购'),
    ],
  },
  {
    code: 'plant',
    name: '绿植',
    attributes: [
      fact('养护难度', INFO, true),
      fact('光照', INFO, true),
      fact('高度', SPEC),
      fact('浇水', CARE),
      single('规格', true),
      single('盆器'),
      several('加购'),
    ],
  },
  {
    code: 'gadget',
    name: '数码小件',
    attributes: [
      fact('供电', INFO, true),
      fact('接口', INFO, true),
      fact('尺寸', SPEC),
      fact('质保', CARE),
      single('颜色', true),
      single('规格'),
      several('加购'),
    ],
  },
]
