import { getCategory, goodsDetail, goodsRecords, goodsTypesForStaff, type ListInput, listGoods, type ListSort, suggestKeywords } from '@xiaopu/shared/catalogue'
import { z } from 'zod'
import { seenCategories, treeRows } from '../../category-shape.ts'
import { goodsManner, wireGoods, wireGoodsCard } from '../../goods-shape.ts'
import { type CareyCtx, method, orNull } from '../../method.ts'
import { fenOf, maybeIds, maybeJsonList, maybeRange, ordered } from '../../param-kinds.ts'
import { param } from '../../read-params.ts'
import { wireAttrs, wireSpecImages, wireSpecs } from '../../spec-shape.ts'
import { yuan } from '../../wire.ts'

const [MAX_WORDS, MAX_BAR_CODE, MOST_FILTERS, SUGGESTED] = [255, 60, 10, 10]
const open = { controller: 'goods', auth: 'none', write: false } as const
const byId = z.object({ goods_id: param.int(1) })
const word = z.string().max(255)
/** Chosen values, in one list or in one for each option or fact. */
const chosen = maybeJsonList(z.union([word, z.array(word).max(MOST_FILTERS)]), MOST_FILTERS)
const SORTS: Record<string, ListSort> = { goods_id: 'new', create_time: 'new', sales_sum: 'sales', comment_sum: 'comment', shop_price: 'price' }

function priceBounds(range: { least: number | undefined, most: number | undefined } | undefined): Pick<ListInput, 'priceMinFen' | 'priceMaxFen'> {
  return { priceMinFen: range?.least === undefined ? undefined : fenOf(range.least), priceMaxFen: range?.most === undefined ? undefined : fenOf(range.most) }
}

/** A page of products on sale. */
async function page(ctx: CareyCtx, input: ListInput) {
  const { items, totalResults } = await listGoods(ctx, input)
  const [records, manner] = await Promise.all([goodsRecords(ctx, items.map(({ goodsId }) => goodsId)), goodsManner(ctx)])
  return { items: records.map((record) => wireGoodsCard(record, manner)), total_result: totalResults }
}

const MENU = [{ text: '包邮', value: 1, param: 'is_postage' }, { text: '积分抵扣', value: 1, param: 'is_integral' }]

/** What a category's products can be filtered by. Options and facts are one kind of filter here. */
async function filters(ctx: CareyCtx, categoryId: number) {
  const found = categoryId > 0 ? await orNull(getCategory(ctx, { categoryId })) : null
  return {
    filter_menu: MENU,
    filter_price: (found?.priceGrades ?? []).map(({ priceMinFen, priceMaxFen }) => ({ text: `${yuan(priceMinFen)}-${yuan(priceMaxFen)}`, value: [yuan(priceMinFen), yuan(priceMaxFen)] })),
    filter_brand: (found?.brands ?? []).map(({ brandId, brandName }) => ({ text: brandName, value: brandId })),
    filter_spec: [],
    filter_attr: (found?.filterAttrs ?? []).map(({ attrName, values }) => ({ text: attrName, value: values.map(({ attrValue }) => attrValue) })),
    filter_cate: treeRows(await seenCategories(ctx), { rootId: categoryId, depth: 0, withRoot: false }, ctx.baseUrl),
  }
}

/** The product of a page that is open to everybody, null for one in the recycle bin. */
async function shown(ctx: CareyCtx, goodsId: number) {
  const [record] = await goodsRecords(ctx, [goodsId])
  return record && !record.isDeleted ? record : null
}

