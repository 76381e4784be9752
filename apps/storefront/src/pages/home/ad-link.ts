import type { Ad } from '@xiaopu/shared/contract'
import type { RouteLocationRaw } from 'vue-router'

/** Where an ad leads inside the shop; undefined when it leads outside or nowhere. */
export function adRoute(ad: Pick<Ad, 'linkType' | 'linkId' | 'adLink'>): RouteLocationRaw | undefined {
  switch (ad.linkType) {
    case 'goods': return { name: 'goods', params: { id: ad.linkId } }
    case 'category': return { name: 'list', query: { category: ad.linkId } }
    case 'article': return { name: 'article', params: { id: ad.linkId } }
    case 'brand': return { name: 'list', query: { brand: ad.linkId } }
    case 'seller': return { name: 'list', query: { seller: ad.linkId } }
    default: return /^\/(?!\/)/.test(ad.adLink) ? ad.adLink : undefined
  }
}
