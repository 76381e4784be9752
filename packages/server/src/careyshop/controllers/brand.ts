import { addBrand, brandsForStaff, getBrand, getStructure, isBrandNameFree, listBrands, removeBrand, saveBrand } from '@xiaopu/shared/catalogue'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { Refused } from '../../gateway/index.ts'
import { structureOfMany } from '../all-or-none.ts'
import { type CareyCtx, done, method, orNull, pageOf } from '../method.ts'
import { ownPictureOrNone } from '../own-pictures.ts'
import { maybeIds, ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { absolute, bit } from '../wire.ts'

const FAILURE = 500
const [MAX_NAME, MAX_TEXT, MAX_URL, MAX_SORT, ALL] = [50, 100, 255, 255, 10_000]
const TARGET = '_self'
const open = { controller: 'brand', auth: 'optional', who: ['admin', 'user'], write: false } as const
const staff = { controller: 'brand', auth: 'required', who: ['admin'], permission: 'catalogue.edit' } as const
const writing = { ...staff, write: true } as const
const byId = z.object({ brand_id: param.int(1) })
const many = z.object({ brand_id: param.ids })
const fields = {
  name: param.maybeWords(MAX_NAME),
  description: param.text(MAX_TEXT).optional(),
  logo: param.text(MAX_URL).optional(),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(MAX_URL)]).optional(),
  sort: param.maybeInt(0, MAX_SORT),
  status: param.maybeFlag,
}

interface BrandFacts { id: number, name: string, description: string, logoUrl: string, siteUrl: string, sortOrder: number, isShown: boolean }

/** Brands stand in no category of their own here. */
function wireBrand({ id, name, description, logoUrl, siteUrl, sortOrder, isShown }: BrandFacts, baseUrl: string) {
  return { brand_id: id, goods_category_id: 0, name, phonetic: '', description, logo: absolute(logoUrl, baseUrl), url: siteUrl, target: TARGET, sort: sortOrder, status: bit(isShown) }
}

type Wire = ReturnType<typeof wireBrand>

const storedBrands = async (ctx: CareyCtx): Promise<BrandFacts[]> => (await brandsForStaff(ctx)).map(({ brandId: id, ...row }) => ({ ...row, id }))

async function answer(ctx: CareyCtx, brandId: number): Promise<Wire> {
  const facts = (await storedBrands(ctx)).find(({ id }) => id === brandId)
  if (!facts) throw new ShopError('NOT_FOUND')
  return wireBrand(facts, ctx.baseUrl)
}

