import type { Address } from '@xiaopu/shared/contract'
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'
import { useSession } from '../../stores/session.ts'

interface Wanted { goodsId: number, skuId: number, number: number }

/** Where the goods would go and what that costs: the default address, or the region a guest named. Takes getters. */
export function useDelivery(wanted: () => Wanted, needed: () => boolean) {
  const session = useSession()

  const addresses = useQuery({
    queryKey: ['addresses'],
    queryFn: () => api.user.address.get.query({ pageSize: 50 }),
    enabled: () => session.signedIn && needed(),
  })
  const address = computed<Address | undefined>(() => {
    const mine = session.signedIn ? addresses.data.value?.items ?? [] : []
    return mine.find((one) => one.isDefault) ?? mine[0]
  })
  const destination = computed(() => {
    if (address.value) return { addressId: address.value.addressId }
    return session.region.regionId ? { regionId: session.region.regionId } : {}
  })

  const quote = useQuery({
    queryKey: ['shipping-quote', computed(wanted), destination],
    queryFn: () => api.shop.shipping.query({ ...wanted(), ...destination.value }),
    enabled: () => needed() && (!session.signedIn || !addresses.isPending.value),
  })
  const methods = computed(() => (quote.data.value?.shippings ?? []).filter((one) => one.kind !== 'pickup'))

  return {
    address,
    place: computed(() => address.value ? `${address.value.regionText} ${address.value.address}` : session.region.name),
    methods,
    /** The cheapest that goes there. */
    best: computed(() => methods.value.filter((one) => one.available).sort((a, b) => a.feeFen - b.feeFen)[0]),
    known: computed(() => quote.isSuccess.value),
    keepRegion: session.keepRegion,
  }
}
