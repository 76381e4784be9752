import { expect, it } from 'vitest'
import { z } from 'zod'
import { updateSettings } from '@xiaopu/shared/shop'
import { buildRegistry } from '../gateway/index.ts'
import { fieldsOf, wireField } from '../gateway/wire-field.ts'
import { storeRouter } from '../store/index.ts'
import { openWorld } from '../testing/world.ts'

const world = openWorld()
const PICTURE_NAME = /(?:thumb|img|image|logo|avatar|icon|picture|images|thumbUrl|imageUrl)$/i

/** The names of the text fields of a shape and of everything in it that are called like a picture, with their marker. */
function picturesIn(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): [name: string, wire: string | undefined][] {
  const { schema: inner } = wireField(schema)
  if (seen.has(inner)) return []
  seen.add(inner)
  if (inner instanceof z.ZodArray) return picturesIn(inner.element, seen)
  if (!(inner instanceof z.ZodObject)) return []
  return fieldsOf(inner).flatMap(({ name, schema: field }) => {
    const entry = wireField(field instanceof z.ZodArray ? field.element : inner.shape[name] ?? field)
    const isPicture = PICTURE_NAME.test(name) && entry.schema instanceof z.ZodString
    return isPicture ? [[name, entry.wire] satisfies [string, string | undefined]] : picturesIn(field, seen)
  })
}

it('every field of an answer that is a picture is marked as one', () => {
  const found = [...buildRegistry(storeRouter).values()].flatMap(({ actions }) => [...actions.values()].flatMap(({ output }) => picturesIn(output)))

  expect([...new Set(found.map(([name]) => name))].sort()).toEqual(['avatar', 'brandLogo', 'cardImg', 'categoryImage', 'goodsImg', 'goodsThumb', 'icon', 'image', 'imageUrl', 'images', 'messageImg', 'noPicture', 'packImg', 'shareImage', 'shopLogo', 'thumbUrl'])
  expect(found.filter(([, wire]) => wire !== 'picture')).toEqual([])
})

it('programs get whole addresses of pictures, our own pages the path', async () => {
  await updateSettings(world.shop.systemCtx(), { shopLogo: '/media/logo.webp', noPicture: '' })

  const { response } = await world.call('ectouch.shop.config', { keys: 'shop_logo,no_picture' })
  const page = await world.app.inject({ url: `/trpc/shop.config?input=${encodeURIComponent(JSON.stringify({ keys: ['shopLogo', 'noPicture'] }))}` })

  expect(response.config).toEqual({ shop_logo: 'http://shop.example/media/logo.webp', no_picture: '' })
  expect(page.json()).toMatchObject({ result: { data: { config: { shopLogo: '/media/logo.webp', noPicture: '' } } } })
})