export const goodsReads = [
  method({
    ...open,
    name: 'get.goods.index.list',
    title: '根据商品分类获取前台商品列表页',
    params: z.object({
      goods_category_id: param.int(0).default(0),
      keywords: param.text(MAX_WORDS).default(''),
      is_postage: param.maybeFlag,
      is_integral: param.maybeFlag,
      shop_price: maybeRange,
      bar_code: param.text(MAX_BAR_CODE).default(''),
      brand_id: maybeIds,
      spec_list: chosen,
      attr_list: chosen,
      ...param.page,
      ...ordered(['goods_id', 'sales_sum', 'comment_sum', 'shop_price', 'create_time'], 'goods_id'),
    }),
    async run({ ctx, input }) {
      const filterAttr = [...input.spec_list ?? [], ...input.attr_list ?? []].flat()
      // A bar code is none of a product's facts; scanners find it by its number.
      const keywords = [input.keywords, input.bar_code].filter(Boolean).join(' ')
      const found = await page(ctx, {
        ...input.goods_category_id > 0 ? { categoryId: input.goods_category_id } : {},
        ...keywords === '' ? {} : { keywords },
        ...input.is_postage ? { freeShipping: true } : {},
        ...input.is_integral ? { takesPoints: true } : {},
        ...input.brand_id?.length ? { brandIds: input.brand_id } : {},
        ...filterAttr.length > 0 ? { filterAttr } : {},
        ...priceBounds(input.shop_price),
        sort: SORTS[input.order_field] ?? 'new',
        order: input.order_type,
        pageNo: input.page_no,
        pageSize: input.page_size,
      })
      return { ...found, ...await filters(ctx, input.goods_category_id) }
    },
  }),
  method({
    ...open,
    name: 'get.goods.index.type',
    title: '根据商品分类获取指定类型的商品',
    params: z.object({ goods_category_id: param.int(1), goods_type: param.oneOf(['', 'integral', 'recommend', 'new', 'hot'], ''), brand_id: param.maybeInt(0), shop_price: maybeRange, ...param.page }),
    async run({ ctx, input: { goods_category_id: categoryId, goods_type: type, brand_id: brandId, ...input } }) {
      const found = await page(ctx, {
        categoryId,
        ...brandId ? { brandId } : {},
        ...type === 'integral' ? { takesPoints: true } : type === '' ? {} : { intro: type === 'recommend' ? 'best' : type },
        ...priceBounds(input.shop_price),
        sort: 'new',
        pageNo: input.page_no,
        pageSize: input.page_size,
      })
      const items = found.items.map(({ goods_id, name, short_name, sales_sum, is_postage, market_price, shop_price, attachment }) => ({ goods_id, name, short_name, sales_sum, is_postage, market_price, shop_price, attachment }))
      return { ...found, items }
    },
  }),
  method({
    ...open,
    name: 'get.goods.item',
    title: '获取一个商品',
    params: byId,
    async run({ ctx, input }) {
      const visited = await orNull(goodsDetail(ctx, { goodsId: input.goods_id }))
      const record = visited && await shown(ctx, input.goods_id)
      return record && wireGoods(record, await goodsManner(ctx))
    },
  }),
  method({
    ...open,
    name: 'get.goods.keywords.suggest',
    title: '获取商品关键词联想词',
    params: z.object({ keywords: param.words(MAX_WORDS) }),
    run: async ({ ctx, input }) => (await suggestKeywords(ctx, { keyword: input.keywords, limit: SUGGESTED })).keywords.map(({ keyword }) => keyword),
  }),
  method({
    ...open,
    name: 'get.goods.spec.list',
    title: '获取商品规格列表',
    auth: 'optional',
    who: ['admin', 'user'],
    params: z.object({ goods_type_id: param.int(1) }),
    async run({ ctx, input: { goods_type_id: goodsTypeId } }) {
      const type = (await goodsTypesForStaff(ctx)).find((one) => one.goodsTypeId === goodsTypeId)
      return wireSpecs((type?.attributes ?? []).map((attribute) => ({ ...attribute, goodsTypeId })))
    },
  }),
  method({
    ...open,
    name: 'get.goods.spec.image',
    title: '获取指定商品的规格图',
    params: byId,
    async run({ ctx, input }) {
      const record = await shown(ctx, input.goods_id)
      return record ? wireSpecImages(record, ctx.baseUrl) : []
    },
  }),
  method({
    ...open,
    name: 'get.goods.attr.list',
    title: '获取指定商品的属性列表',
    params: byId,
    async run({ ctx, input }) {
      const record = await shown(ctx, input.goods_id)
      return record ? wireAttrs(record) : []
    },
  }),
]
