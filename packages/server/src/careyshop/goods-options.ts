import { type GoodsChange, type GoodsRecord, goodsTypesForStaff } from '@xiaopu/shared/catalogue'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import type { CareyCtx } from './method.ts'
import { ownPicture, sentPicture } from './own-pictures.ts'
import { money } from './param-kinds.ts'
import { param } from './read-params.ts'
import { choiceOf } from './spec-shape.ts'

const FACT = 0
const SINGLE_CHOICE = 1
const MAX_STOCK = 9_999_999

/** One fact of a product. */
export const SentAttr = z.object({ goods_attribute_id: param.int(1), attr_value: z.string().max(255) })
/** One combination: the ids of its values with `_` between them. */
export const SentSpecItem = z.object({ key_name: z.union([z.string(), z.number().transform(String)]).pipe(z.string().regex(/^\d{1,10}(?:_\d{1,10}){0,4}$/)), price: money(), store_qty: param.maybeInt(0, MAX_STOCK).transform((stock) => stock ?? 0), goods_sku: z.string().max(50).default('') })
/** The picture of one option value. */
export const SentSpecImage = z.object({ spec_item_id: param.int(1), image: z.union([sentPicture, z.array(sentPicture)]) })

interface Asked<Item> {
  goodsTypeId: number
  items: readonly Item[]
  before: GoodsRecord | null
}

async function attributesOfType(ctx: CareyCtx, goodsTypeId: number) {
  const type = (await goodsTypesForStaff(ctx)).find((one) => one.goodsTypeId === goodsTypeId)
  return type?.attributes ?? []
}

export async function propertiesOf(ctx: CareyCtx, { goodsTypeId, items, before }: Asked<z.output<typeof SentAttr>>): Promise<NonNullable<GoodsChange['properties']>> {
  const own = (before?.values ?? []).map(({ attribute }) => attribute)
  const facts = new Map([...own, ...await attributesOfType(ctx, goodsTypeId)].filter(({ kind }) => kind === FACT).map((attribute) => [attribute.id, attribute]))
  return items.filter(({ attr_value: value }) => value.trim() !== '').map(({ goods_attribute_id: attributeId, attr_value: value }) => {
    const fact = facts.get(attributeId)
    if (!fact) throw new ShopError('PARAM_INVALID', { field: 'goods_attr_item' })
    return { attributeId, group: fact.group, name: fact.name, value: value.trim() }
  })
}

interface Value { attributeId: number, name: string, value: string, id: number, priceFen: number, imageUrl: string }

/** Finds a value by its number: one the product has already, or one to pick from. */
async function valueFinder(ctx: CareyCtx, goodsTypeId: number, before: GoodsRecord | null): Promise<(id: number) => Value> {
  const attributes = new Map((await attributesOfType(ctx, goodsTypeId)).filter(({ kind }) => kind === SINGLE_CHOICE).map((attribute) => [attribute.id, attribute]))
  const own = new Map((before?.values ?? []).filter(({ attribute }) => attribute.kind === SINGLE_CHOICE).map(({ attribute, ...value }) => [value.id, { ...value, name: attribute.name }]))
  return (id) => {
    const known = own.get(id)
    if (known) return known
    const choice = choiceOf(id)
    const attribute = choice && attributes.get(choice.attributeId)
    const value = choice && attribute?.choices[choice.at]
    if (!attribute || !value) throw new ShopError('PARAM_INVALID', { field: 'goods_spec_item' })
    const there = [...own.values()].find((one) => one.attributeId === attribute.id && one.value === value)
    return there ?? { attributeId: attribute.id, name: attribute.name, value, id: 0, priceFen: 0, imageUrl: '' }
  }
}

/** Options and combinations as sent; every combination names one value of each option. */
export async function optionChange(ctx: CareyCtx, { goodsTypeId, items, images, before }: Asked<z.output<typeof SentSpecItem>> & { images: readonly z.output<typeof SentSpecImage>[] }): Promise<Pick<GoodsChange, 'specs' | 'skus'>> {
  const find = await valueFinder(ctx, goodsTypeId, before)
  const pictures = new Map(images.flatMap(({ spec_item_id: id, image }) => {
    const first = Array.isArray(image) ? image[0] : image
    return first === undefined ? [] : [[id, ownPicture(first, 'spec_image', ctx.baseUrl).url] as const]
  }))
  const specs = new Map<number, NonNullable<GoodsChange['specs']>[number]>()
  const rows = items.map((item) => ({ item, values: item.key_name.split('_').map((id) => ({ sentId: Number(id), ...find(Number(id)) })) }))
  for (const { sentId, attributeId, name, value, id, priceFen, imageUrl } of rows.flatMap(({ values }) => values.map((one) => ({ ...one, sentId: one.sentId })))) {
    const spec = specs.get(attributeId) ?? { attributeId, name, kind: SINGLE_CHOICE, values: [] }
    if (!spec.values.some((one) => one.value === value)) spec.values.push({ ...id > 0 ? { id } : {}, value, priceFen, imageUrl: pictures.get(sentId) ?? imageUrl })
    specs.set(attributeId, spec)
  }
  const order = [...specs.keys()]
  const skus = rows.map(({ item, values }) => {
    const options = order.map((attributeId) => values.find((one) => one.attributeId === attributeId)?.value ?? '')
    if (values.length !== order.length || options.includes('')) throw new ShopError('PARAM_INVALID', { field: 'goods_spec_item' })
    return { options, ...item.goods_sku === '' ? {} : { sn: item.goods_sku }, stock: item.store_qty, priceFen: item.price, isOnSale: true }
  })
  return { specs: [...specs.values()], skus }
}
