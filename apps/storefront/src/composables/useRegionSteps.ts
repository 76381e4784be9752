import type { Region } from '@xiaopu/shared/contract'
import { useQuery } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { api } from '../api.ts'

const CHINA = 1
const LEVELS = ['province', 'city', 'district'] as const

export interface PickedRegion {
  province: number
  city: number
  /** 0 for the few cities without districts. */
  district: number
  /** 浙江 杭州 西湖区 */
  name: string
}

/** The three steps of choosing a region. Takes a getter that says whether it is being asked for. */
export function useRegionSteps(asked: () => boolean, picked: (region: PickedRegion) => void) {
  const path = ref<Region[]>([])
  const parentId = computed(() => path.value.at(-1)?.regionId ?? CHINA)
  const level = computed(() => LEVELS[path.value.length] ?? 'district')

  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['regions', parentId],
    queryFn: () => api.tool.region.list.query({ parentId: parentId.value }),
    enabled: asked,
    staleTime: Infinity,
  })

  watch(asked, (now) => { if (now) path.value = [] })

  function choose(region: Region): void {
    const chosen = [...path.value, region]
    if (region.hasChildren && chosen.length < LEVELS.length) {
      path.value = chosen
      return
    }
    const [province, city, district] = chosen
    picked({
      province: province?.regionId ?? 0,
      city: city?.regionId ?? province?.regionId ?? 0,
      district: district?.regionId ?? 0,
      name: chosen.map((one) => one.regionName).join(' '),
    })
  }

  return {
    path,
    level,
    regions: computed(() => data.value?.regions ?? []),
    isPending,
    error,
    refetch,
    choose,
    backTo: (at: number) => { path.value = path.value.slice(0, at) },
  }
}