function changeOf({ name, description, logo, url: siteUrl, sort: sortOrder, status: isShown }: z.output<z.ZodObject<typeof fields>>, baseUrl: string) {
  const change = { name, description, logoUrl: ownPictureOrNone(logo, 'logo', baseUrl), siteUrl, sortOrder, isShown }
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

async function refuseTakenName(ctx: CareyCtx, name: string, exceptId = 0): Promise<void> {
  if (!await isBrandNameFree(ctx, name, exceptId)) throw new Refused('CONFLICT', FAILURE, '品牌名称已存在', 'name')
}

/** In or below a category, which holds brands through its products. */
async function idsIn(ctx: CareyCtx, categoryId: number): Promise<Set<number>> {
  return new Set((await listBrands(ctx, { categoryId, pageNo: 1, pageSize: ALL })).items.map(({ brandId }) => brandId))
}

function inOrder(rows: readonly Wire[], field: keyof Wire, isDescending: boolean): Wire[] {
  const way = isDescending ? -1 : 1
  return rows.toSorted((a, b) => (a[field] === b[field] ? b.brand_id - a.brand_id : a[field] < b[field] ? -way : way))
}

export const brandMethods = [
  method({
    ...open,
    name: 'get.brand.item',
    title: '获取一个品牌',
    params: byId,
    run({ ctx, input: { brand_id: brandId } }) {
      if (ctx.actor.kind === 'staff') return orNull(answer(ctx, brandId))
      return orNull(getBrand(ctx, { brandId }).then(() => answer(ctx, brandId)))
    },
  }),
  method({
    ...open,
    name: 'get.brand.list',
    title: '获取品牌列表',
    params: z.object({
      goods_category_id: param.maybeInt(0),
      name: param.text(MAX_NAME).default(''),
      status: param.maybeFlag,
      ...param.page,
      ...ordered(['brand_id', 'goods_category_id', 'name', 'phonetic', 'logo', 'description', 'sort', 'status'], 'brand_id'),
    }),
    async run({ ctx, input }) {
      const isShown = ctx.actor.kind === 'staff' ? input.status ?? true : true
      const within = input.goods_category_id ? await idsIn(ctx, input.goods_category_id) : null
      const found = (await storedBrands(ctx))
        .filter((brand) => brand.isShown === isShown && (!within || within.has(brand.id)) && brand.name.toLowerCase().includes(input.name.toLowerCase()))
        .map((brand) => wireBrand(brand, ctx.baseUrl))
      const rows = inOrder(found, input.order_field, input.order_type === 'desc')
      const page = rows.slice((input.page_no - 1) * input.page_size, input.page_no * input.page_size)
      return pageOf(page.map((row) => ({ ...row, category_name: '', category_alias: '' })), rows.length)
    },
  }),
  method({
    ...open,
    name: 'get.brand.select',
    title: '获取品牌选择列表',
    params: z.object({ goods_category_id: maybeIds }),
    async run({ ctx, input }) {
      const within = input.goods_category_id?.length ? new Set((await Promise.all(input.goods_category_id.map((id) => idsIn(ctx, id)))).flatMap((ids) => [...ids])) : null
      const shown = [...(await getStructure(ctx)).brands.values()].filter((brand) => brand.isShown && (!within || within.has(brand.id)))
      return shown.map((brand) => wireBrand(brand, ctx.baseUrl)).map(({ goods_category_id, brand_id, name, phonetic, logo }) => ({ goods_category_id, brand_id, name, phonetic, logo }))
    },
  }),
  method({
    ...writing,
    name: 'add.brand.item',
    title: '添加一个品牌',
    params: z.object({ ...fields, name: param.words(MAX_NAME) }),
    async run({ ctx, input }) {
      await refuseTakenName(ctx, input.name)
      return answer(ctx, await addBrand(ctx, { ...changeOf(input, ctx.baseUrl), name: input.name }))
    },
  }),
  method({
    ...writing,
    name: 'set.brand.item',
    title: '编辑一个品牌',
    params: byId.extend(fields),
    async run({ ctx, input }) {
      if (input.name !== undefined) await refuseTakenName(ctx, input.name, input.brand_id)
      return answer(ctx, await saveBrand(ctx, input.brand_id, changeOf(input, ctx.baseUrl)))
    },
  }),
  method({
    ...writing,
    name: 'del.brand.list',
    title: '批量删除品牌',
    params: many,
    run: ({ ctx, input }) => done(structureOfMany(ctx, input.brand_id, removeBrand)),
  }),
  method({
    ...writing,
    name: 'set.brand.status',
    title: '批量设置品牌是否显示',
    params: many.extend({ status: param.flag }),
    run: ({ ctx, input }) => done(structureOfMany(ctx, input.brand_id, (inner, id) => saveBrand(inner, id, { isShown: input.status }))),
  }),
  method({
    ...writing,
    name: 'set.brand.sort',
    title: '设置品牌排序',
    params: byId.extend({ sort: param.int(0, MAX_SORT) }),
    run: ({ ctx, input }) => done(saveBrand(ctx, input.brand_id, { sortOrder: input.sort })),
  }),
  method({
    ...staff,
    write: false,
    name: 'unique.brand.name',
    title: '验证品牌名称是否唯一',
    params: z.object({ name: param.words(MAX_NAME), exclude_id: param.maybeInt(1) }),
    run: ({ ctx, input }) => done(refuseTakenName(ctx, input.name, input.exclude_id)),
  }),
]
