import { addCategory, categoriesForStaff, removeCategory, saveCategory } from '@xiaopu/shared/catalogue'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { type CategoryFacts, goodsTotals, seenCategories, type TreeRow, treeRows, wireCategory } from '../category-shape.ts'
import { structureOfMany } from '../all-or-none.ts'
import { type CareyCtx, done, method } from '../method.ts'
import { ownPictureOrNone } from '../own-pictures.ts'
import { param } from '../read-params.ts'

const [MAX_NAME, MAX_TEXT, MAX_SORT] = [60, 255, 255]
const open = { controller: 'goods_category', auth: 'optional', who: ['admin', 'user'], write: false } as const
const staff = { controller: 'goods_category', auth: 'required', who: ['admin'] } as const
const writing = { ...staff, permission: 'catalogue.edit', write: true } as const
const byId = z.object({ goods_category_id: param.int(1) })
const many = z.object({ goods_category_id: param.ids })
const tree = { level: param.maybeInt(0), goods_total: param.maybeFlag, is_layer: param.maybeFlag }
const fields = {
  parent_id: param.maybeInt(0),
  name: param.maybeWords(MAX_NAME),
  category_pic: param.text(MAX_TEXT).optional(),
  keywords: param.text(MAX_TEXT).optional(),
  description: param.text(MAX_TEXT).optional(),
  category_type: param.maybeInt(-128, 127),
  sort: param.maybeInt(0, MAX_SORT),
  is_navi: param.maybeFlag,
  status: param.maybeFlag,
}

async function stored(ctx: CareyCtx, id: number): Promise<CategoryFacts | null> {
  const row = (await categoriesForStaff(ctx)).find(({ categoryId }) => categoryId === id)
  return row ? { ...row, id } : null
}

async function answer(ctx: CareyCtx, id: number) {
  const facts = await stored(ctx, id)
  if (!facts) throw new ShopError('NOT_FOUND')
  return wireCategory(facts, ctx.baseUrl)
}

async function withTotals(ctx: CareyCtx, rows: readonly TreeRow[], isAsked: boolean): Promise<object[]> {
  if (!isAsked) return [...rows]
  const totals = await goodsTotals(ctx)
  return rows.map((row) => ({ ...row, goods_total: totals.get(row.goods_category_id) ?? 0 }))
}

function changeOf({ parent_id: parentId, name, category_pic: picture, keywords, description, sort: sortOrder, is_navi: showInNav, status: isShown }: z.output<z.ZodObject<typeof fields>>, baseUrl: string) {
  const change = { parentId, name, imageUrl: ownPictureOrNone(picture, 'category_pic', baseUrl), keywords, description, sortOrder, showInNav, isShown }
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

export const goodsCategoryMethods = [
  method({
    ...open,
    name: 'get.goods.category.list',
    title: '获取商品分类列表',
    params: z.object({ goods_category_id: param.int(0).default(0), ...tree }),
    async run({ ctx, input }) {
      const rows = treeRows(await seenCategories(ctx), { rootId: input.goods_category_id, depth: input.level, withRoot: input.is_layer ?? false }, ctx.baseUrl)
      return withTotals(ctx, rows, input.goods_total ?? false)
    },
  }),
  method({
    ...open,
    name: 'get.goods.category.son',
    title: '获取所有子级分类',
    params: many.extend(tree),
    async run({ ctx, input }) {
      const all = await seenCategories(ctx)
      const rows = input.goods_category_id.flatMap((rootId) => treeRows(all, { rootId, depth: input.level, withRoot: input.is_layer ?? true }, ctx.baseUrl))
      return withTotals(ctx, [...new Map(rows.map((row) => [row.goods_category_id, row])).values()], input.goods_total ?? false)
    },
  }),
  method({
    ...open,
    auth: 'none',
    who: [],
    name: 'get.goods.category.navi',
    title: '获取分类导航数据',
    params: z.object({ goods_category_id: param.maybeInt(0), is_same_level: param.maybeFlag, is_layer: param.maybeFlag }),
    async run({ ctx, input }) {
      const all = await seenCategories(ctx)
      const path: CategoryFacts[] = []
      for (let at = all.find(({ id }) => id === input.goods_category_id); at; at = all.find(({ id }) => id === at?.parentId)) path.unshift(at)
      const shown = input.is_layer ?? true ? path : path.slice(0, -1)
      const siblingsOf = (parent: number) => all.filter(({ parentId }) => parentId === parent).map(({ id, name }) => ({ goods_category_id: id, name, alias: '' }))
      return shown.map(({ id, parentId, name }) => ({ goods_category_id: id, parent_id: parentId, name, alias: '', ...input.is_same_level ? { same_level: siblingsOf(parentId) } : {} }))
    },
  }),
  method({
    ...staff,
    permission: 'goods.view',
    write: false,
    name: 'get.goods.category.item',
    title: '获取一个商品分类',
    params: byId,
    async run({ ctx, input }) {
      const facts = await stored(ctx, input.goods_category_id)
      return facts && wireCategory(facts, ctx.baseUrl)
    },
  }),
  method({
    ...writing,
    name: 'add.goods.category.item',
    title: '添加一个商品分类',
    params: z.object({ ...fields, name: param.words(MAX_NAME) }),
    run: async ({ ctx, input }) => answer(ctx, await addCategory(ctx, { ...changeOf(input, ctx.baseUrl), name: input.name })),
  }),
  method({
    ...writing,
    name: 'set.goods.category.item',
    title: '编辑一个商品分类',
    params: byId.extend(fields),
    run: async ({ ctx, input }) => answer(ctx, await saveCategory(ctx, input.goods_category_id, changeOf(input, ctx.baseUrl))),
  }),
  method({
    ...writing,
    name: 'del.goods.category.list',
    title: '批量删除商品分类',
    // One that something hangs on never goes, whatever `not_empty` says.
    params: many.extend({ not_empty: param.maybeFlag }),
    run: ({ ctx, input }) => done(structureOfMany(ctx, input.goods_category_id, removeCategory)),
  }),
  method({
    ...writing,
    name: 'set.goods.category.status',
    title: '批量设置是否显示',
    params: many.extend({ status: param.flag }),
    run: ({ ctx, input }) => done(structureOfMany(ctx, input.goods_category_id, (inner, id) => saveCategory(inner, id, { isShown: input.status }))),
  }),
  method({
    ...writing,
    name: 'set.goods.category.sort',
    title: '设置商品分类排序',
    params: byId.extend({ sort: param.int(0, MAX_SORT) }),
    run: ({ ctx, input }) => done(saveCategory(ctx, input.goods_category_id, { sortOrder: input.sort })),
  }),
  method({
    ...writing,
    name: 'set.goods.category.navi',
    title: '批量设置是否导航',
    params: many.extend({ is_navi: param.flag }),
    run: ({ ctx, input }) => done(structureOfMany(ctx, input.goods_category_id, (inner, id) => saveCategory(inner, id, { showInNav: input.is_navi }))),
  }),
]
