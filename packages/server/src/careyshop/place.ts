import { ShopError } from '@xiaopu/shared/errors'
import { regionPath } from '@xiaopu/shared/regions'
import type { CareyCtx } from './method.ts'

export interface Place { country: number, province: number, city: number, district: number }

/** Provinces, cities and districts in this order; the country is found above them. */
export async function placeOf(ctx: CareyCtx, regionIds: readonly number[], sentCountry: number | undefined): Promise<Place> {
  const [province = 0, city = 0, district = 0] = regionIds
  const country = sentCountry || (await regionPath(ctx, province)).at(0)?.regionId
  if (!country) throw new ShopError('REGION_INVALID')
  return { country, province, city, district }
}
