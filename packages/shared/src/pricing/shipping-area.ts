/** The regions of a consignee, 0 where there is none. */
export interface ConsigneeRegions {
  district: number
  city: number
  province: number
  country: number
}

interface Area {
  areaId: number
  regionIds: readonly number[]
}

/** The area that names the consignee most closely; of two on one level the lower id (docs/rules/amounts.md 6). */
export function pickArea<Found extends Area>(areas: readonly Found[], regions: ConsigneeRegions): Found | null {
  for (const regionId of [
    regions.district,
    regions.city,
    regions.province,
    regions.country,
  ]) {
    let best: Found | null = null
    for (const area of areas) {
      if (regionId > 0 && area.regionIds.includes(regionId) && (!best || area.areaId < best.areaId)) best = area
    }
    if (best) return best
  }
  return null
}
